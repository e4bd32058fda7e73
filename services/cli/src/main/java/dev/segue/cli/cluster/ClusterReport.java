package dev.segue.cli.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.segue.segmentation.clustering.Clustering;
import dev.segue.segmentation.selection.Indices;
import dev.segue.segmentation.selection.KSelection;
import dev.segue.segmentation.selection.Structure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code segue cluster} found, as it is written in JSON. What is not defined is null.
 *
 * @param rows how many rows were clustered
 * @param columns the columns clustered on
 * @param seed seed of the random numbers
 * @param candidates one for each number of clusters, rising
 * @param chosen the number of clusters chosen
 * @param elbow where the inertia bends
 * @param reasons why that number was chosen
 * @param structure how the chosen number does against the same data with columns shuffled
 * @param ids name of each row, in the order of the labels, where labels were asked for
 */
@JsonNaming(SnakeCaseStrategy.class)
record ClusterReport(
        int rows,
        List<String> columns,
        long seed,
        List<Candidate> candidates,
        int chosen,
        @Nullable Integer elbow,
        List<String> reasons,
        Shuffled structure,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> ids) {

    /**
     * One number of clusters.
     *
     * @param k how many clusters
     * @param full full K-means
     * @param miniBatch mini-batch K-means
     * @param miniBatchInertiaRatio inertia of mini-batch over that of full K-means
     * @param stability mean adjusted Rand index between clusterings of parts
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Candidate(
            int k,
            Fit full,
            Fit miniBatch,
            @Nullable Double miniBatchInertiaRatio,
            @Nullable Double stability) {}

    /** One clustering: its inertia, indices, sizes and centroids, and the cluster of each row where asked for. */
    @JsonNaming(SnakeCaseStrategy.class)
    @SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
    record Fit(
            double inertia,
            @Nullable Double silhouette,
            @Nullable Double calinskiHarabasz,
            @Nullable Double daviesBouldin,
            int[] sizes,
            double[][] centroids,
            @JsonInclude(JsonInclude.Include.NON_NULL) int @Nullable [] labels) {

        static Fit of(Clustering clustering, Indices indices, boolean labels) {
            return new Fit(
                    clustering.inertia(),
                    defined(indices.silhouette()),
                    defined(indices.calinskiHarabasz()),
                    defined(indices.daviesBouldin()),
                    clustering.sizes(),
                    clustering.centroids(),
                    labels ? clustering.labels() : null);
        }
    }

    /** The comparison with shuffled columns. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Shuffled(
            boolean betterThanNoise,
            double unexplained,
            double shuffledUnexplained,
            @Nullable Double silhouette,
            @Nullable Double shuffledSilhouette,
            String inWords) {

        static Shuffled of(Structure structure) {
            return new Shuffled(
                    structure.isBetterThanNoise(),
                    structure.unexplained(),
                    structure.shuffledUnexplained(),
                    defined(structure.silhouette()),
                    defined(structure.shuffledSilhouette()),
                    structure.inWords());
        }
    }

    static ClusterReport of(
            Matrix matrix,
            long seed,
            KSelection selection,
            List<Candidate> candidates,
            Structure structure,
            boolean labels) {
        return new ClusterReport(
                matrix.points().count(),
                matrix.columns(),
                seed,
                candidates,
                selection.chosen(),
                selection.elbow().isPresent() ? selection.elbow().getAsInt() : null,
                selection.reasons(),
                Shuffled.of(structure),
                labels ? matrix.names() : null);
    }

    static @Nullable Double defined(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
