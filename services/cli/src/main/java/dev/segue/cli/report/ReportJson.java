package dev.segue.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.segmentation.assignment.GateDecision;
import dev.segue.segmentation.assignment.Lineage;
import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.report.ModelReport;
import dev.segue.segmentation.report.ModelReport.SegmentReport;
import dev.segue.segmentation.value.SegmentValue;
import dev.segue.segmentation.value.ValueModel;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the page shows, as JSON. What is not known is null: NaN has no place in JSON. */
final class ReportJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ReportJson() {}

    static String of(ModelHistory history) {
        SegmentModel model = history.model();
        ModelReport report = history.report();
        ObjectNode page = NODES.objectNode()
                .put("segmentation", model.segmentation())
                .put("version", model.version())
                .put("status", model.release().status().name())
                .put("inForce", history.inForce())
                .put("trainedAt", model.trainedAt().toString())
                .put("asOf", model.asOf().toString())
                .put("chosen", report == null ? model.segments().size() : report.chosen());
        page.set("quality", quality(model.quality()));
        page.set(
                "features",
                texts(model.features().stream().map(ReportJson::name).toList()));
        page.set("segments", array(model.segments(), segment -> segment(segment, reportOn(segment, report))));
        page.set("gone", array(gone(history), ReportJson::name));
        page.set("lineage", array(history.versions(), ReportJson::lineage));
        page.set(
                "gate",
                model.release().gate() == null
                        ? NODES.nullNode()
                        : gate(model.release().gate()));
        page.set(
                "migration",
                array(
                        model.release().migration(),
                        move -> NODES.objectNode()
                                .put("from", move.from())
                                .put("to", move.to())
                                .put("customers", move.customers())));
        ValueModel value = model.value();
        page.set("value", value == null ? NODES.nullNode() : value(value));
        page.set("report", report == null ? NODES.nullNode() : report(report));
        try {
            return new ObjectMapper().writeValueAsString(page);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes cannot be written", e);
        }
    }

    private static String name(ModelFeature feature) {
        return feature.level() == null ? feature.name() : feature.level().of(feature.name());
    }

    private static ObjectNode name(Segment segment) {
        return NODES.objectNode().put("id", segment.id()).put("label", segment.label());
    }

    /** Segments of earlier versions that this one has no more, each as it was named last. */
    private static Collection<Segment> gone(ModelHistory history) {
        Set<String> present =
                history.model().segments().stream().map(Segment::id).collect(Collectors.toSet());
        return history.versions().stream()
                .flatMap(version -> version.segments().stream())
                .filter(segment -> !present.contains(segment.id()))
                .collect(Collectors.toMap(Segment::id, Function.identity(), (earlier, later) -> later))
                .values();
    }

    private static ObjectNode quality(Quality quality) {
        return NODES.objectNode()
                .put("sampled", quality.sampled())
                .put("inertia", known(quality.inertia()))
                .put("silhouette", known(quality.silhouette()))
                .put("fullKMeansRatio", known(quality.fullKMeansRatio()));
    }

    private static @Nullable SegmentReport reportOn(Segment segment, @Nullable ModelReport report) {
        return report == null
                ? null
                : report.segments().stream()
                        .filter(candidate -> candidate.segment().equals(segment.id()))
                        .findFirst()
                        .orElse(null);
    }

    private static ObjectNode segment(Segment segment, @Nullable SegmentReport report) {
        SegmentValue value = segment.value();
        ObjectNode node = name(segment)
                .put("slug", segment.slug())
                .put("customers", segment.size())
                .put("revenue", report == null ? null : report.revenue().toPlainString())
                .put("clv", value == null ? null : known(value.lifetimeValue()))
                .put("churn", value == null ? null : known(value.churnRate()));
        node.set("profile", numbers(Arrays.stream(segment.profile()).boxed().toList()));
        node.set("z", report == null ? NODES.nullNode() : numbers(report.z()));
        return node;
    }

    private static ObjectNode lineage(SegmentModel version) {
        ObjectNode node = NODES.objectNode()
                .put("version", version.version())
                .put("trainedAt", version.trainedAt().toString());
        node.set("events", array(version.lineage(), ReportJson::event));
        return node;
    }

    private static ObjectNode event(Lineage lineage) {
        ObjectNode node = NODES.objectNode()
                .put("kind", lineage.kind().name())
                .put("segment", lineage.segment())
                .put("distance", known(lineage.distance()));
        node.set("related", texts(lineage.related()));
        return node;
    }

    private static ObjectNode gate(GateDecision gate) {
        ObjectNode node = NODES.objectNode()
                .put("passed", gate.passed())
                .put("against", gate.against())
                .put("movedShare", known(gate.movedShare()))
                .put("silhouette", known(gate.silhouette()))
                .put("silhouetteInForce", known(gate.silhouetteInForce()))
                .put("inertiaRatio", known(gate.inertiaRatio()));
        node.set("reasons", texts(gate.reasons()));
        node.putObject("limits")
                .put("maxMoved", gate.limits().maxMoved())
                .put("minSilhouetteRatio", gate.limits().minSilhouetteRatio())
                .put("maxInertiaRatio", gate.limits().maxInertiaRatio());
        return node;
    }

    private static ObjectNode report(ModelReport report) {
        ObjectNode node = NODES.objectNode()
                .put("fullSearch", report.fullSearch())
                .put("why", report.why())
                .put("elbow", report.elbow())
                .put("valueSentence", report.valueSentence());
        node.set("reasons", texts(report.reasons()));
        node.set(
                "candidates",
                array(
                        report.candidates(),
                        candidate -> NODES.objectNode()
                                .put("clusters", candidate.clusters())
                                .put("inertia", known(candidate.inertia()))
                                .put("silhouette", known(candidate.silhouette()))
                                .put("calinskiHarabasz", known(candidate.calinskiHarabasz()))
                                .put("daviesBouldin", known(candidate.daviesBouldin()))
                                .put("stability", known(candidate.stability()))));
        ModelReport.NoiseCheck structure = report.structure();
        node.set("structure", structure == null ? NODES.nullNode() : structure(structure));
        ModelReport.Hierarchy hierarchy = report.hierarchy();
        node.set("hierarchy", hierarchy == null ? NODES.nullNode() : hierarchy(hierarchy));
        ModelReport.Scatter scatter = report.scatter();
        node.set("scatter", scatter == null ? NODES.nullNode() : scatter(scatter));
        ModelReport.FeatureShift drift = report.drift();
        node.set("drift", drift == null ? NODES.nullNode() : drift(drift));
        return node;
    }

    private static ObjectNode structure(ModelReport.NoiseCheck structure) {
        return NODES.objectNode()
                .put("sampled", structure.sampled())
                .put("unexplained", known(structure.unexplained()))
                .put("shuffledUnexplained", known(structure.shuffledUnexplained()))
                .put("shuffledLeast", known(structure.shuffledLeast()))
                .put("silhouette", known(structure.silhouette()))
                .put("shuffledSilhouette", known(structure.shuffledSilhouette()))
                .put("betterThanNoise", structure.betterThanNoise())
                .put("sentence", structure.sentence());
    }

    private static ObjectNode hierarchy(ModelReport.Hierarchy hierarchy) {
        ObjectNode node = NODES.objectNode().put("agreement", known(hierarchy.agreement()));
        node.set("leaves", texts(hierarchy.leaves()));
        node.set(
                "merges",
                array(
                        hierarchy.merges(),
                        merge -> NODES.objectNode()
                                .put("left", merge.left())
                                .put("right", merge.right())
                                .put("height", merge.height())));
        return node;
    }

    private static ObjectNode scatter(ModelReport.Scatter scatter) {
        ObjectNode node = NODES.objectNode();
        node.set("explained", numbers(scatter.explained()));
        node.set(
                "points",
                array(
                        scatter.points(),
                        point -> NODES.objectNode()
                                .put("x", point.x())
                                .put("y", point.y())
                                .put("z", point.z())
                                .put("segment", point.segment())));
        return node;
    }

    private static ObjectNode drift(ModelReport.FeatureShift drift) {
        ObjectNode node = NODES.objectNode()
                .put("inertiaRatio", known(drift.inertiaRatio()))
                .put("sentence", drift.sentence());
        node.set(
                "features",
                array(
                        drift.features(),
                        feature -> NODES.objectNode()
                                .put("feature", feature.feature())
                                .put("psi", known(feature.psi()))));
        return node;
    }

    private static ObjectNode value(ValueModel value) {
        return NODES.objectNode()
                .put("r", value.purchases().r())
                .put("alpha", value.purchases().alpha())
                .put("a", value.purchases().a())
                .put("b", value.purchases().b())
                .put("p", value.spend().p())
                .put("q", value.spend().q())
                .put("gamma", value.spend().gamma())
                .put("horizonWeeks", value.horizonWeeks());
    }

    private static <T> ArrayNode array(Collection<T> values, Function<T, ObjectNode> mapping) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.add(mapping.apply(value)));
        return array;
    }

    private static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = NODES.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static ArrayNode numbers(Collection<Double> numbers) {
        ArrayNode array = NODES.arrayNode();
        numbers.forEach(number -> array.add(known(number)));
        return array;
    }

    private static @Nullable Double known(@Nullable Double value) {
        return value == null || !Double.isFinite(value) ? null : value;
    }
}
