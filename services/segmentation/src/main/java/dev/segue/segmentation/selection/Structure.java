package dev.segue.segmentation.selection;

import dev.segue.segmentation.clustering.Clustering;
import dev.segue.segmentation.clustering.KMeans;
import dev.segue.segmentation.clustering.Points;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.stream.Stream;

/**
 * How a clustering compares with those of the same points with their columns shuffled, each by itself. Shuffling keeps
 * every column's values and takes away all that the columns have to do with each other, so what is left is the clusters
 * that any data with these columns would show.
 *
 * <p>The statistic is the share of the variance that the clusters leave unexplained. There is structure where it is lower
 * than with every one of the {@value #PERMUTATIONS} shuffles (by chance once in {@code PERMUTATIONS + 1}; a permutation
 * test, Good, "Permutation, Parametric and Bootstrap Tests of Hypotheses", 2005, chapter 3) and also lower than
 * their mean by a margin of {@value #MARGIN}, as among many customers the faintest dependence is significant without
 * being of use. The silhouettes are given beside it. Clusters that one column alone makes are no structure in this
 * sense: shuffling keeps them.
 *
 * @param clusters how many clusters
 * @param sampled points compared on
 * @param unexplained share of the variance left within the clusters, 0 to 1
 * @param shuffledUnexplained its mean with columns shuffled
 * @param shuffledLeast its least with columns shuffled
 * @param silhouette mean silhouette coefficient
 * @param shuffledSilhouette its mean with columns shuffled
 */
public record Structure(
        int clusters,
        int sampled,
        double unexplained,
        double shuffledUnexplained,
        double shuffledLeast,
        double silhouette,
        double shuffledSilhouette) {
    private static final int PERMUTATIONS = 19;
    private static final double MARGIN = 0.05;
    private static final int PART = 2_000;
    private static final int STARTS = 3;

    /**
     * Compares, on a part of the points where there are many: both sides are clustered by full K-means.
     *
     * @param points at least as many as clusters
     * @param groups group of each column; columns of one group, such as the levels of one category, stay together
     * @param clusters how many clusters, two or more
     * @param random source of randomness
     */
    public static Structure of(Points points, int[] groups, int clusters, SplittableGenerator random) {
        Points part = points.sample(PART, random.split());
        double total = new KMeans(1, 1).fit(part, random.split()).inertia();
        KMeans clusterer = new KMeans(clusters, STARTS);
        Fit real = Fit.of(part, clusterer, total, random.split());
        List<SplittableGenerator> randoms =
                Stream.generate(random::split).limit(PERMUTATIONS).toList();
        List<Fit> shuffled = randoms.parallelStream()
                .map(own -> Fit.of(part.permuted(groups, own), clusterer, total, own))
                .toList();
        return new Structure(
                clusters,
                part.count(),
                real.unexplained(),
                shuffled.stream().mapToDouble(Fit::unexplained).average().orElseThrow(),
                shuffled.stream().mapToDouble(Fit::unexplained).min().orElseThrow(),
                real.silhouette(),
                shuffled.stream().mapToDouble(Fit::silhouette).average().orElseThrow());
    }

    /** Whether the clusters are better than with columns shuffled. */
    public boolean isBetterThanNoise() {
        return unexplained < shuffledLeast && unexplained < (1 - MARGIN) * shuffledUnexplained;
    }

    /** The result in plain words. */
    public String inWords() {
        String figures = String.format(
                Locale.ROOT,
                "%d clusters leave %.1f %% of the variance unexplained, against %.1f %% with every feature shuffled by "
                        + "itself; silhouette %s against %s",
                clusters,
                100 * unexplained,
                100 * shuffledUnexplained,
                figure(silhouette),
                figure(shuffledSilhouette));
        return isBetterThanNoise()
                ? "There is structure: %s.".formatted(figures)
                : ("The structure is no better than noise: %s. These segments say nothing about how the features go "
                                + "together; do not market to them.")
                        .formatted(figures);
    }

    private static String figure(double index) {
        return Double.isNaN(index) ? "undefined" : String.format(Locale.ROOT, "%.3f", index);
    }

    /** One side of the comparison. */
    private record Fit(double unexplained, double silhouette) {
        static Fit of(Points points, KMeans clusterer, double total, SplittableGenerator random) {
            Clustering clustering = clusterer.fit(points, random);
            return new Fit(
                    total > 0 ? clustering.inertia() / total : 1,
                    Indices.of(points, clustering, points).silhouette());
        }
    }
}
