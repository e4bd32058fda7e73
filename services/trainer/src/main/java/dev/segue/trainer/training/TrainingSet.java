package dev.segue.trainer.training;

import java.time.Instant;
import java.util.List;

/**
 * The customers a segmentation is trained on.
 *
 * @param rows raw feature values, one customer a row, in the order of the specification's features; NaN where absent
 * @param asOf the moment the features are aged to
 */
public record TrainingSet(List<double[]> rows, Instant asOf) {
    public TrainingSet {
        rows = List.copyOf(rows);
    }

    /** The raw values of one feature. */
    double[] column(int feature) {
        return rows.stream().mapToDouble(row -> row[feature]).toArray();
    }
}
