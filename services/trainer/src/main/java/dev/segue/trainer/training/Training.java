package dev.segue.trainer.training;

import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.clustering.Clustering;
import dev.segue.segmentation.preparation.Column;
import dev.segue.segmentation.preparation.PreparedSample;

/**
 * A trained model and how it was come by.
 *
 * @param model the model
 * @param sample the customers it was trained on, prepared
 * @param spend what each of them spent, as {@link TrainingSet#spend()} has it
 * @param clustering the customers' clusters, in the order of the model's segments
 * @param course how the clustering came about
 * @param valuation what came of fitting the value models
 */
public record Training(
        SegmentModel model,
        PreparedSample sample,
        Column.Numbers spend,
        Clustering clustering,
        Course course,
        Valuation valuation) {}
