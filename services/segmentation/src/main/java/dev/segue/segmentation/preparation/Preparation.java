package dev.segue.segmentation.preparation;

import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Projection;
import dev.segue.segmentation.features.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How raw values become the points that are clustered: each dimension imputed, transformed, clipped, scaled and weighted or
 * split into levels, and all of them, if wanted, projected onto principal components. Immutable and safe to share.
 *
 * @param dimensions the features, one or more
 * @param scaling how numbers are scaled
 * @param components how many principal components; null for none, which leaves the features as they are
 */
public record Preparation(
        List<Dimension> dimensions,
        Scaling scaling,
        @Nullable Components components) {
    public Preparation {
        dimensions = List.copyOf(dimensions);
    }

    /**
     * Fits everything to a sample.
     *
     * @param columns the sample's raw values, one column a dimension and in the same order: numbers for a number, texts for a
     *     category, all of the same length and at least one long
     * @param lineage the features of the model whose lineage goes on, so that levels found when it began are kept; empty
     *     where one begins
     * @throws IllegalArgumentException where the columns do not fit the dimensions
     */
    public PreparedSample fit(List<Column> columns, List<ModelFeature> lineage) {
        if (columns.size() != dimensions.size()) {
            throw new IllegalArgumentException(
                    "there must be %d columns, one a dimension, not %d".formatted(dimensions.size(), columns.size()));
        }
        List<ModelFeature> features = new ArrayList<>();
        List<Column> columnOf = new ArrayList<>();
        for (int d = 0; d < dimensions.size(); d++) {
            List<ModelFeature> fitted = fit(dimensions.get(d), columns.get(d), lineage);
            features.addAll(fitted);
            for (int i = 0; i < fitted.size(); i++) {
                columnOf.add(columns.get(d));
            }
        }
        PreparedSample sample = new PreparedSample(features, columnOf, null);
        if (components == null || features.isEmpty()) {
            return sample;
        }
        Projection projection = PrincipalComponents.fit(sample.points(), components);
        return new PreparedSample(features, columnOf, projection);
    }

    private List<ModelFeature> fit(Dimension dimension, Column column, List<ModelFeature> lineage) {
        return switch (dimension) {
            case Dimension.Number number
            when column instanceof Column.Numbers(double[] values) -> List.of(NumberFit.fit(number, values, scaling));
            case Dimension.Category category
            when column instanceof Column.Texts(@Nullable String[] values) ->
                CategoryFit.fit(category, values, levels(category.name(), lineage));
            default ->
                throw new IllegalArgumentException("the column of %s must be %s"
                        .formatted(dimension.name(), dimension instanceof Dimension.Number ? "numbers" : "texts"));
        };
    }

    private static List<Level> levels(String name, List<ModelFeature> lineage) {
        return lineage.stream()
                .filter(feature -> feature.name().equals(name))
                .map(ModelFeature::level)
                .filter(Objects::nonNull)
                .toList();
    }
}
