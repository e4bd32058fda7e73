package dev.segue.console.live;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/** How much goes on, over the last ten seconds. */
@Serdeable(naming = SnakeCaseStrategy.class)
public record Rates(double eventsPerSecond, double changesPerMinute, double triggersPerMinute) {}
