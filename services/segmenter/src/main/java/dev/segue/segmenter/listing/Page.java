package dev.segue.segmenter.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a list, as others see it.
 *
 * @param items in the order of the list; fewer than were asked for, or none, also where there are more
 * @param cursor what to ask for the next page with; null where there are no more
 * @param hasMore whether there may be more
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record Page<T>(List<T> items, @Nullable String cursor, boolean hasMore) {}
