package dev.segue.console.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A part of a list.
 *
 * @param items the part
 * @param cursor what to ask with for the next part; null for the last
 * @param hasMore whether there is a next part
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(List<T> items, @Nullable String cursor, boolean hasMore) {
    private static final int MOST = 500;

    /**
     * The part of what was found.
     *
     * @param found one more than wanted, where there are more
     */
    static <T> Page<T> of(List<T> found, int limit, ToLongFunction<T> position) {
        if (found.size() <= limit) {
            return new Page<>(found, null, false);
        }
        List<T> items = List.copyOf(found.subList(0, limit));
        return new Page<>(items, Long.toString(position.applyAsLong(items.getLast())), true);
    }

    /** @throws ProblemException where a page of that many cannot be had */
    static int limit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "limit must be 1 to %d, not %d".formatted(MOST, limit));
        }
        return limit;
    }

    /** @throws ProblemException where the cursor is none of ours */
    static long position(@Nullable String cursor, long first) {
        if (cursor == null) {
            return first;
        }
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST, "cursor '%s' is not one that a page gave".formatted(cursor));
        }
    }
}
