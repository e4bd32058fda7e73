package dev.segue.console.live;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/** How much goes on, told each second. */
@Serdeable(naming = SnakeCaseStrategy.class)
record PulseBrief(Rates rates, LagBrief lag, long deadLetters) {}
