package dev.segue.trainer.training;

import dev.segue.segmentation.clustering.Clustering;
import dev.segue.segmentation.drift.Baseline;
import dev.segue.segmentation.drift.Drift;
import dev.segue.segmentation.selection.KSelection;
import org.jspecify.annotations.Nullable;

/**
 * How a clustering came about.
 *
 * @param clustering the clustering
 * @param why why it was searched for, or carried on, in a sentence
 * @param selection the search; null where the clusters of the model in force were carried on
 * @param drift how the customers changed since the last search of the lineage; null where there was none to compare with
 * @param inertiaRatio variance left unexplained, over what was left after the last search; null likewise
 * @param baseline what the next training is held against
 */
public record Course(
        Clustering clustering,
        String why,
        @Nullable KSelection selection,
        @Nullable Drift drift,
        @Nullable Double inertiaRatio,
        Baseline baseline) {

    /** Whether the clusters of the model in force were carried on. */
    public boolean isWarm() {
        return selection == null;
    }
}
