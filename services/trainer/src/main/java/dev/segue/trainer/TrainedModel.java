package dev.segue.trainer;

import dev.segue.segmentation.assignment.SegmentModel;
import java.time.Duration;

/**
 * A model that has just been published.
 *
 * @param model the model
 * @param took how long training took, without publishing
 */
public record TrainedModel(SegmentModel model, Duration took) {}
