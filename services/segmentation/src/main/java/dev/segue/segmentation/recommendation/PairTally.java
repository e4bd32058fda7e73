package dev.segue.segmentation.recommendation;

import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * In how many orders two products are together, recent orders weighing more, in bounded space. Mutable; one thread.
 */
public final class PairTally {
    /** Of how many products of an order the pairs are counted; of a larger one, of so many chosen by hash. */
    public static final int MOST_PRODUCTS = 6;

    private static final int FORMAT = 1;

    private final Tally<Pair> tally;

    /**
     * @param size how many pairs are told apart, and a third more: a power of two of 8 or more
     */
    public PairTally(int size, Decay decay) {
        this.tally = new Tally<>(
                size, decay, pair -> pair.one().length() + pair.other().length());
    }

    /**
     * Adds the pairs of an order, and each of its products with itself.
     *
     * @param fresh what of it is new to the customer; pairs of which nothing is are not counted again
     */
    public void add(Basket basket, Basket fresh) {
        List<Product> products = basket.sample(MOST_PRODUCTS);
        List<Pair> pairs = new ArrayList<>(products.size() * (products.size() + 1) / 2);
        for (int i = 0; i < products.size(); i++) {
            for (int j = i; j < products.size(); j++) {
                Product one = products.get(i);
                Product other = products.get(j);
                if (i == j || fresh.products().contains(one) || fresh.products().contains(other)) {
                    pairs.add(Pair.of(one.id(), other.id()));
                }
            }
        }
        tally.add(basket.at(), pairs);
    }

    /**
     * Forgets the pairs that a customer bought and hardly anybody else, and those with a product that is forgotten.
     *
     * @param products has forgotten already what the customer bought
     * @return whether there were any
     */
    public boolean forget(ProductMemory bought, ProductTally products) {
        return tally.forget((pair, light) -> (light || !products.knows(pair.one()) || !products.knows(pair.other()))
                && bought.has(pair.one())
                && bought.has(pair.other()));
    }

    /** The pairs in most orders, so many at most. */
    public TopList<Pair> top(int most) {
        return tally.top(most);
    }

    /** Writes the tally. */
    public void write(StateWriter out) {
        out.octet(FORMAT);
        tally.write(out, (to, pair) -> {
            to.text(pair.one());
            to.text(pair.other());
        });
    }

    /**
     * Reads what {@link #write} wrote, into a new tally.
     *
     * @throws IllegalStateException when it is of another format
     */
    public static PairTally read(StateReader in, int size, Decay decay) {
        int format = in.octet();
        if (format != FORMAT) {
            throw new IllegalStateException(
                    "tally of pairs of format %d; this version reads %d".formatted(format, FORMAT));
        }
        PairTally pairs = new PairTally(size, decay);
        pairs.tally.read(in, from -> new Pair(from.text(), from.text()));
        return pairs;
    }
}
