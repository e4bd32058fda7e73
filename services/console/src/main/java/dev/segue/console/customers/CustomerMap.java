package dev.segue.console.customers;

import dev.segue.console.models.SegmentNames;
import dev.segue.console.models.SegmentRef;
import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Projection;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.clustering.Points;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.FeatureCatalogue;
import dev.segue.segmentation.features.Level;
import dev.segue.segmentation.preparation.Components;
import dev.segue.segmentation.preparation.PrincipalComponents;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Draws sampled customers where near is alike. Thread-safe. */
@Singleton
public final class CustomerMap {
    private static final int AXES = 3;
    private static final int HEAVY = 3;

    private final CustomerSample sample;
    private final SegmentNames names;

    CustomerMap(CustomerSample sample, SegmentNames names) {
        this.sample = sample;
        this.names = names;
    }

    /**
     * The map of a model's customers.
     *
     * @param customers how many there are in all
     * @return empty where the model has fewer features than a space has axes, or too few customers are known
     */
    public Optional<MapView> of(SegmentModel model, long customers) {
        Map<String, Map<String, TraitValue>> features = sample.features();
        if (model.features().size() < AXES || features.size() <= AXES) {
            return Optional.empty();
        }
        List<String> ids = new ArrayList<>(features.keySet());
        double[][] raw =
                features.values().stream().map(values -> raw(model, values)).toArray(double[][]::new);
        double[][] scaled = Arrays.stream(raw).map(model::scaled).toArray(double[][]::new);
        Projection axes = PrincipalComponents.fit(Points.of(scaled), new Components.Count(AXES));
        List<MapView.Point> points = new ArrayList<>();
        for (int i = 0; i < scaled.length; i++) {
            double[] at = axes.apply(scaled[i]);
            String segment = model.missing(raw[i]).isEmpty()
                    ? model.segments().get(model.place(raw[i]).nearest()).id()
                    : null;
            points.add(new MapView.Point(ids.get(i), at[0], at[1], at[2], segment));
        }
        return Optional.of(new MapView(
                model.version(),
                Instant.now(),
                Arrays.stream(axes.explained()).boxed().toList(),
                Arrays.stream(axes.components())
                        .map(weights -> axis(model, weights))
                        .toList(),
                model.segments().stream()
                        .map(segment -> centroid(
                                names.of(model.segmentation(), segment.id()),
                                segment.id(),
                                axes.apply(model.onFeatures(segment.centroid()))))
                        .toList(),
                points,
                points.size(),
                Math.max(customers, points.size())));
    }

    /** What a value model predicts is not published of single customers, and taken as the model takes what is missing. */
    private static double[] raw(SegmentModel model, Map<String, TraitValue> values) {
        return model.features().stream()
                .mapToDouble(feature -> raw(feature, values))
                .toArray();
    }

    private static double raw(ModelFeature feature, Map<String, TraitValue> values) {
        Level level = feature.level();
        if (level == null) {
            return FeatureCatalogue.valueIn(values, feature.name());
        }
        TraitValue value = values.get(feature.name());
        return level.value(value == null ? null : value.asText());
    }

    private static MapView.Axis axis(SegmentModel model, double[] weights) {
        return new MapView.Axis(IntStream.range(0, weights.length)
                .mapToObj(j -> new MapView.Weight(model.features().get(j).coordinateName(), weights[j]))
                .sorted(Comparator.comparingDouble((MapView.Weight weight) -> Math.abs(weight.weight()))
                        .reversed())
                .limit(HEAVY)
                .toList());
    }

    private static MapView.Centroid centroid(SegmentRef ref, String id, double[] at) {
        return new MapView.Centroid(
                id, ref.slug(), ref.label(), ref.colour(), ref.pattern(), ref.live(), at[0], at[1], at[2]);
    }
}
