package dev.segue.cli.shop;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** One simulated customer. Draws from a random sequence of their own, so that no other customer changes what they do. */
final class Shopper {
    private static final double LEAST_RATE = 0.2;

    private final int number;
    private final String id;
    private final RandomGenerator random;
    private final double eagerness;
    private final double taste;
    private Archetype archetype;
    private int habit;
    private int orders;
    private boolean unsubscribed;

    Shopper(int number, String id, long seed) {
        this.number = number;
        this.id = id;
        this.random = new SplittableRandom(seed);
        this.eagerness = Math.exp(0.3 * random.nextGaussian());
        this.taste = 0.08 * random.nextGaussian();
        this.archetype = Archetype.any(random);
    }

    int number() {
        return number;
    }

    String id() {
        return id;
    }

    RandomGenerator random() {
        return random;
    }

    Archetype archetype() {
        return archetype;
    }

    /** Changes whenever the habits do; plans made under another no longer hold. */
    int habit() {
        return habit;
    }

    boolean unsubscribed() {
        return unsubscribed;
    }

    void unsubscribe() {
        unsubscribed = true;
    }

    int nextOrder() {
        return ++orders;
    }

    /**
     * Lets a month pass.
     *
     * @return whether the habits changed
     */
    boolean drift() {
        Archetype before = archetype;
        archetype = archetype.afterAMonth(random);
        if (archetype == before) {
            return false;
        }
        habit++;
        return true;
    }

    Instant nextOrderAfter(Instant now) {
        return next(now, archetype.rhythm().orders());
    }

    Instant nextVisitAfter(Instant now) {
        return next(now, archetype.rhythm().visits());
    }

    private Instant next(Instant now, double aYear) {
        return Season.next(
                now, Math.max(LEAST_RATE, aYear * eagerness), archetype.rhythm().season(), random);
    }

    double priceLevel() {
        return Math.clamp(archetype.basket().priceLevel() + taste, 0.0, 1.0);
    }

    /** What the customer said of themselves on signing up; it goes with their habits, loosely. */
    Map<String, Object> traits() {
        double wealth = archetype.basket().priceLevel() + 0.15 * random.nextGaussian();
        Map<String, Object> traits = new HashMap<>();
        traits.put("age", (long) Math.clamp(Math.round(34 + 22 * wealth + 9 * random.nextGaussian()), 18, 90));
        traits.put("children", (long) Draw.poisson(random, archetype == Archetype.FREQUENT ? 1.4 : 0.7));
        // Not everyone tells.
        if (random.nextDouble() < 0.85) {
            traits.put("income", (double) Math.round(Math.max(9, 22 + 60 * wealth) * 10) * 100);
        }
        return traits;
    }
}
