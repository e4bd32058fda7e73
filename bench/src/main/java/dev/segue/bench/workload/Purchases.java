package dev.segue.bench.workload;

import dev.segue.avro.OrderLine;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The orders of a shop over a year, in the order they were placed but for a few hours' disorder. Some customers order far
 * more often than others (a power law: the busiest fifth place not quite half the orders), have their own taste in
 * categories and prices, and buy on deals more or less. The same seed gives the same orders. Not thread-safe.
 */
public final class Purchases {
    private static final Duration SPAN = Duration.ofDays(365);
    private static final long DISORDER_MILLIS = Duration.ofHours(3).toMillis();
    private static final String[] CATEGORIES = {
        "wine", "meat", "fish", "fruit", "sweets", "bakery", "dairy", "household", "garden", "toys", "books", "clothing"
    };
    private static final String[] CHANNELS = {"web", "app", "store", "catalogue"};
    private static final int PRODUCTS = 2_400;
    private static final int MOST_LINES = 4;
    private static final double RETURNS = 0.04;

    private final long seed;
    private final int customers;
    private final long events;
    private final long startMillis;
    private final SplittableRandom random;
    private final Product[] products = new Product[PRODUCTS];
    private long placed;

    private record Product(String id, String name, String category, long cents) {}

    /**
     * @param customers how many customers there are, 1 or more
     * @param events how many orders are spread over the year, 1 or more
     * @param end when the year ends
     */
    public Purchases(int customers, long events, Instant end, long seed) {
        this.seed = seed;
        this.customers = customers;
        this.events = events;
        this.startMillis = end.minus(SPAN).toEpochMilli();
        this.random = new SplittableRandom(seed);
        for (int i = 0; i < PRODUCTS; i++) {
            String category = CATEGORIES[i % CATEGORIES.length];
            // Log-normal prices around 10, as price lists mostly are.
            long cents = Math.clamp(Math.round(1_000 * Math.exp(0.8 * random.nextGaussian())), 49, 40_000);
            products[i] = new Product("p-" + (10_000 + i), "Product " + i + " of " + category, category, cents);
        }
    }

    /** The next order. */
    public Purchase next() {
        int rank = (int) (customers * Math.pow(random.nextDouble(), 2));
        // What a customer is like follows from who they are; a gamma of the generator's own would repeat its sequence.
        SplittableRandom taste = new SplittableRandom(seed ^ (rank + 1L) * 0xbf58476d1ce4e5b9L);
        double generosity = taste.nextDouble();
        double dealProneness = Math.pow(taste.nextDouble(), 2);
        int favourite = taste.nextInt(CATEGORIES.length);
        boolean deal = random.nextDouble() < dealProneness;
        List<OrderLine> lines = new ArrayList<>(MOST_LINES);
        for (int left = 1 + random.nextInt(MOST_LINES); left > 0; left--) {
            lines.add(line(favourite, generosity, deal));
        }
        long at = startMillis + SPAN.toMillis() * placed / events - random.nextLong(DISORDER_MILLIS);
        String order = Long.toString(100_000_000L + placed++);
        return Purchase.newBuilder()
                .setMessageId("order-" + order)
                .setUserId(customer(rank))
                .setTimestamp(Instant.ofEpochMilli(at))
                .setType(random.nextDouble() < RETURNS ? PurchaseType.RETURN : PurchaseType.PURCHASE)
                .setOrderId(order)
                .setCurrency("GBP")
                .setChannel(CHANNELS[random.nextInt(4) == 0 ? random.nextInt(CHANNELS.length) : rank % CHANNELS.length])
                .setPromotion(deal ? "week-" + (placed * 52 / events) : null)
                .setShipping(money(495))
                .setProducts(lines)
                .build();
    }

    private OrderLine line(int favourite, double generosity, boolean deal) {
        Product product = product(favourite);
        Product other = product(favourite);
        if (random.nextDouble() < generosity == other.cents > product.cents) {
            product = other;
        }
        int quantity = random.nextInt(3) == 0 ? 2 + random.nextInt(4) : 1;
        long discount = deal ? product.cents * quantity * (10 + random.nextInt(30)) / 100 : 0;
        return OrderLine.newBuilder()
                .setProductId(product.id)
                .setName(product.name)
                .setCategory(product.category)
                .setPrice(money(product.cents))
                .setQuantity(quantity)
                .setDiscount(money(discount))
                .build();
    }

    private Product product(int favourite) {
        int any = random.nextInt(PRODUCTS);
        return products[random.nextBoolean() ? any : any - any % CATEGORIES.length + favourite];
    }

    /** The id of a customer by how often they order, 0 for the most. */
    static String customer(int rank) {
        return "customer-" + (1_000_000 + rank);
    }

    private static BigDecimal money(long cents) {
        return BigDecimal.valueOf(cents * 100, 4);
    }
}
