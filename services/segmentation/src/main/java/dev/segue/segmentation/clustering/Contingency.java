package dev.segue.segmentation.clustering;

/**
 * How many customers of each segment of the model before are in each new cluster. Immutable and safe to share between
 * threads.
 */
public final class Contingency {
    private final long[][] both;
    private final long[] before;
    private final long[] now;

    private Contingency(int segments, int clusters) {
        this.both = new long[segments][clusters];
        this.before = new long[segments];
        this.now = new long[clusters];
    }

    /**
     * Counts customers.
     *
     * @param before the segment each customer stands in under the model before: its index, or -1 for a customer who was
     *     not there when that model was trained
     * @param segments how many segments that model has
     * @param now the new cluster of each customer, in the same order
     * @param clusters how many new clusters there are
     * @throws IllegalArgumentException where the two differ in length or an index is out of range
     */
    public static Contingency of(int[] before, int segments, int[] now, int clusters) {
        if (before.length != now.length) {
            throw new IllegalArgumentException(
                    "%d customers before but %d now: they must be the same".formatted(before.length, now.length));
        }
        Contingency table = new Contingency(segments, clusters);
        for (int i = 0; i < now.length; i++) {
            if (before[i] < -1 || before[i] >= segments) {
                throw new IllegalArgumentException(
                        "customer %d: segment %d must be from -1 to %d".formatted(i, before[i], segments - 1));
            }
            if (now[i] < 0 || now[i] >= clusters) {
                throw new IllegalArgumentException(
                        "customer %d: cluster %d must be from 0 to %d".formatted(i, now[i], clusters - 1));
            }
            table.now[now[i]]++;
            if (before[i] >= 0) {
                table.before[before[i]]++;
                table.both[before[i]][now[i]]++;
            }
        }
        return table;
    }

    /** Customers of a segment who are in a cluster. */
    public long both(int segment, int cluster) {
        return both[segment][cluster];
    }

    /** Customers who stand in a segment of the model before. */
    public long before(int segment) {
        return before[segment];
    }

    /** Customers in a new cluster, those included who were not there before. */
    public long now(int cluster) {
        return now[cluster];
    }

    /** How many segments the model before has. */
    public int segments() {
        return before.length;
    }

    /** How many new clusters there are. */
    public int clusters() {
        return now.length;
    }
}
