package dev.segue.segmentation.selection;

import dev.segue.segmentation.clustering.AdjustedRandIndex;
import dev.segue.segmentation.clustering.KMeans;
import dev.segue.segmentation.clustering.Points;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether the same clusters come out of other parts of the same points (Ben-Hur, Elisseeff and Guyon, "A stability based
 * method for discovering structure in clustered data", 2002): pairs of random parts of 80 % are clustered, and compared
 * by the adjusted Rand index on the points they share. By full K-means, so that it tells of the points, not of the noise
 * of mini-batches.
 */
final class Stability {
    private static final int PAIRS = 5;
    private static final double PART = 0.8;
    private static final int STARTS = 3;

    private Stability() {}

    /**
     * Mean agreement over the pairs.
     *
     * @param points a few thousand at most; more make it slow, not better
     * @param clusters how many clusters, one or more, not more than points
     * @param random source of randomness
     */
    static double of(Points points, int clusters, SplittableGenerator random) {
        int size = Math.max((int) (PART * points.count()), clusters);
        List<SplittableGenerator> randoms =
                Stream.generate(random::split).limit(PAIRS).toList();
        return randoms.stream()
                .mapToDouble(own -> agreement(points, size, new KMeans(clusters, STARTS), own))
                .average()
                .orElseThrow();
    }

    private static double agreement(Points points, int size, KMeans clusterer, SplittableGenerator random) {
        int[] one = part(points.count(), size, random);
        int[] other = part(points.count(), size, random);
        int[] oneLabels = labels(points, one, clusterer, random);
        int[] otherLabels = labels(points, other, clusterer, random);
        int[] shared = IntStream.range(0, points.count())
                .filter(i -> oneLabels[i] >= 0 && otherLabels[i] >= 0)
                .toArray();
        return AdjustedRandIndex.of(
                Arrays.stream(shared).map(i -> oneLabels[i]).toArray(),
                Arrays.stream(shared).map(i -> otherLabels[i]).toArray());
    }

    /** The first of a shuffle, which goes only as far. */
    private static int[] part(int count, int size, RandomGenerator random) {
        int[] order = IntStream.range(0, count).toArray();
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i, count);
            int drawn = order[other];
            order[other] = order[i];
            order[i] = drawn;
        }
        return Arrays.copyOf(order, size);
    }

    /** Label of each of all points, -1 for those outside the part. */
    private static int[] labels(Points points, int[] part, KMeans clusterer, SplittableGenerator random) {
        int[] ofPart = clusterer.fit(points.select(part), random.split()).labels();
        int[] labels = new int[points.count()];
        Arrays.fill(labels, -1);
        for (int i = 0; i < part.length; i++) {
            labels[part[i]] = ofPart[i];
        }
        return labels;
    }
}
