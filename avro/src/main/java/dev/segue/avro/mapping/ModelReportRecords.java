package dev.segue.avro.mapping;

import dev.segue.avro.ReportCandidate;
import dev.segue.avro.ReportDrift;
import dev.segue.avro.ReportFeatureDrift;
import dev.segue.avro.ReportHierarchy;
import dev.segue.avro.ReportMerge;
import dev.segue.avro.ReportPoint;
import dev.segue.avro.ReportScatter;
import dev.segue.avro.ReportSegment;
import dev.segue.avro.ReportStructure;
import dev.segue.segmentation.report.ModelReport;
import dev.segue.segmentation.report.ModelReport.Candidate;
import dev.segue.segmentation.report.ModelReport.FeatureShift;
import dev.segue.segmentation.report.ModelReport.Hierarchy;
import dev.segue.segmentation.report.ModelReport.Merge;
import dev.segue.segmentation.report.ModelReport.NoiseCheck;
import dev.segue.segmentation.report.ModelReport.Point;
import dev.segue.segmentation.report.ModelReport.Psi;
import dev.segue.segmentation.report.ModelReport.Scatter;
import dev.segue.segmentation.report.ModelReport.SegmentReport;
import java.math.RoundingMode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reports as they travel, and as they are used. */
public final class ModelReportRecords {
    private static final int PLACES = 4;

    private ModelReportRecords() {}

    /** The record of a report. */
    public static dev.segue.avro.ModelReport toRecord(ModelReport report) {
        return dev.segue.avro.ModelReport.newBuilder()
                .setSegmentation(report.segmentation())
                .setVersion(report.version())
                .setCreatedAt(report.createdAt())
                .setSampled(report.sampled())
                .setFullSearch(report.fullSearch())
                .setWhy(report.why())
                .setCandidates(report.candidates().stream()
                        .map(candidate -> new ReportCandidate(
                                candidate.clusters(),
                                candidate.inertia(),
                                candidate.silhouette(),
                                candidate.calinskiHarabasz(),
                                candidate.daviesBouldin(),
                                candidate.stability(),
                                candidate.sizes()))
                        .toList())
                .setChosen(report.chosen())
                .setElbow(report.elbow())
                .setReasons(report.reasons())
                .setStructure(map(report.structure(), ModelReportRecords::toRecord))
                .setHierarchy(map(report.hierarchy(), ModelReportRecords::toRecord))
                .setScatter(map(report.scatter(), ModelReportRecords::toRecord))
                .setFeatures(report.features())
                .setSegments(report.segments().stream()
                        .map(segment -> new ReportSegment(
                                segment.segment(),
                                segment.customers(),
                                segment.z(),
                                segment.revenue().setScale(PLACES, RoundingMode.UNNECESSARY)))
                        .toList())
                .setDrift(map(report.drift(), ModelReportRecords::toRecord))
                .setValueSentence(report.valueSentence())
                .build();
    }

    /**
     * The report of a record.
     *
     * @throws IllegalArgumentException when the record is no usable report; the message says why
     */
    public static ModelReport fromRecord(dev.segue.avro.ModelReport record) {
        return new ModelReport(
                record.getSegmentation(),
                record.getVersion(),
                record.getCreatedAt(),
                record.getSampled(),
                record.getFullSearch(),
                record.getWhy(),
                record.getCandidates().stream()
                        .map(candidate -> new Candidate(
                                candidate.getClusters(),
                                candidate.getInertia(),
                                candidate.getSilhouette(),
                                candidate.getCalinskiHarabasz(),
                                candidate.getDaviesBouldin(),
                                candidate.getStability(),
                                candidate.getSizes()))
                        .toList(),
                record.getChosen(),
                record.getElbow(),
                record.getReasons(),
                map(record.getStructure(), ModelReportRecords::fromRecord),
                map(record.getHierarchy(), ModelReportRecords::fromRecord),
                map(record.getScatter(), ModelReportRecords::fromRecord),
                record.getFeatures(),
                record.getSegments().stream()
                        .map(segment -> new SegmentReport(
                                segment.getSegment(), segment.getCustomers(), segment.getZ(), segment.getRevenue()))
                        .toList(),
                map(record.getDrift(), ModelReportRecords::fromRecord),
                record.getValueSentence());
    }

    private static ReportStructure toRecord(NoiseCheck structure) {
        return new ReportStructure(
                structure.sampled(),
                structure.unexplained(),
                structure.shuffledUnexplained(),
                structure.shuffledLeast(),
                structure.silhouette(),
                structure.shuffledSilhouette(),
                structure.betterThanNoise(),
                structure.sentence());
    }

    private static NoiseCheck fromRecord(ReportStructure record) {
        return new NoiseCheck(
                record.getSampled(),
                record.getUnexplained(),
                record.getShuffledUnexplained(),
                record.getShuffledLeast(),
                record.getSilhouette(),
                record.getShuffledSilhouette(),
                record.getBetterThanNoise(),
                record.getSentence());
    }

    private static ReportHierarchy toRecord(Hierarchy hierarchy) {
        return new ReportHierarchy(
                hierarchy.agreement(),
                hierarchy.leaves(),
                hierarchy.merges().stream()
                        .map(merge -> new ReportMerge(merge.left(), merge.right(), merge.height()))
                        .toList());
    }

    private static Hierarchy fromRecord(ReportHierarchy record) {
        return new Hierarchy(
                record.getAgreement(),
                record.getLeaves(),
                record.getMerges().stream()
                        .map(merge -> new Merge(merge.getLeft(), merge.getRight(), merge.getHeight()))
                        .toList());
    }

    private static ReportScatter toRecord(Scatter scatter) {
        return new ReportScatter(
                scatter.explained(),
                scatter.points().stream()
                        .map(point -> new ReportPoint(point.x(), point.y(), point.z(), point.segment()))
                        .toList());
    }

    private static Scatter fromRecord(ReportScatter record) {
        return new Scatter(
                record.getExplained(),
                record.getPoints().stream()
                        .map(point -> new Point(point.getX(), point.getY(), point.getZ(), point.getSegment()))
                        .toList());
    }

    private static ReportDrift toRecord(FeatureShift drift) {
        return new ReportDrift(
                drift.features().stream()
                        .map(feature -> new ReportFeatureDrift(feature.feature(), feature.psi()))
                        .toList(),
                drift.inertiaRatio(),
                drift.sentence());
    }

    private static FeatureShift fromRecord(ReportDrift record) {
        return new FeatureShift(
                record.getFeatures().stream()
                        .map(feature -> new Psi(feature.getFeature(), feature.getPsi()))
                        .toList(),
                record.getInertiaRatio(),
                record.getSentence());
    }

    private static <T, R> @Nullable R map(@Nullable T value, Function<T, R> mapping) {
        return value == null ? null : mapping.apply(value);
    }
}
