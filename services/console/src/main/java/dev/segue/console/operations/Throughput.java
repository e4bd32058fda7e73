package dev.segue.console.operations;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/**
 * Input records a second at a moment.
 *
 * @param at epoch milliseconds
 * @param eventsPerSecond zero or more
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record Throughput(long at, double eventsPerSecond) {
    /** How many are told at most. */
    static final int MOST = 300;
}
