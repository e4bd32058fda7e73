package dev.segue.segmentation.features;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * On how many days a customer bought, and for how much on the first: what the value models call transactions. Days are UTC
 * days. The latest {@value #TOLD_APART} are told apart, of earlier ones only their number is kept, so the space is bounded. The
 * order of events does not matter, but for an order that comes so late that more than {@value #TOLD_APART} later days are
 * known: its day counts as another one, even where an earlier order of that day did already. When customers are merged, a
 * day of both counts twice if it is no longer told apart in one of them.
 */
public final class PurchaseDays {
    static final int TOLD_APART = 64;

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long[] NONE = {};

    /** Days since 1970-01-01, ascending. */
    private long[] latest = NONE;

    private long before;
    private long first;
    private long firstValue;

    /** Days on which the customer placed an order. */
    public long count() {
        return before + latest.length;
    }

    /**
     * Mean value of the days after the first, in ten-thousandths.
     *
     * @param gross money of all orders, in ten-thousandths
     * @return zero or more; NaN where there is no such day
     */
    public double repeatValue(long gross) {
        return count() > 1 ? (double) (gross - firstValue) / (count() - 1) : Double.NaN;
    }

    /**
     * Counts an order in.
     *
     * @param at when it was placed, epoch milliseconds
     * @param value what it costs, in ten-thousandths
     */
    void add(long at, long value) {
        long day = Math.floorDiv(at, DAY);
        boolean known = count() > 0 && day == first;
        if (known) {
            firstValue += value;
        } else if (count() == 0 || day < first) {
            first = day;
            firstValue = value;
        }
        int position = Arrays.binarySearch(latest, day);
        if (position >= 0) {
            return;
        }
        int insertion = -position - 1;
        if (insertion == 0 && before > 0) {
            before += known ? 0 : 1;
        } else {
            insert(insertion, day);
        }
    }

    private void insert(int position, long day) {
        long[] longer = new long[latest.length + 1];
        System.arraycopy(latest, 0, longer, 0, position);
        longer[position] = day;
        System.arraycopy(latest, position, longer, position + 1, latest.length - position);
        if (longer.length > TOLD_APART) {
            before++;
            longer = Arrays.copyOfRange(longer, 1, longer.length);
        }
        latest = longer;
    }

    /** Counts another customer's in. */
    void merge(PurchaseDays other) {
        if (other.count() == 0) {
            return;
        }
        if (count() == 0 || other.first < first) {
            first = other.first;
            firstValue = other.firstValue;
        } else if (other.first == first) {
            firstValue += other.firstValue;
        }
        long[] days = LongStream.concat(Arrays.stream(latest), Arrays.stream(other.latest))
                .sorted()
                .distinct()
                .toArray();
        int tooMany = Math.max(0, days.length - TOLD_APART);
        before += other.before + tooMany;
        latest = Arrays.copyOfRange(days, tooMany, days.length);
    }

    void write(StateWriter out) {
        out.count(latest.length);
        if (latest.length == 0) {
            return;
        }
        if (latest.length == TOLD_APART) {
            out.whole(before);
        }
        out.signed(latest[0]);
        for (int i = 1; i < latest.length; i++) {
            out.whole(latest[i] - latest[i - 1]);
        }
        if (count() > 1) {
            out.whole(firstValue);
        }
        if (before > 0) {
            out.signed(first);
        }
    }

    /** @param gross money of all orders, which on a single day is that of the first */
    void read(StateReader in, long gross) {
        latest = new long[in.count()];
        if (latest.length == 0) {
            return;
        }
        before = latest.length == TOLD_APART ? in.whole() : 0;
        latest[0] = in.signed();
        for (int i = 1; i < latest.length; i++) {
            latest[i] = latest[i - 1] + in.whole();
        }
        firstValue = count() > 1 ? in.whole() : gross;
        first = before > 0 ? in.signed() : latest[0];
    }
}
