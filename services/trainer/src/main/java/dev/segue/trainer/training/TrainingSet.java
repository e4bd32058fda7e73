package dev.segue.trainer.training;

import dev.segue.segmentation.preparation.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The customers a segmentation is trained on.
 *
 * @param columns their raw values, a column for each of the specification's features and in the same order, all of the same
 *     length
 * @param asOf the moment the features are aged to
 */
public record TrainingSet(List<Column> columns, Instant asOf) {
    public TrainingSet {
        columns = List.copyOf(columns);
    }

    /**
     * Customers who are all numbers.
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
        return new TrainingSet(columns, asOf);
    }

    /** How many customers there are. */
    public int size() {
        return columns.isEmpty() ? 0 : columns.getFirst().size();
    }
}
