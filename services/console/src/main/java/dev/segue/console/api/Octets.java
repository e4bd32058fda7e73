package dev.segue.console.api;

import io.micronaut.core.annotation.Nullable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Bytes of somebody else's, as JSON can hold them: one of the two, or neither where there are none.
 *
 * @param text what they say in UTF-8; null where they are no such text
 * @param base64 the bytes, where they are no such text; null otherwise
 */
record Octets(@Nullable String text, @Nullable String base64) {
    static Octets of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return new Octets(null, null);
        }
        try {
            return new Octets(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString(),
                    null);
        } catch (CharacterCodingException e) {
            return new Octets(null, Base64.getEncoder().encodeToString(bytes));
        }
    }
}
