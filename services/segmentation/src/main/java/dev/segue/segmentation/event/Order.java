package dev.segue.segmentation.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order placed, or one taken back. All money is in ten-thousandths and never negative; {@link Kind} tells its direction.
 *
 * @param id identity of the event
 * @param order the order; for one taken back, the order that is, or the document that takes it back where that is all that
 *     is known
 * @param at when it was placed or taken back, epoch milliseconds
 * @param startedAt when its first line was entered, epoch milliseconds, at most {@code at}
 * @param kind which way the money goes
 * @param channel where it was bought; null where unknown
 * @param deal whether it was bought on a coupon, promotion or discount
 * @param discount discount on the order as a whole
 * @param lines its lines, at least one
 */
public record Order(
        String id,
        String order,
        long at,
        long startedAt,
        Kind kind,
        @Nullable String channel,
        boolean deal,
        long discount,
        List<Line> lines)
        implements CustomerEvent {

    /** An order known by the id of its event. */
    public Order(
            String id,
            long at,
            long startedAt,
            Kind kind,
            @Nullable String channel,
            boolean deal,
            long discount,
            List<Line> lines) {
        this(id, id, at, startedAt, kind, channel, deal, discount, lines);
    }

    /** Which way the money goes. */
    public enum Kind {
        /** To the shop. */
        PURCHASE,
        /** Back to the customer, for a return or a cancellation. */
        REFUND
    }

    /**
     * One product of an order.
     *
     * @param product id of the product in the shop's catalogue
     * @param category product category; null where unknown
     * @param price unit price before discounts
     * @param quantity units, 1 or more
     * @param discount discount on the whole line
     */
    public record Line(String product, @Nullable String category, long price, int quantity, long discount) {
        /**
         * Price times quantity, before discounts.
         *
         * @throws ArithmeticException when it does not fit
         */
        public long listValue() {
            return Math.multiplyExact(price, quantity);
        }

        /**
         * What the line costs.
         *
         * @throws ArithmeticException when it does not fit
         */
        public long value() {
            return Math.subtractExact(listValue(), discount);
        }
    }

    /**
     * What the order costs: its lines after their discounts, minus its own discount.
     *
     * @throws ArithmeticException when it does not fit
     */
    public long value() {
        long value = 0;
        for (Line line : lines) {
            value = Math.addExact(value, line.value());
        }
        return Math.subtractExact(value, discount);
    }

    /**
     * What it would cost without any discount.
     *
     * @throws ArithmeticException when it does not fit
     */
    public long listValue() {
        long value = 0;
        for (Line line : lines) {
            value = Math.addExact(value, line.listValue());
        }
        return value;
    }
}
