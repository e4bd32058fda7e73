package dev.segue.trainer.training;

import dev.segue.segmentation.preparation.Column;
import dev.segue.segmentation.value.PurchaseHistory;
import dev.segue.segmentation.value.ValueFeature;
import dev.segue.segmentation.value.ValueModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The customers a segmentation is trained on.
 *
 * @param columns their raw values, a column for each of the specification's features and in the same order, all of the same
 *     length; what a value model predicts is absent until {@link #predicting}
 * @param histories what a value model needs to know of each; null for who has not bought
 * @param spend net money of each, lifetime, in currency units; NaN where it is not known
 * @param asOf the moment the features are aged to
 */
public record TrainingSet(
        List<Column> columns, List<@Nullable PurchaseHistory> histories, Column.Numbers spend, Instant asOf) {
    public TrainingSet {
        columns = List.copyOf(columns);
        // Not List.copyOf, which takes no nulls.
        histories = Collections.unmodifiableList(new ArrayList<>(histories));
    }

    /**
     * Customers who are all numbers, and of whom neither purchase nor spend is known.
     *
     * @param rows raw feature values, one customer a row; NaN where absent
     */
    public static TrainingSet ofNumbers(List<double[]> rows, Instant asOf) {
        List<Column> columns = new ArrayList<>();
        for (int j = 0; !rows.isEmpty() && j < rows.getFirst().length; j++) {
            int column = j;
            columns.add(new Column.Numbers(
                    rows.stream().mapToDouble(row -> row[column]).toArray()));
        }
        double[] unknown = new double[rows.size()];
        Arrays.fill(unknown, Double.NaN);
        return new TrainingSet(columns, Collections.nCopies(rows.size(), null), new Column.Numbers(unknown), asOf);
    }

    /**
     * The same customers, with what a value model predicts of them.
     *
     * @param names the feature of each column
     */
    TrainingSet predicting(List<String> names, ValueModel model) {
        List<Column> predicted = new ArrayList<>(columns);
        for (int j = 0; j < names.size(); j++) {
            int column = j;
            ValueFeature.named(names.get(j))
                    .ifPresent(feature -> predicted.set(column, new Column.Numbers(predictions(feature, model))));
        }
        return new TrainingSet(predicted, histories, spend, asOf);
    }

    private double[] predictions(ValueFeature feature, ValueModel model) {
        return histories.stream()
                .mapToDouble(history -> history == null ? Double.NaN : feature.value(model, history))
                .toArray();
    }

    /** How many customers there are. */
    public int size() {
        return columns.isEmpty() ? 0 : columns.getFirst().size();
    }
}
