package dev.segue.segmenter.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.segmenter.cluster.Peers;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Which page is asked for.
 *
 * @param after the customer to begin after; null for the beginning
 * @param limit how many items at most, 1 to {@value #MOST}
 */
record PageRequest(@Nullable String after, int limit) {
    static final int MOST = 500;
    static final String DEFAULT = "50";

    /** As others ask for it; 400 where that is no such page. */
    static PageRequest of(@Nullable String cursor, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new HttpStatusException(
                    HttpStatus.BAD_REQUEST, "limit must be 1 to %d, not %d".formatted(MOST, limit));
        }
        return new PageRequest(cursor == null ? null : customer(cursor), limit);
    }

    /** A cursor that goes on after a customer. */
    static String cursor(String customer) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(customer.getBytes(UTF_8));
    }

    private static String customer(String cursor) {
        try {
            byte[] octets = Base64.getUrlDecoder().decode(cursor);
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new HttpStatusException(
                    HttpStatus.BAD_REQUEST,
                    "cursor must be one that a page before came with, not '%s'".formatted(cursor));
        }
    }

    /** As instances ask each other. */
    String query() {
        return "?limit=" + limit + (after == null ? "" : "&after=" + Peers.encoded(after));
    }
}
