package dev.segue.segmentation.clustering;

import dev.segue.segmentation.assignment.Lineage.Kind;
import java.util.Arrays;

/**
 * Decides which segment lives on in which new cluster, and what became of the rest. Deterministic; for one decision,
 * not safe for use by several threads.
 *
 * <p><b>Who lives on.</b> A cluster may continue a segment when its centroid is within the limit of the segment's, or when
 * most of its customers stand in that segment, or when most of a segment's customers are in it and that segment is
 * still populated. Among those pairs the optimal assignment takes the ones with the greatest total of overlap (Jaccard index of
 * customers, 0 to 1, segments counting as large as they were) and nearness (1 − squared distance / squared limit, not below 0). Nearness alone would lose a segment
 * that moves far; overlap alone would hand ids on to the neighbours when all segments drift the same way.
 *
 * <p><b>A cluster without a segment</b> was {@link Kind#BORN} where most of its customers were not there before. It came
 * out of a {@link Kind#SPLIT} where most of its customers stand in one segment that lives on; unless it lies farther than
 * the limit from that segment's centroid and at least half of it is more than the segment used to have: who came into a new
 * region is not a part of whoever was nearest to it. Those, and who stand in several segments, split from a segment
 * that lives on and lost at least half as many; where there is none such, they were born.
 *
 * <p><b>A segment without a cluster</b> was {@link Kind#MERGED} where it is still populated and most of its customers are in a cluster in
 * which another segment lives on; or where it has emptied while that other segment gained at least half of what this one lost.
 * Otherwise it is {@link Kind#RETIRED}: its customers are gone, or scattered.
 *
 * <p>"Populated", "gained" and "lost" compare a segment's customers with those it had when it was trained, times the turnover: the
 * lower median of that ratio over all segments still populated by anybody, which takes growth and shrinking of the whole
 * sample out. Populated is half of that or more. Gains and
 * losses that decide where customers came from or went must exceed two standard deviations of a count.
 */
final class Succession {
    /** What became of a segment or cluster without a counterpart, and the segment it came out of or went into. */
    record Fate(Kind kind, int related) {}

    private static final int NONE = -1;
    private static final double IMPOSSIBLE = 3;
    private static final double TIE = 1e-6;

    private final Contingency customers;
    private final double[] expected;
    private final double[][] squared;
    private final double limitSquared;
    private final int[] segmentOf;
    private final int[] clusterOf;

    /**
     * @param sizes customers each segment had when it was trained
     * @param customers where they stand now
     * @param squared squared distance of each new cluster (row) to each segment (column)
     * @param limit distance up to which a centroid counts as being in the same place; greater than zero
     */
    Succession(long[] sizes, Contingency customers, double[][] squared, double limit) {
        this.customers = customers;
        this.expected = expected(sizes, customers);
        this.squared = squared;
        this.limitSquared = limit * limit;
        this.segmentOf = match();
        this.clusterOf = new int[sizes.length];
        Arrays.fill(clusterOf, NONE);
        for (int cluster = 0; cluster < segmentOf.length; cluster++) {
            if (segmentOf[cluster] != NONE) {
                clusterOf[segmentOf[cluster]] = cluster;
            }
        }
    }

    /** The segment that lives on in a cluster, or -1. */
    int segmentOf(int cluster) {
        return segmentOf[cluster];
    }

    /** The cluster a segment lives on in, or -1. */
    int clusterOf(int segment) {
        return clusterOf[segment];
    }

    /** Where a cluster that continues no segment came from. */
    Fate origin(int cluster) {
        long known = 0;
        int home = NONE;
        for (int segment = 0; segment < clusterOf.length; segment++) {
            known += customers.both(segment, cluster);
            if (home == NONE || customers.both(segment, cluster) > customers.both(home, cluster)) {
                home = segment;
            }
        }
        if (home == NONE || !isMost(known, customers.now(cluster))) {
            return new Fate(Kind.BORN, NONE);
        }
        int parent = isPartOf(home, cluster) ? home : segmentThatLost(known);
        return parent == NONE ? new Fate(Kind.BORN, NONE) : new Fate(Kind.SPLIT, parent);
    }

    private boolean isPartOf(int home, int cluster) {
        long both = customers.both(home, cluster);
        boolean elsewhere = squared[cluster][home] > limitSquared;
        boolean cameIn = customers.before(home) - expected[home] >= both / 2.0;
        return clusterOf[home] != NONE && isMost(both, customers.now(cluster)) && !(elsewhere && cameIn);
    }

