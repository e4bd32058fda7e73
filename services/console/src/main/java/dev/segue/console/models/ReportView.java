package dev.segue.console.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.segmentation.report.ModelReport;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;

/**
 * How a version came about; the parts are as in topic model-reports.
 *
 * @param segmentation the segmentation
 * @param version the version
 * @param fullSearch whether the number of segments was searched anew
 * @param why why it was or was not, in a sentence
 * @param chosen the number of segments
 * @param elbow where the inertia bends; null where it does not
 * @param reasons why that number, in sentences
 * @param candidates the numbers tried
 * @param structure whether there is more to it than chance makes; null where not looked into
 * @param hierarchy the dendrogram; null where none was made
 * @param features the features, in the order of each z
 * @param segments what each segment is like
 * @param drift how the customers changed; null for a first model
 * @param valueSentence what is to be said of the value model
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ReportView(
        String segmentation,
        long version,
        boolean fullSearch,
        String why,
        int chosen,
        @Nullable Integer elbow,
        List<String> reasons,
        List<CandidateView> candidates,
        @Nullable StructureView structure,
        @Nullable HierarchyView hierarchy,
        List<String> features,
        List<SegmentView> segments,
        @Nullable DriftView drift,
        @Nullable String valueSentence) {

    /** A number of segments that was tried. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CandidateView(
            int clusters,
            double inertia,
            @Nullable Double silhouette,
            @Nullable Double calinskiHarabasz,
            @Nullable Double daviesBouldin,
            @Nullable Double stability,
            List<Long> sizes) {}

    /** Held against features shuffled each by itself. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record StructureView(
            long sampled,
            double unexplained,
            double shuffledUnexplained,
            double silhouette,
            double shuffledSilhouette,
            boolean betterThanNoise,
            String sentence) {}

    /** A dendrogram: leaves are numbered from 0, the n-th merge makes node leaves + n. */
    @Serdeable
    record HierarchyView(double agreement, List<String> leaves, List<MergeView> merges) {}

    /** Two nodes become one. */
    @Serdeable
    record MergeView(int left, int right, double height) {}

    /** A segment against all, feature by feature. */
    @Serdeable
    record SegmentView(String segment, long customers, List<Double> z, java.math.BigDecimal revenue) {}

    /** Population shift. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record DriftView(List<FeatureDrift> features, @Nullable Double inertiaRatio, String sentence) {}

    /** Population stability index of a feature. */
    @Serdeable
    record FeatureDrift(String feature, double psi) {}

    /** The view of a report. */
    public static ReportView of(ModelReport report) {
        ModelReport.NoiseCheck structure = report.structure();
        ModelReport.Hierarchy hierarchy = report.hierarchy();
        ModelReport.FeatureShift drift = report.drift();
        return new ReportView(
                report.segmentation(),
                report.version(),
                report.fullSearch(),
                report.why(),
                report.chosen(),
                report.elbow(),
                report.reasons(),
                report.candidates().stream()
                        .map(candidate -> new CandidateView(
                                candidate.clusters(),
                                candidate.inertia(),
                                candidate.silhouette(),
                                candidate.calinskiHarabasz(),
                                candidate.daviesBouldin(),
                                candidate.stability(),
                                candidate.sizes()))
                        .toList(),
                structure == null
                        ? null
                        : new StructureView(
                                structure.sampled(),
                                structure.unexplained(),
                                structure.shuffledUnexplained(),
                                structure.silhouette(),
                                structure.shuffledSilhouette(),
                                structure.betterThanNoise(),
                                structure.sentence()),
                hierarchy == null
                        ? null
                        : new HierarchyView(
                                hierarchy.agreement(),
                                hierarchy.leaves(),
                                hierarchy.merges().stream()
                                        .map(merge -> new MergeView(merge.left(), merge.right(), merge.height()))
                                        .toList()),
                report.features(),
                report.segments().stream()
                        .map(segment ->
                                new SegmentView(segment.segment(), segment.customers(), segment.z(), segment.revenue()))
                        .toList(),
                drift == null
                        ? null
                        : new DriftView(
                                drift.features().stream()
                                        .map(psi -> new FeatureDrift(psi.feature(), psi.psi()))
                                        .toList(),
                                drift.inertiaRatio(),
                                drift.sentence()),
                report.valueSentence());
    }
}
