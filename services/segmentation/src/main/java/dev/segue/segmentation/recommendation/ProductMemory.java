package dev.segue.segmentation.recommendation;

import dev.segue.segmentation.features.EventIds;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a customer bought, in bounded space: fingerprints of the latest {@value #MOST} products, and the ids of the latest
 * {@value #MOST_NAMED}. Two products have one fingerprint with a probability of one in four billion. It is kept as the bytes it is written as, and those are
 * looked into only for an order or a recommendation. Mutable; one thread.
 */
public final class ProductMemory {
    /** How many products are remembered. */
    public static final int MOST = 64;

    /** Of how many the id is remembered. */
    public static final int MOST_NAMED = 4;

    private static final byte[] NOTHING = {};

    private byte[] bytes;

    /** A memory of nothing. */
    public ProductMemory() {
        this(NOTHING);
    }

    private ProductMemory(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether the customer bought a product, as far as is remembered. */
    public boolean has(String product) {
        if (bytes.length == 0) {
            return false;
        }
        int fingerprint = fingerprint(product);
        StateReader in = new StateReader(bytes);
        for (int left = in.count(); left > 0; left--) {
            if (in.fixedShort() == fingerprint) {
                return true;
            }
        }
        return false;
    }

    /** The ids of the products bought last, the latest first. */
    public List<String> latest() {
        return List.copyOf(read().named.reversed());
    }

    /**
     * Notes what was bought.
     *
     * @return the part of it that is new to the customer
     */
    public Basket add(Basket basket) {
        if (basket.products().isEmpty()) {
            return basket;
        }
        Contents contents = read();
        List<Product> fresh = new ArrayList<>(basket.products().size());
        for (Product product : basket.products()) {
            if (contents.add(fingerprint(product.id()))) {
                fresh.add(product);
            }
            contents.name(product.id());
        }
        write(contents);
        return new Basket(basket.order(), basket.at(), fresh);
    }

    /**
     * Takes in what another customer bought. Which of the two bought what first is not known, so as many of the one's latest stay
     * as of the other's.
     */
    public void merge(ProductMemory other) {
        if (other.bytes.length == 0) {
            return;
        }
        Contents mine = read();
        Contents theirs = other.read();
        Contents both = new Contents();
        interleave(mine.fingerprints(), theirs.fingerprints()).forEach(both::add);
        interleave(mine.named, theirs.named).forEach(both::name);
        write(both);
    }

    /** Two lists with the oldest first as one, such that its end has as many of the one's as of the other's. */
    private static <E> List<E> interleave(List<E> one, List<E> other) {
        List<E> newestFirst = new ArrayList<>(one.size() + other.size());
        for (int i = 1; i <= Math.max(one.size(), other.size()); i++) {
            if (i <= other.size()) {
                newestFirst.add(other.get(other.size() - i));
            }
            if (i <= one.size()) {
                newestFirst.add(one.get(one.size() - i));
            }
        }
        return newestFirst.reversed();
    }

    private static int fingerprint(String product) {
        return (int) (EventIds.fingerprint(product) >>> 32);
    }

    /** Writes it; one octet for who bought nothing. */
    public void write(StateWriter out) {
        out.octets(bytes);
    }

    /** Reads what {@link #write} wrote. */
    public static ProductMemory read(StateReader in) {
        return new ProductMemory(in.octets());
    }

    private Contents read() {
        Contents contents = new Contents();
        if (bytes.length > 0) {
            StateReader in = new StateReader(bytes);
            for (int left = in.count(); left > 0; left--) {
                contents.add(in.fixedShort());
            }
            for (int left = in.count(); left > 0; left--) {
                contents.name(in.text());
            }
        }
        return contents;
    }

    private void write(Contents contents) {
        StateWriter out = new StateWriter();
        out.count(contents.count);
        for (int i = 0; i < contents.count; i++) {
            out.fixedShort(contents.fingerprints[i]);
        }
        out.count(contents.named.size());
        contents.named.forEach(out::text);
        bytes = out.bytes();
    }

    /** What the bytes say, the oldest first; arrays, as it is done for each order. */
    private static final class Contents {
        private final int[] fingerprints = new int[MOST];
        private final List<String> named = new ArrayList<>(MOST_NAMED + 1);
        private int count;

        /** Whether it was not there. */
        boolean add(int fingerprint) {
            int at = 0;
            while (at < count && fingerprints[at] != fingerprint) {
                at++;
            }
            boolean fresh = at == count;
            int leaves = !fresh ? at : count == MOST ? 0 : count++;
            System.arraycopy(fingerprints, leaves + 1, fingerprints, leaves, count - leaves - 1);
            fingerprints[count - 1] = fingerprint;
            return fresh;
        }

        void name(String product) {
            named.remove(product);
            named.addLast(product);
            if (named.size() > MOST_NAMED) {
                named.removeFirst();
            }
        }

        List<Integer> fingerprints() {
            return Arrays.stream(fingerprints, 0, count).boxed().toList();
        }
    }
}
