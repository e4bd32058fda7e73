package dev.segue.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our arithmetic against scikit-learn's on the personality data. */
class ClusteringReferenceTest {
    private static final Offset<Double> EXACT = within(1e-9);
    private static final int SEEDS = 10;

    @Test
    void indicesOfArbitraryLabelsEqualTheReferences() {
        // Given
        PersonalityReference reference = PersonalityReference.load();
        int[] labels =
                IntStream.range(0, reference.points().count()).map(i -> i % 3).toArray();

        // When, Then
        assertIndices(reference.points(), labels, reference.results().at("/fixed_labels/row_mod_3"));
    }

    @Test
    void indicesOfIncomeTercilesEqualTheReferences() {
        // Given
        PersonalityReference reference = PersonalityReference.load();
        Points points = reference.points();
        int income = reference.columns().indexOf("logIncome");
        int[] byIncome = IntStream.range(0, points.count())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> points.row(i)[income]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] labels = new int[points.count()];
        for (int rank = 0; rank < byIncome.length; rank++) {
            labels[byIncome[rank]] = Math.min(rank / (points.count() / 3), 2);
        }

        // When, Then
        assertIndices(points, labels, reference.results().at("/fixed_labels/tercile_of_order_column"));
    }

    private static void assertIndices(Points points, int[] labels, JsonNode expected) {
        assertThat(QualityIndices.silhouette(points, labels))
                .isCloseTo(expected.get("silhouette").asDouble(), EXACT);
        assertThat(QualityIndices.calinskiHarabasz(points, labels))
                .isCloseTo(expected.get("calinski_harabasz").asDouble(), EXACT);
        assertThat(QualityIndices.daviesBouldin(points, labels))
                .isCloseTo(expected.get("davies_bouldin").asDouble(), EXACT);
    }

    @Test
    void agreementOfTwoPartitionsEqualsTheReferences() {
        // Given
        PersonalityReference reference = PersonalityReference.load();
        int[] three = referenceLabels(reference, 3);
        int[] four = referenceLabels(reference, 4);
        int[] rows = IntStream.range(0, three.length).map(i -> i % 3).toArray();

        // When, Then
        assertThat(AdjustedRandIndex.of(three, four))
                .isCloseTo(
                        reference
                                .results()
                                .at("/fixed_labels/ari_kmeans3_vs_kmeans4")
                                .asDouble(),
                        EXACT);
        assertThat(AdjustedRandIndex.of(four, rows))
                .isCloseTo(
                        reference
                                .results()
                                .at("/fixed_labels/ari_kmeans4_vs_row_mod_3")
                                .asDouble(),
                        EXACT);
    }

    private static int[] referenceLabels(PersonalityReference reference, int k) {
        JsonNode best = reference.results().at("/kmeans/%d/best/centroids".formatted(k));
        double[][] centroids = new double[k][reference.points().dimensions()];
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < centroids[c].length; j++) {
                centroids[c][j] = best.get(c).get(j).asDouble();
            }
        }
        return Clustering.assign(reference.points(), centroids).labels();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void lloydFromGivenCentroidsEndsWhereTheReferenceDoes(int k) {
        // Given
        PersonalityReference reference = PersonalityReference.load();
        JsonNode expected = reference.results().at("/deterministic_lloyd/" + k);
        double[][] first =
                IntStream.range(0, k).mapToObj(reference.points()::row).toArray(double[][]::new);

        // When
        Clustering clustering = new KMeans(k, 1).fitFrom(reference.points(), first);

        // Then
        assertThat(clustering.inertia()).isCloseTo(expected.get("inertia").asDouble(), within(1e-7));
        for (int c = 0; c < k; c++) {
            assertThat(clustering.sizes()[c])
                    .isEqualTo(expected.at("/sizes/" + c).asInt());
            for (int j = 0; j < reference.points().dimensions(); j++) {
                assertThat(clustering.centroids()[c][j])
                        .isCloseTo(
                                expected.at("/centroids/%d/%d".formatted(c, j)).asDouble(), EXACT);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void fullKMeansFindsTheReferencesInertia(int k) {
        // Given
        PersonalityReference reference = PersonalityReference.load();

        // When
        Clustering clustering = new KMeans(k, 10).fit(reference.points(), new SplittableRandom(1));

        // Then
        assertThat(clustering.inertia() / reference.bestInertia(k)).isBetween(0.999, 1.001);
        assertThat(QualityIndices.inertia(reference.points(), clustering.centroids(), clustering.labels()))
                .isCloseTo(clustering.inertia(), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void miniBatchMeanInertiaIsNoWorseThanTheReferences(int k) {
        // Given the reference's batch size
        assertMeanInertia(new MiniBatchKMeans(k, 256, 3, 100, 10, 0.01, Double.POSITIVE_INFINITY));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void miniBatchAsItIsUsuallySetIsNoWorseEither(int k) {
        assertMeanInertia(MiniBatchKMeans.of(k));
    }

    private static void assertMeanInertia(MiniBatchKMeans clusterer) {
        PersonalityReference reference = PersonalityReference.load();
        int k = clusterer.clusters();

        // When
        double meanRatio = IntStream.range(0, SEEDS)
                .mapToObj(seed -> clusterer.fit(reference.points(), new SplittableRandom(seed)))
                .mapToDouble(clustering -> clustering.inertia() / reference.bestInertia(k))
                .average()
                .orElseThrow();

        // Then
        assertThat(meanRatio)
                .isLessThanOrEqualTo(reference
                        .results()
                        .at("/minibatch_kmeans/%d/inertia_ratio_to_kmeans_best/mean".formatted(k))
                        .asDouble());
    }
}
