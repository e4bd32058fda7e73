package dev.segue.trainer;

import dev.segue.segmentation.assignment.GateDecision;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.trainer.training.Training;
import java.time.Duration;

/**
 * A model that has just been trained, and what the gate made of it.
 *
 * @param model the model
 * @param training how it was come by
 * @param took how long training took, without publishing
 */
public record TrainedModel(SegmentModel model, Training training, Duration took) {
    /** What the gate said, in words. */
    String reasons() {
        GateDecision gate = model.release().gate();
        return gate == null ? "" : String.join("; ", gate.reasons());
    }
}
