package dev.segue.trainer;

import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.gate.Movement;

/**
 * Two versions of a segmentation's model, and who is where in each.
 *
 * @param from the one
 * @param to the other
 * @param movement the sampled customers as they are now, from the one to the other
 */
public record Difference(SegmentModel from, SegmentModel to, Movement movement) {}
