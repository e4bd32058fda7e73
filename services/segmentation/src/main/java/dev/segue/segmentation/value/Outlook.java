package dev.segue.segmentation.value;

import dev.segue.segmentation.event.Money;

/**
 * What is predicted of a customer, as segments' KPIs count it.
 *
 * @param expected what they are expected to spend over the value model's horizon, in ten-thousandths of the currency unit,
 *     zero or more
 * @param lapsing whether they have dropped out sooner than not: the probability that they still buy is below one half
 */
public record Outlook(long expected, boolean lapsing) {
    private static final double EVEN = 0.5;

    public Outlook {
        if (expected < 0) {
            throw new IllegalArgumentException("expected must be zero or more, not " + expected);
        }
    }

    /** The outlook of a customer who has bought. */
    public static Outlook of(ValueModel model, PurchaseHistory history) {
        double expected = model.lifetimeValue(history) * Money.UNIT;
        return new Outlook(Math.min(Math.round(expected), Money.MOST), model.probabilityAlive(history) < EVEN);
    }
}
