package dev.segue.segmentation.clustering;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** One start of {@link MiniBatchKMeans}, from its first centroids to its last. For one thread, used once. */
final class MiniBatchRun {
    /** Starved centroids are looked for after this many points a cluster, so that a moved one gets its chance first. */
    private static final int REASSIGN_AFTER_POINTS = 10;

    private final MiniBatchKMeans settings;
    private final Points points;
    private final Centroids centroids;
    /** Points each centroid has seen, as far as they still count. */
    private final double[] counts;

    private final RandomGenerator random;
    private final ShuffledPoints order;
    private final int[] batch;
    /** The batch's points side by side: fetching them from all over memory in one go takes half as long as one by one. */
    private final double[] fetched;

    private final double[] batchSums;
    private final int[] batchCounts;
    private final double decayPerBatch;

    private double smoothedInertia = Double.NaN;
    private double leastInertia = Double.POSITIVE_INFINITY;
    private int withoutImprovement;
    private long sinceReassignment;
    private boolean improving = true;
    private int done;

    MiniBatchRun(MiniBatchKMeans settings, Points points, Centroids first, double[] counts, RandomGenerator random) {
        this.settings = settings;
        this.points = points;
        this.centroids = first;
        this.counts = counts;
        this.random = random;
        this.order = new ShuffledPoints(points.count(), random);
        this.batch = new int[Math.min(settings.batchSize(), points.count())];
        this.fetched = new double[batch.length * points.dimensions()];
        this.batchSums = new double[first.values.length];
        this.batchCounts = new int[first.count];
        this.decayPerBatch = Math.pow(2, -batch.length / settings.halfLife());
    }

    /** Where a run ended: its centroids, and after how many batches. */
    record End(Centroids centroids, int batches) {
        /** Every point to its nearest centroid. */
        Clustering clustering(Points points) {
            return Clustering.assign(points, centroids, batches);
        }
    }

    /** Learns until nothing improves any more. */
    End run() {
        return run(Integer.MAX_VALUE);
    }

    /**
     * Learns on.
     *
     * @param until in all, how many batches at most
     */
    End run(int until) {
        long batches = Math.min(until, Math.ceilDiv((long) settings.maxPasses() * points.count(), batch.length));
        while (improving && done < batches) {
            order.fill(batch);
            double inertia = learn() / batch.length;
            done++;
            // The first batch measures the seeds: an average that begins there would fall for long, whatever is learnt.
            improving = done == 1 || stillImproving(inertia);
            if (improving && dueForReassignment()) {
                reassignStarved();
            }
        }
        return new End(centroids, done);
    }

    /**
     * Moves the centroids towards the batch: the sum over a centroid's points of steps of one over its count is the
     * mean of all it has seen, so it is computed as that.
     *
     * @return inertia of the batch before the move
     */
    private double learn() {
        Arrays.fill(batchSums, 0);
        Arrays.fill(batchCounts, 0);
        int dimensions = points.dimensions();
        for (int i = 0; i < batch.length; i++) {
            System.arraycopy(points.values(), points.offset(batch[i]), fetched, i * dimensions, dimensions);
        }
        double inertia = 0;
        for (int from = 0; from < fetched.length; from += dimensions) {
            int nearest = centroids.nearest(fetched, from);
            inertia += centroids.squaredDistance;
            batchCounts[nearest]++;
            int to = nearest * dimensions;
            for (int j = 0; j < dimensions; j++) {
                batchSums[to + j] += fetched[from + j];
            }
        }
        for (int c = 0; c < centroids.count; c++) {
            counts[c] *= decayPerBatch;
            double total = counts[c] + batchCounts[c];
            if (batchCounts[c] > 0) {
                for (int j = c * dimensions; j < (c + 1) * dimensions; j++) {
                    centroids.values[j] = (centroids.values[j] * counts[c] + batchSums[j]) / total;
                }
            }
            counts[c] = total;
        }
        return inertia;
    }

    /** Exponentially weighted average over about one pass, as batches differ more than passes do. */
    private boolean stillImproving(double inertia) {
        double weight = Math.min(1, 2.0 * batch.length / (points.count() + 1));
        smoothedInertia = Double.isNaN(smoothedInertia) ? inertia : smoothedInertia * (1 - weight) + inertia * weight;
        if (smoothedInertia < leastInertia) {
            leastInertia = smoothedInertia;
            withoutImprovement = 0;
        } else {
            withoutImprovement++;
        }
        return withoutImprovement < settings.maxNoImprovement();
    }

    private boolean dueForReassignment() {
        sinceReassignment += batch.length;
        boolean due = sinceReassignment >= (long) REASSIGN_AFTER_POINTS * centroids.count;
        for (double count : counts) {
            due |= count == 0;
        }
        if (due) {
            sinceReassignment = 0;
        }
        return due;
    }

    /** Sets starved centroids on points of the batch, at most on half of it, with the least count of the others. */
    private void reassignStarved() {
        if (settings.reassignmentRatio() == 0) {
            return;
        }
        double most = 0;
        for (double count : counts) {
            most = Math.max(most, count);
        }
        double threshold = settings.reassignmentRatio() * most;
        double leastOfOthers = Double.POSITIVE_INFINITY;
        for (double count : counts) {
            if (count >= threshold && count > 0) {
                leastOfOthers = Math.min(leastOfOthers, count);
            }
        }
        int left = batch.length / 2;
        int drawn = 0;
        for (int c = 0; c < counts.length && left > 0; c++) {
            if (counts[c] < threshold) {
                int other = random.nextInt(drawn, batch.length);
                int point = batch[other];
                batch[other] = batch[drawn];
                batch[drawn++] = point;
                centroids.place(c, points, point);
                counts[c] = leastOfOthers;
                left--;
            }
        }
    }
}
