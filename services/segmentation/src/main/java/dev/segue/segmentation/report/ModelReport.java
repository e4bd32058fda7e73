package dev.segue.segmentation.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model came about and what it found. Lineage, gate decision, migration and value stand in the model itself. Immutable and
 * safe to share between threads.
 *
 * @param segmentation the segmentation reported on
 * @param version version of the model reported on
 * @param createdAt when the report was made (wall clock)
 * @param sampled customers trained on
 * @param fullSearch whether the number of clusters was searched anew; otherwise the model in force was carried on
 * @param why why it was a full search or not, in a sentence
 * @param candidates the numbers of clusters tried, rising; empty where none were
 * @param chosen the number of clusters chosen
 * @param elbow number of clusters at which the inertia bends; null where it does not or was not searched
 * @param reasons why that number, in sentences
 * @param structure the same customers with each feature shuffled by itself; null where not checked
 * @param hierarchy Ward's clustering of a sub-sample; null where not done
 * @param scatter a sub-sample to plot; null with fewer than three features
 * @param features the model's features in its order, a level of a text trait as {@code <trait>=<level>}
 * @param segments the model's segments in its order
 * @param drift how the customers changed since the model before; null for a first model
 * @param valueSentence what is to be said of the value model, or why there is none; null where it was not asked for
 */
public record ModelReport(
        String segmentation,
        long version,
        Instant createdAt,
        long sampled,
        boolean fullSearch,
        String why,
        List<Candidate> candidates,
        int chosen,
        @Nullable Integer elbow,
        List<String> reasons,
        @Nullable NoiseCheck structure,
        @Nullable Hierarchy hierarchy,
        @Nullable Scatter scatter,
        List<String> features,
        List<SegmentReport> segments,
        @Nullable FeatureShift drift,
        @Nullable String valueSentence) {

    /**
     * One number of clusters tried.
     *
     * @param clusters how many clusters
     * @param inertia sum of squared distances to the nearest centroid
     * @param silhouette mean silhouette coefficient, -1 to 1; null where undefined
     * @param calinskiHarabasz variance ratio, higher is better; null where undefined
     * @param daviesBouldin lower is better; null where undefined
     * @param stability mean adjusted Rand index over overlapping parts of the sample; null where not measured
     * @param sizes customers in each cluster, the largest first
     */
    public record Candidate(
            int clusters,
            double inertia,
            @Nullable Double silhouette,
            @Nullable Double calinskiHarabasz,
            @Nullable Double daviesBouldin,
            @Nullable Double stability,
            List<Long> sizes) {
        public Candidate {
            sizes = List.copyOf(sizes);
        }
    }

    /**
     * Whether there is more structure than chance makes.
     *
     * @param sampled customers compared on
     * @param unexplained share of the variance left within the clusters, 0 to 1
     * @param shuffledUnexplained its mean with the features shuffled
     * @param shuffledLeast its least with the features shuffled
     * @param silhouette mean silhouette coefficient
     * @param shuffledSilhouette its mean with the features shuffled
     * @param betterThanNoise whether the structure is better than chance makes it
     * @param sentence the same in plain words
     */
    public record NoiseCheck(
            long sampled,
            double unexplained,
            double shuffledUnexplained,
            double shuffledLeast,
            double silhouette,
            double shuffledSilhouette,
            boolean betterThanNoise,
            String sentence) {}

    /**
     * A dendrogram. Leaves are numbered from 0; the n-th merge (from 0) makes node {@code leaves + n}.
     *
     * @param agreement adjusted Rand index of the hierarchy, cut at the chosen number of clusters, with the model
     * @param leaves id of the model's segment of each customer of the sub-sample
     * @param merges by rising height, one less than leaves
     */
    public record Hierarchy(double agreement, List<String> leaves, List<Merge> merges) {
        public Hierarchy {
            leaves = List.copyOf(leaves);
            merges = List.copyOf(merges);
            if (merges.size() != leaves.size() - 1) {
                throw new IllegalArgumentException("a hierarchy of %d leaves has %d merges, not %d"
                        .formatted(leaves.size(), leaves.size() - 1, merges.size()));
            }
        }
    }

    /**
     * Two nodes of a dendrogram become one.
     *
     * @param left the first node
     * @param right the second node
     * @param height Ward distance at which they merge, zero or more
     */
    public record Merge(int left, int right, double height) {}

    /**
     * Customers in the space of the first three principal components.
     *
     * @param explained share of the variance along each of the three axes, 0 to 1
     * @param points the customers
     */
    public record Scatter(List<Double> explained, List<Point> points) {
        public Scatter {
            explained = List.copyOf(explained);
            points = List.copyOf(points);
            if (explained.size() != 3) {
                throw new IllegalArgumentException("a scatter has 3 axes, not " + explained.size());
            }
        }
    }

    /** One customer among the plotted, on the scaled, weighted features, with the id of their segment. */
    public record Point(float x, float y, float z, String segment) {}

    /**
     * What a segment is like, over its sampled customers.
     *
     * @param segment the segment's id
     * @param customers its sampled customers
     * @param z how far its mean lies from the mean of all in each feature, in standard deviations of all
     * @param revenue net money of its customers, lifetime, in currency units
     */
    public record SegmentReport(String segment, long customers, List<Double> z, BigDecimal revenue) {
        public SegmentReport {
            z = List.copyOf(z);
        }
    }

    /**
     * How the customers changed since the model before.
     *
     * @param features one a feature, in the model's order
     * @param inertiaRatio inertia a customer under the model before, now over then; null where not measured
     * @param sentence the same in plain words
     */
    public record FeatureShift(List<Psi> features, @Nullable Double inertiaRatio, String sentence) {
        public FeatureShift {
            features = List.copyOf(features);
        }
    }

    /** Population stability index of one feature: below 0.1 little, 0.1 to 0.25 some, above 0.25 much. */
    public record Psi(String feature, double psi) {}

    /**
     * @throws IllegalArgumentException naming the report and what is wrong with it
     */
    public ModelReport {
        candidates = List.copyOf(candidates);
        reasons = List.copyOf(reasons);
        features = List.copyOf(features);
        segments = List.copyOf(segments);
        for (SegmentReport segment : segments) {
            if (segment.z().size() != features.size()) {
                throw new IllegalArgumentException("report on %s v%d: segment %s has %d z-scores for %d features"
                        .formatted(
                                segmentation,
                                version,
                                segment.segment(),
                                segment.z().size(),
                                features.size()));
            }
        }
    }

    /** The key it has on its topic. */
    public String key() {
        return segmentation + "@" + version;
    }
}
