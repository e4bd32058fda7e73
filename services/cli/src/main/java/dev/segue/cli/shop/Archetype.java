package dev.segue.cli.shop;

import java.util.random.RandomGenerator;

/**
 * The habits a customer can have. Rates are per year, shares and probabilities 0 to 1; every customer departs from them
 * somewhat, and moves on to other habits now and then.
 */
enum Archetype {
    /** Buys the best, often, by catalogue and in the store; seldom looks at discounts. */
    PREMIUM(
            0.12,
            new Rhythm(22, 18, 1.3),
            new Basket(3.6, 0.78, 0.06, 0.04),
            new double[] {0.38, 0.06, 0.30, 0.14, 0.06, 0.06},
            new double[] {0.20, 0.05, 0.40, 0.35},
            new Response(0.42, 0.30, 0.35)),
    /** Watches the site for deals, answers e-mails, sends things back. */
    DEAL_SEEKER(
            0.25,
            new Rhythm(13, 70, 1.2),
            new Basket(4.2, 0.24, 0.78, 0.11),
            new double[] {0.16, 0.16, 0.24, 0.10, 0.30, 0.04},
            new double[] {0.72, 0.18, 0.04, 0.06},
            new Response(0.60, 0.45, 0.40)),
    /** Many small baskets, mostly by app. */
    FREQUENT(
            0.20,
            new Rhythm(40, 55, 1.1),
            new Basket(1.7, 0.34, 0.18, 0.02),
            new double[] {0.08, 0.36, 0.16, 0.12, 0.27, 0.01},
            new double[] {0.22, 0.60, 0.02, 0.16},
            new Response(0.35, 0.20, 0.15)),
    /** Comes for Christmas and for summer, with a long list. */
    SEASONAL(
            0.25,
            new Rhythm(5, 10, 4.0),
            new Basket(5.2, 0.52, 0.30, 0.05),
            new double[] {0.24, 0.06, 0.16, 0.08, 0.28, 0.18},
            new double[] {0.35, 0.05, 0.25, 0.35},
            new Response(0.22, 0.15, 0.20)),
    /** Tries the shop, or is on the way out of it. */
    LAPSING(
            0.18,
            new Rhythm(2, 5, 1.2),
            new Basket(2.0, 0.38, 0.30, 0.08),
            new double[] {0.20, 0.18, 0.22, 0.12, 0.26, 0.02},
            new double[] {0.60, 0.10, 0.05, 0.25},
            new Response(0.10, 0.08, 0.05));

    /**
     * How often things happen.
     *
     * @param orders orders a year
     * @param visits visits of site and app a year
     * @param season how much stronger Christmas is than the rest of the year
     */
    record Rhythm(double orders, double visits, double season) {}

    /**
     * What a basket looks like.
     *
     * @param lines mean number of lines, above 1
     * @param priceLevel 0: the cheapest of everything, 1: the dearest
     * @param deal probability that an order is on a deal
     * @param returned probability that something of an order comes back
     */
    record Basket(double lines, double priceLevel, double deal, double returned) {}

    /**
     * Answers to a campaign message.
     *
     * @param opens probability of opening it
     * @param clicks probability of clicking, once opened
     * @param converts probability of buying, once clicked
     */
    record Response(double opens, double clicks, double converts) {}

    /** Probability of leaving each habit for each other, a month; the rest of a row is the probability of staying. */
    private static final double[][] DRIFT = {
        {0, 0.012, 0.010, 0.008, 0.018},
        {0.006, 0, 0.020, 0.018, 0.035},
        {0.022, 0.016, 0, 0.008, 0.024},
        {0.006, 0.018, 0.006, 0, 0.030},
        {0.010, 0.022, 0.018, 0.028, 0},
    };

    private final double share;
    private final Rhythm rhythm;
    private final Basket basket;
    private final Draw tastes;
    private final Draw channels;
    private final Response response;

    Archetype(double share, Rhythm rhythm, Basket basket, double[] tastes, double[] channels, Response response) {
        this.share = share;
        this.rhythm = rhythm;
        this.basket = basket;
        this.tastes = new Draw(tastes);
        this.channels = new Draw(channels);
        this.response = response;
    }

    Rhythm rhythm() {
        return rhythm;
    }

    Basket basket() {
        return basket;
    }

    Response response() {
        return response;
    }

    /** A category of {@link Assortment}, as these customers like them. */
    int category(RandomGenerator random) {
        return tastes.draw(random);
    }

    /** A channel of {@link Channel}, as these customers use them. */
    Channel channel(RandomGenerator random) {
        return Channel.values()[channels.draw(random)];
    }

    /** Habits of a customer met at random. */
    static Archetype any(RandomGenerator random) {
        double left = random.nextDouble();
        for (Archetype archetype : values()) {
            left -= archetype.share;
            if (left < 0) {
                return archetype;
            }
        }
        return LAPSING;
    }

    /** Habits a month later. */
    Archetype afterAMonth(RandomGenerator random) {
        double left = random.nextDouble();
        double[] row = DRIFT[ordinal()];
        for (Archetype next : values()) {
            left -= row[next.ordinal()];
            if (left < 0) {
                return next;
            }
        }
        return this;
    }
}