    /** The segment living on that lost most, where that is half of so many or more. */
    private int segmentThatLost(long many) {
        int loser = NONE;
        double most = many / 2.0;
        for (int segment = 0; segment < clusterOf.length; segment++) {
            double lost = expected[segment] - customers.before(segment);
            if (clusterOf[segment] != NONE && lost >= most && isBeyondChance(lost, segment)) {
                most = lost;
                loser = segment;
            }
        }
        return loser;
    }

    /** More than two standard deviations of a count. */
    private boolean isBeyondChance(double difference, int segment) {
        return difference > 2 * Math.sqrt(expected[segment]);
    }

    /** Where the customers of a segment that lives on in no cluster went. */
    Fate end(int segment) {
        int heir = isPopulated(segment) ? clusterOfMost(segment) : clusterThatGained(segment);
        return heir == NONE ? new Fate(Kind.RETIRED, NONE) : new Fate(Kind.MERGED, segmentOf[heir]);
    }

    private int clusterOfMost(int segment) {
        for (int cluster = 0; cluster < segmentOf.length; cluster++) {
            // More than half, so that there can be only one.
            if (segmentOf[cluster] != NONE && 2 * customers.both(segment, cluster) > customers.before(segment)) {
                return cluster;
            }
        }
        return NONE;
    }

    private int clusterThatGained(int segment) {
        double lost = expected[segment] - customers.before(segment);
        int heir = NONE;
        double most = lost / 2;
        for (int other = 0; other < clusterOf.length; other++) {
            double gained = remaining(other) - expected[other];
            if (clusterOf[other] != NONE && gained >= most && isBeyondChance(gained, other)) {
                most = gained;
                heir = clusterOf[other];
            }
        }
        return heir;
    }

    /** A segment's customers without those who are in clusters that continue no segment. */
    private long remaining(int segment) {
        long remaining = 0;
        for (int cluster = 0; cluster < segmentOf.length; cluster++) {
            if (segmentOf[cluster] != NONE) {
                remaining += customers.both(segment, cluster);
            }
        }
        return remaining;
    }

    private int[] match() {
        double[][] cost = new double[customers.clusters()][customers.segments()];
        for (int cluster = 0; cluster < cost.length; cluster++) {
            for (int segment = 0; segment < cost[cluster].length; segment++) {
                double away = squared[cluster][segment] / limitSquared;
                double nearness = Math.max(0, 1 - away);
                // Of equal parts far away the nearer one.
                double tieBreak = TIE / (1 + away);
                cost[cluster][segment] = mayContinue(segment, cluster)
                        ? 2 - nearness - overlap(segment, cluster) - tieBreak
                        : IMPOSSIBLE;
            }
        }
        int[] matched = OptimalAssignment.solve(cost);
        for (int cluster = 0; cluster < matched.length; cluster++) {
            if (matched[cluster] != NONE && !mayContinue(matched[cluster], cluster)) {
                matched[cluster] = NONE;
            }
        }
        return matched;
    }

    /** Jaccard index, 0 to 1, each segment's customers counting as {@link #weight} says. */
    private double overlap(int segment, int cluster) {
        double shared = weight(segment) * customers.both(segment, cluster);
        if (shared == 0) {
            return 0;
        }
        double now = customers.now(cluster);
        for (int other = 0; other < expected.length; other++) {
            now += (weight(other) - 1) * customers.both(other, cluster);
        }
        return shared / (weight(segment) * customers.before(segment) + now - shared);
    }

    /**
     * Where two segments meet half-way, their customers stand in either by chance; the larger of the two must not lose its
     * id by it. So the customers of a segment count for as many as it used to have, within a factor of two.
     */
    private double weight(int segment) {
        long before = customers.before(segment);
        return before == 0 ? 1 : Math.clamp(expected[segment] / before, 0.5, 2);
    }

    private boolean mayContinue(int segment, int cluster) {
        long both = customers.both(segment, cluster);
        return squared[cluster][segment] <= limitSquared
                || isMost(both, customers.now(cluster))
                || (isPopulated(segment) && isMost(both, customers.before(segment)));
    }

    private boolean isPopulated(int segment) {
        return customers.before(segment) > 0 && customers.before(segment) >= expected[segment] / 2;
    }

    private static boolean isMost(long part, long whole) {
        return whole > 0 && part >= whole - part;
    }

    private static double[] expected(long[] sizes, Contingency customers) {
        double[] ratios = new double[sizes.length];
        int populated = 0;
        for (int segment = 0; segment < sizes.length; segment++) {
            if (sizes[segment] > 0 && customers.before(segment) > 0) {
                ratios[populated] = (double) customers.before(segment) / sizes[segment];
                populated++;
            }
        }
        Arrays.sort(ratios, 0, populated);
        double turnover = populated == 0 ? 1 : ratios[(populated - 1) / 2];
        return Arrays.stream(sizes).mapToDouble(size -> size * turnover).toArray();
    }
}
