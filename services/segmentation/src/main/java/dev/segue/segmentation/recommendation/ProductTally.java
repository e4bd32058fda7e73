package dev.segue.segmentation.recommendation;

import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.EventIds;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In how many orders products are that were new to their customers, recent orders weighing more, and the category each was last said to be
 * of; in bounded space. Mutable; one thread.
 */
public final class ProductTally {
    /** Every order is wanted while those counted weigh less than so many orders of the moment of the latest. */
    public static final int ALL_BELOW = 2048;

    /** Of how many orders one is wanted beyond that. */
    public static final int ONE_IN = 16;

    private static final int FORMAT = 1;

    private final Tally<String> tally;
    private final int mostCategories;
    private final Map<String, String> categories = new HashMap<>();

    /**
     * @param size how many products are told apart, and a third more: a power of two of 8 or more
     */
    public ProductTally(int size, Decay decay) {
        this.tally = new Tally<>(
                size,
                decay,
                product ->
                        product.length() + categories.getOrDefault(product, "").length());
        this.mostCategories = 2 * size;
    }

    /**
     * Whether an order should be counted, here and wherever else: shares and lifts are as good from a sample, and a large stream
     * pays for little more than the sample. Which orders those are beyond {@link #ALL_BELOW} is decided by a hash.
     *
     * @param order id of the order's event
     */
    public boolean wants(String order) {
        return Long.remainderUnsigned(EventIds.fingerprint(order), ONE_IN) == 0 || tally.orders() < ALL_BELOW;
    }

    /** Adds the products of an order. */
    public void add(Basket basket) {
        List<String> ids = basket.products().stream().map(Product::id).toList();
        tally.add(basket.at(), ids);
        for (Product product : basket.products()) {
            if (product.category() != null) {
                categories.put(product.id(), product.category());
            }
        }
        if (categories.size() > mostCategories) {
            categories.keySet().removeIf(product -> !tally.knows(product));
        }
    }

    /** Whether a product weighs anything, as far as can be told. */
    boolean knows(String product) {
        return tally.knows(product);
    }

    /**
     * Forgets the products that a customer bought and hardly anybody else: those of them that weigh no more than one order may,
     * which is all that one customer adds to a product's weight while it is remembered that they bought it.
     *
     * @return whether there were any
     */
    public boolean forget(ProductMemory bought) {
        boolean forgotten = tally.forget((product, light) -> light && bought.has(product));
        categories.keySet().removeIf(product -> !tally.knows(product) && bought.has(product));
        return forgotten;
    }

    /** The products in most orders, so many at most. */
    public TopProducts top(int most) {
        TopList<String> list = tally.top(most);
        Map<String, Set<String>> known = new HashMap<>();
        for (String product : list.weights().keySet()) {
            String category = categories.get(product);
            if (category != null) {
                known.put(product, Set.of(category));
            }
        }
        return new TopProducts(list, known);
    }

    /** How many products and categories are kept; bounded, whatever is added. */
    int kept() {
        return tally.things() + categories.size();
    }

    /** Writes the tally. */
    public void write(StateWriter out) {
        out.octet(FORMAT);
        tally.write(out, (to, product) -> {
            to.text(product);
            to.text(categories.getOrDefault(product, ""));
        });
    }

    /**
     * Reads what {@link #write} wrote, into a new tally.
     *
     * @throws IllegalStateException when it is of another format
     */
    public static ProductTally read(StateReader in, int size, Decay decay) {
        int format = in.octet();
        if (format != FORMAT) {
            throw new IllegalStateException(
                    "tally of products of format %d; this version reads %d".formatted(format, FORMAT));
        }
        ProductTally products = new ProductTally(size, decay);
        products.tally.read(in, from -> {
            String product = from.text();
            String category = from.text();
            if (!category.isEmpty()) {
                products.categories.put(product, category);
            }
            return product;
        });
        return products;
    }
}
