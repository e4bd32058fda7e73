package dev.segue.segmentation.recommendation;

import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.FrequentItemsSketch;

/**
 * In how many orders things are, with recent orders weighing more, in bounded space: a frequent-items sketch (Anderson, Bevan,
 * Lang, Liberty, Rhodes and Thaler, "A High-Performance Algorithm for Identifying Frequent Items in Data Streams", IMC 2017)
 * over forward-decayed weights ({@link Decay}). Weights are whole numbers that double with each half-life since a landmark, the
 * half-life of the latest order; when a new one begins, all are halved. Orders may be added in any order. Mutable; one thread.
 */
final class Tally<T> {
    /** Weight of an order at the end of the latest half-life; at its beginning it is half of it. */
    private static final long UNIT = 1 << 17;

    private static final long NONE = Long.MIN_VALUE;

    /** Characters of the things in a list at most: three bytes each, and both lists fit in a record of a megabyte. */
    private static final int MOST_LISTED = 1 << 16;

    /** Characters of the things written at most; the same for two tallies. */
    private static final int MOST_WRITTEN = 1 << 17;

    private final int size;
    private final Decay decay;
    private final ToIntFunction<T> length;
    private FrequentItemsSketch<T> sketch;
    private long latest = NONE;
    private long orders;
    private long missing;

    /**
     * @param size how many things it tells apart, and a third more: a power of two. A weight is less than 3.5/size of all
     *     things' weights too low
     * @param length how many characters a thing has
     */
    Tally(int size, Decay decay, ToIntFunction<T> length) {
        this.size = size;
        this.decay = decay;
        this.length = length;
        this.sketch = new FrequentItemsSketch<>(size);
    }

    /**
     * Adds an order.
     *
     * @param at when it was placed, epoch milliseconds
     * @param things what is in it, nothing twice
     */
    void add(long at, Collection<T> things) {
        if (latest == NONE) {
            latest = at;
        } else if (at > latest) {
            age(halfLife(at) - halfLife(latest));
            latest = at;
        }
        long weight = weight(at);
        if (weight == 0) {
            return;
        }
        orders += weight;
        for (T thing : things) {
            sketch.update(thing, weight);
        }
    }

    /** Weight of all orders, where one at the moment of the latest weighs 1. */
    double orders() {
        return orders == 0 ? 0 : orders / (double) weight(latest);
    }

    /** Whether something weighs anything, as far as can be told. */
    boolean knows(T thing) {
        return sketch.getLowerBound(thing) > 0;
    }

    /**
     * Forgets things altogether. What is left of their weight in other orders is no longer counted, which the bound of {@link #top}
     * says nothing of: so only those should be forgotten that are hardly in any.
     *
     * @param which told each thing, and whether it weighs no more than one order may
     * @return whether anything was forgotten
     */
    boolean forget(BiPredicate<T, Boolean> which) {
        FrequentItemsSketch<T> rest = new FrequentItemsSketch<>(size);
        boolean forgotten = false;
        for (FrequentItemsSketch.Row<T> row : rows()) {
            if (which.test(row.getItem(), row.getLowerBound() <= UNIT)) {
                forgotten = true;
            } else {
                rest.update(row.getItem(), row.getLowerBound());
            }
        }
        if (forgotten) {
            missing += sketch.getMaximumError();
            sketch = rest;
        }
        return forgotten;
    }

    /** Of how many things it keeps a weight. */
    int things() {
        return sketch.getNumActiveItems();
    }

    /** What is in most orders, so much at most, or less where it has many characters; of one order at the moment of the latest. */
    TopList<T> top(int most) {
        if (orders == 0) {
            return TopList.empty();
        }
        double unit = weight(latest);
        FrequentItemsSketch.Row<T>[] rows = rows();
        int listed = listed(rows, Math.min(most, rows.length), MOST_LISTED);
        Map<T, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < listed; i++) {
            weights.put(rows[i].getItem(), rows[i].getLowerBound() / unit);
        }
        return new TopList<>(latest, orders(), bound(rows, listed) / unit, weights);
    }

    /** How many rows, the first, have so many characters at most. */
    private int listed(FrequentItemsSketch.Row<T>[] rows, int most, int characters) {
        int left = characters;
        for (int i = 0; i < most; i++) {
            left -= length.applyAsInt(rows[i].getItem());
            if (left < 0) {
                return i;
            }
        }
        return most;
    }

    /** What a weight may be too low at most, or that of something not listed is at most. */
    private long bound(FrequentItemsSketch.Row<T>[] rows, int listed) {
        return missing + sketch.getMaximumError() + (listed < rows.length ? rows[listed].getLowerBound() : 0);
    }

    private long halfLife(long at) {
        return Math.floorDiv(at, decay.halfLifeMillis());
    }

    private long weight(long at) {
        long end = (halfLife(latest) + 1) * decay.halfLifeMillis();
        return Math.round(UNIT * decay.remaining(end - at));
    }

    private void age(long halfLives) {
        if (halfLives == 0) {
            return;
        }
        int shift = (int) Math.min(halfLives, Long.SIZE - 1);
        // What is halved is rounded down, by less than one.
        missing = ((missing + sketch.getMaximumError()) >> shift) + 1;
        orders >>= shift;
        FrequentItemsSketch<T> halved = new FrequentItemsSketch<>(size);
        for (FrequentItemsSketch.Row<T> row : rows()) {
            long weight = row.getLowerBound() >> shift;
            if (weight > 0) {
                halved.update(row.getItem(), weight);
            }
        }
        sketch = halved;
    }

    /** All things of which a weight is kept, the heaviest first. */
    private FrequentItemsSketch.Row<T>[] rows() {
        return sketch.getFrequentItems(0, ErrorType.NO_FALSE_NEGATIVES);
    }

    /**
     * Writes it, without the lightest things where all have many characters.
     *
     * @param item writes a thing
     */
    void write(StateWriter out, BiConsumer<StateWriter, T> item) {
        FrequentItemsSketch.Row<T>[] rows = rows();
        int listed = listed(rows, rows.length, MOST_WRITTEN);
        out.signed(latest);
        out.whole(orders);
        out.whole(bound(rows, listed));
        out.count(listed);
        for (int i = 0; i < listed; i++) {
            item.accept(out, rows[i].getItem());
            out.whole(rows[i].getLowerBound());
        }
    }

    /**
     * Reads what {@link #write} wrote, into a new tally.
     *
     * @param item reads a thing
     */
    void read(StateReader in, Function<StateReader, T> item) {
        latest = in.signed();
        orders = in.whole();
        missing = in.whole();
        for (int left = in.count(); left > 0; left--) {
            sketch.update(item.apply(in), in.whole());
        }
    }
}
