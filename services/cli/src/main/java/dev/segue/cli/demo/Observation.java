package dev.segue.cli.demo;

import dev.segue.avro.Cause;
import dev.segue.avro.SegmentChanged;
import dev.segue.cli.show.SegmentTable;
import dev.segue.segmentation.assignment.SegmentModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of Segue at a moment.
 *
 * @param lag records the segmenter has not processed yet
 * @param deadLetters dead letters since the demo began
 * @param model the model in force
 * @param sizes customers in each segment, by segment id
 * @param causes segment changes since the demo began, by cause
 * @param triggers strategies that fired since the demo began
 * @param leftAlone of those, for customers who are left alone to measure the others against
 * @param latest the latest segment changes, the newest first
 */
record Observation(
        long lag,
        long deadLetters,
        Optional<SegmentModel> model,
        Map<String, Long> sizes,
        Map<Cause, Long> causes,
        long triggers,
        long leftAlone,
        List<SegmentChanged> latest) {

    static final Observation NOTHING = new Observation(0, 0, Optional.empty(), Map.of(), Map.of(), 0, 0, List.of());

    long changes() {
        return causes.values().stream().mapToLong(Long::longValue).sum();
    }

    Optional<SegmentTable> table() {
        return model.map(present -> new SegmentTable(present, sizes));
    }
}
