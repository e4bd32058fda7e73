package dev.segue.console.access;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key that programs, and people without an identity provider, come with. Only its digest is in the settings, so that these
 * give nothing away.
 *
 * @param name whose it is
 * @param role what it lets them do
 * @param sha256 SHA-256 of the key, 64 hexadecimal digits
 */
@EachProperty("segue.console.keys")
public record ApiKey(
        @Parameter String name,
        @Nullable String role,
        @Nullable String sha256) {
    private static final int DIGEST_BYTES = 32;

    /**
     * @throws IllegalArgumentException naming the property and what would be right
     */
    public ApiKey {
        if (role == null || Role.highest(List.of(role)).isEmpty()) {
            throw new IllegalArgumentException("segue.console.keys.%s.role must be one of %s, not '%s'"
                    .formatted(name, String.join(", ", Role.ADMIN.texts()), role));
        }
        if (sha256 == null || !sha256.matches("[0-9a-fA-F]{64}")) {
            // Not repeated here: it may well be the key itself.
            throw new IllegalArgumentException(
                    "segue.console.keys.%s.sha256 must be the SHA-256 of the key in %d hexadecimal digits, not %s"
                            .formatted(
                                    name,
                                    2 * DIGEST_BYTES,
                                    sha256 == null ? "nothing" : sha256.length() + " characters"));
        }
    }

    byte[] digest() {
        return HexFormat.of().parseHex(Objects.requireNonNull(sha256));
    }

    Role allowing() {
        return Role.highest(List.of(Objects.requireNonNull(role))).orElseThrow();
    }
}
