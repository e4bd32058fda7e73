package dev.segue.console.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/** How much goes on, told each second. */
@Serdeable(naming = SnakeCaseStrategy.class)
public record PulseBrief(Overview.Rates rates, Overview.LagBrief lag, long deadLetters) {}
