package dev.segue.cli.shop;

import java.time.Instant;
import java.util.Currency;

/**
 * What a simulated shop is made from; the same settings always make the same events.
 *
 * @param run begins every customer, order and message id, so that two runs never share a customer; 1 to 20 lower-case
 *     letters, digits or hyphens
 * @param seed seed of all that is random
 * @param opening when the first customers sign up
 * @param customers how many sign up in the first weeks, 1 to 1,000,000; more arrive later
 * @param currency ISO 4217 code of all amounts
 */
public record ShopSettings(String run, long seed, Instant opening, int customers, String currency) {
    /** The most customers a shop begins with. */
    public static final int MOST_CUSTOMERS = 1_000_000;

    /**
     * @throws IllegalArgumentException naming the setting that is out of range
     */
    public ShopSettings {
        if (!run.matches("[a-z0-9-]{1,20}")) {
            throw new IllegalArgumentException(
                    "run '%s' must be 1 to 20 lower-case letters, digits or hyphens".formatted(run));
        }
        if (customers < 1 || customers > MOST_CUSTOMERS) {
            throw new IllegalArgumentException(
                    "customers %d must be from 1 to %d".formatted(customers, MOST_CUSTOMERS));
        }
        currency = Currency.getInstance(currency).getCurrencyCode();
    }
}
