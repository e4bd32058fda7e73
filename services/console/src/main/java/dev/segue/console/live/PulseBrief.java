package dev.segue.console.live;

import io.micronaut.openapi.annotation.OpenAPIExtraSchema;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/** How much goes on, told each second. */
@OpenAPIExtraSchema
@Serdeable(naming = SnakeCaseStrategy.class)
record PulseBrief(Rates rates, LagBrief lag, long deadLetters) {}
