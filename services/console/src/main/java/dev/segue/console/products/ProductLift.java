package dev.segue.console.products;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/**
 * A product that a segment buys.
 *
 * @param productId the product
 * @param orders how many of the segment's orders it is in, recent orders weighing more; at least
 * @param share of the segment's orders
 * @param lift share over that among all customers; null where that is not known
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ProductLift(
        String productId,
        double orders,
        double share,
        @Nullable Double lift) {}
