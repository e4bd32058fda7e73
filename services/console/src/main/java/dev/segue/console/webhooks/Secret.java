package dev.segue.console.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a webhook signs with, as Standard Webhooks says. Nothing it returns shows it. Immutable, thread-safe. */
final class Secret {
    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    private Secret(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * A secret of its text.
     *
     * @throws IllegalArgumentException saying what would be right, but not what was given
     */
    static Secret of(String text) {
        if (text.startsWith(PREFIX)) {
            try {
                byte[] bytes = Base64.getDecoder().decode(text.substring(PREFIX.length()));
                if (bytes.length >= LEAST_BYTES && bytes.length <= MOST_BYTES) {
                    return new Secret(new SecretKeySpec(bytes, HMAC));
                }
            } catch (IllegalArgumentException e) {
                // Its message would show a part of the secret.
                throw unusable();
            }
        }
        throw unusable();
    }

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException(
                "secret must be %s and %d to %d random bytes in base64".formatted(PREFIX, LEAST_BYTES, MOST_BYTES));
    }

    /**
     * Signs a message.
     *
     * @param at when this attempt is made, whole seconds count
     * @return a value of the header {@code webhook-signature}
     */
    String sign(String id, Instant at, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update("%s.%d.".formatted(id, at.getEpochSecond()).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java cannot sign: " + ((GeneralSecurityException) e).getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
