package dev.segue.segmentation.outcome;

import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.util.Comparator;

/**
 * An order that may be put down to a trigger.
 *
 * @param id fingerprint of the order's id
 * @param placed whether the order itself has come, and not only a return of it
 * @param at when its earliest record was placed, or while none has come, first returned; epoch milliseconds
 * @param value what all its records cost, in ten-thousandths; zero or more
 * @param returned what was returned of it, in ten-thousandths; zero or more, and may be more than it cost
 */
record AttributedOrder(long id, boolean placed, long at, long value, long returned) {
    /** By time; the id decides among those of one moment, so that it does not matter which came first. */
    static final Comparator<AttributedOrder> BY_TIME =
            Comparator.comparingLong(AttributedOrder::at).thenComparingLong(AttributedOrder::id);

    /** Returns of orders that never came first, or many of them would push out orders that did; then the oldest. */
    static final Comparator<AttributedOrder> LEAST_WORTH_REMEMBERING =
            Comparator.comparing(AttributedOrder::placed).thenComparing(BY_TIME);

    AttributedOrder {
        require("value", value);
        require("returned", returned);
    }

    private static void require(String field, long amount) {
        if (amount < 0 || amount > Money.MOST) {
            throw new IllegalArgumentException(
                    "%s must be 0 to %d ten-thousandths, not %d".formatted(field, Money.MOST, amount));
        }
    }

    /** What is left of its value after returns. */
    long left() {
        return Math.max(0, value - returned);
    }

    /** Whether anything of it was kept. What cost nothing cannot be returned for money, and is kept. */
    boolean kept() {
        return placed && (value == 0 || returned < value);
    }

    /** Both of what is known of one order. */
    AttributedOrder with(AttributedOrder other) {
        long moment = placed == other.placed ? Math.min(at, other.at) : placed ? at : other.at;
        return new AttributedOrder(
                id,
                placed || other.placed,
                moment,
                Math.min(Money.MOST, value + other.value),
                Math.min(Money.MOST, returned + other.returned));
    }

    void write(StateWriter out) {
        out.fixed(id);
        out.octet(placed ? 1 : 0);
        out.signed(at);
        out.whole(value);
        out.whole(returned);
    }

    static AttributedOrder read(StateReader in) {
        return new AttributedOrder(in.fixed(), in.octet() == 1, in.signed(), in.whole(), in.whole());
    }
}
