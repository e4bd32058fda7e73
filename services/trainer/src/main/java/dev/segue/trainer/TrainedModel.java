package dev.segue.trainer;

import dev.segue.segmentation.assignment.GateDecision;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.report.ModelReport;
import java.time.Duration;

/**
 * A model that has just been trained, and what the gate made of it.
 *
 * @param model the model
 * @param report how it was come by
 * @param took how long training took, without publishing
 */
public record TrainedModel(SegmentModel model, ModelReport report, Duration took) {
    /** What the gate said, in words. */
    String reasons() {
        GateDecision gate = model.release().gate();
        return gate == null ? "" : String.join("; ", gate.reasons());
    }
}
