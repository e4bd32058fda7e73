package dev.segue.segmenter.listing;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/**
 * That there is a customer.
 *
 * @param customerId who
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record IdView(String customerId) implements Listed {}
