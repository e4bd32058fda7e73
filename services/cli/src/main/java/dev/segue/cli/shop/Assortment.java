package dev.segue.cli.shop;

import java.util.List;
import java.util.random.RandomGenerator;

/** What the shop sells. */
final class Assortment {
    /**
     * @param id product id
     * @param category category
     * @param pence unit price in hundredths of the currency unit
     */
    record Product(String id, String category, long pence) {}

    /** By category; within one, the cheapest first. */
    private static final List<List<Product>> CATEGORIES = List.of(
            category("wine", "house-red", 650, "chianti", 990, "rioja", 1_290, "chablis", 1_850, "barolo", 3_200),
            category("fruit", "bananas", 120, "apples", 210, "berries", 350, "mangoes", 480, "fruit-basket", 1_900),
            category("meat", "mince", 390, "chicken", 620, "pork", 750, "lamb", 1_350, "fillet-steak", 2_950),
            category("fish", "sardines", 220, "mackerel", 380, "cod", 690, "salmon", 1_180, "lobster", 2_900),
            category("sweets", "toffees", 150, "biscuits", 240, "chocolate", 390, "truffles", 790, "hamper", 3_500),
            category("gold", "charm", 1_900, "earrings", 3_900, "ring", 6_900, "bracelet", 9_900, "watch", 18_900));

    private Assortment() {}

    /**
     * A product of a category.
     *
     * @param category position of the category
     * @param priceLevel 0 for the cheapest, 1 for the dearest; drawn around it
     */
    static Product choose(int category, double priceLevel, RandomGenerator random) {
        List<Product> products = CATEGORIES.get(category);
        long place = Math.round(priceLevel * (products.size() - 1) + 0.8 * random.nextGaussian());
        return products.get((int) Math.clamp(place, 0, products.size() - 1L));
    }

    private static List<Product> category(
            String category,
            String a,
            long priceA,
            String b,
            long priceB,
            String c,
            long priceC,
            String d,
            long priceD,
            String e,
            long priceE) {
        return List.of(
                new Product(a, category, priceA),
                new Product(b, category, priceB),
                new Product(c, category, priceC),
                new Product(d, category, priceD),
                new Product(e, category, priceE));
    }
}
