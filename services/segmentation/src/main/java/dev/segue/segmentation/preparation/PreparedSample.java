package dev.segue.segmentation.preparation;

import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Projection;
import dev.segue.segmentation.clustering.Points;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sample and the features fitted to it. Immutable and safe to share between threads. */
public final class PreparedSample {
    private final List<ModelFeature> features;
    private final List<Column> columnOf;
    private final @Nullable Projection projection;

    PreparedSample(List<ModelFeature> features, List<Column> columnOf, @Nullable Projection projection) {
        this.features = List.copyOf(features);
        this.columnOf = List.copyOf(columnOf);
        this.projection = projection;
    }

    /** The features, as a model has them; none for a category none of whose values was frequent enough. */
    public List<ModelFeature> features() {
        return features;
    }

    /** The components the points lie on; null where they lie on the features themselves. */
    public @Nullable Projection projection() {
        return projection;
    }

    /** How many customers there are. */
    public int count() {
        return columnOf.isEmpty() ? 0 : columnOf.getFirst().size();
    }

    /**
     * A raw value, as a scorer of the model has it for the same customer.
     *
     * @param customer index in the sample
     * @param feature index in {@link #features()}
     * @return the value; NaN where absent
     */
    public double raw(int customer, int feature) {
        return switch (columnOf.get(feature)) {
            case Column.Numbers(double[] values) -> values[customer];
            case Column.Texts(@Nullable String[] values) -> level(feature, values[customer]);
        };
    }

    private double level(int feature, @Nullable String text) {
        var level = features.get(feature).level();
        if (level == null) {
            throw new IllegalStateException("feature %s has texts and no level"
                    .formatted(features.get(feature).name()));
        }
        return level.value(text);
    }

    /** All customers' coordinates on the scaled, weighted features. */
    public Points scaled() {
        return Points.of(count(), features.size(), this::scaled);
    }

    /** The points that are clustered: all customers' coordinates, along the components where there are some. */
    public Points points() {
        Projection onto = projection;
        return onto == null
                ? scaled()
                : Points.of(count(), onto.components().length, customer -> onto.apply(scaled(customer)));
    }

    private double[] scaled(int customer) {
        double[] scaled = new double[features.size()];
        for (int j = 0; j < scaled.length; j++) {
            scaled[j] = features.get(j).coordinate(raw(customer, j));
        }
        return scaled;
    }
}
