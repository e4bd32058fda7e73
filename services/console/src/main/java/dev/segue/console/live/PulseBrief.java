package dev.segue.console.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.console.operations.Latency;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.openapi.annotation.OpenAPIExtraSchema;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/** How much goes on, told each second. */
@OpenAPIExtraSchema
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record PulseBrief(Rates rates, LagBrief lag, Latency.@Nullable Brief latency, long deadLetters) {}
