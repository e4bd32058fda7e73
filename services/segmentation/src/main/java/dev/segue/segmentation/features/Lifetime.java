package dev.segue.segmentation.features;

import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.event.Order;

/** A customer's exact totals since their first order. Sums, minima and maxima, so the order of events does not matter. */
public final class Lifetime {
    private long orders;
    private long gross;
    private long refunds;
    private long firstPurchase;
    private long lastPurchase;

    /** Orders placed; returns and cancellations do not lower it. */
    public long orders() {
        return orders;
    }

    /** Money of all orders, in ten-thousandths. */
    public long gross() {
        return gross;
    }

    /** Money of all returns and cancellations, in ten-thousandths, zero or more. */
    public long refunds() {
        return refunds;
    }

    /** Gross minus refunds, in ten-thousandths. */
    public long net() {
        return gross - refunds;
    }

    /** When the first order was begun, epoch milliseconds; meaningful only where {@link #orders()} is not zero. */
    public long firstPurchase() {
        return firstPurchase;
    }

    /** When the latest order was placed, epoch milliseconds; meaningful only where {@link #orders()} is not zero. */
    public long lastPurchase() {
        return lastPurchase;
    }

    /**
     * Counts an order in.
     *
     * @param value what it costs, in ten-thousandths
     * @throws ArithmeticException when a total no longer fits; nothing is changed then
     */
    void add(Order order, long value) {
        if (order.kind() == Order.Kind.REFUND) {
            refunds = Money.sum(refunds, value);
            return;
        }
        gross = Money.sum(gross, value);
        firstPurchase = orders == 0 ? order.startedAt() : Math.min(firstPurchase, order.startedAt());
        lastPurchase = orders == 0 ? order.at() : Math.max(lastPurchase, order.at());
        orders++;
    }

    /**
     * Counts another customer's in.
     *
     * @throws ArithmeticException when a total no longer fits; nothing is changed then
     */
    void merge(Lifetime other) {
        long allGross = Money.sum(gross, other.gross);
        refunds = Money.sum(refunds, other.refunds);
        gross = allGross;
        if (other.orders == 0) {
            return;
        }
        firstPurchase = orders == 0 ? other.firstPurchase : Math.min(firstPurchase, other.firstPurchase);
        lastPurchase = orders == 0 ? other.lastPurchase : Math.max(lastPurchase, other.lastPurchase);
        orders += other.orders;
    }

    void write(StateWriter out) {
        out.whole(orders);
        out.whole(refunds);
        if (orders > 0) {
            out.whole(gross);
            out.signed(firstPurchase);
            out.signed(lastPurchase - firstPurchase);
        }
    }

    void read(StateReader in) {
        orders = in.whole();
        refunds = in.whole();
        if (orders > 0) {
            gross = in.whole();
            firstPurchase = in.signed();
            lastPurchase = firstPurchase + in.signed();
        }
    }
}
