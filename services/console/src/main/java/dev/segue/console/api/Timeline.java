package dev.segue.console.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.console.moves.MoveView;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;

/**
 * A part of what happened lately.
 *
 * @param items the part, the newest first
 * @param cursor what to ask with for the next part; null for the last
 * @param hasMore whether there is a next part
 * @param reachesBackTo event time of the oldest that is held of anybody: what happened before is not here; null where nothing is
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record Timeline(
        List<MoveView> items,
        @Nullable String cursor,
        boolean hasMore,
        @Nullable Instant reachesBackTo) {}
