package dev.segue.trainer.training;

import dev.segue.segmentation.report.ModelReport.Merge;
import java.util.List;

/** A hierarchical clustering by someone else's code, to hold the segments against one of quite another kind. */
@FunctionalInterface
public interface ReferenceHierarchy {
    /**
     * What comes of clustering points.
     *
     * @param merges by rising height, one less than points; points are numbered from 0, and the n-th merge makes node
     *     {@code points + n}
     * @param labels cluster of each point where the hierarchy is cut into as many clusters as were asked for
     */
    @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
    record Dendrogram(List<Merge> merges, int[] labels) {
        public Dendrogram {
            merges = List.copyOf(merges);
        }
    }

    /**
     * Clusters points by Ward's method ("Hierarchical grouping to optimize an objective function", 1963).
     *
     * @param points the points, a few hundred; more than {@code clusters}
     * @param clusters into how many clusters the hierarchy is cut, two or more
     */
    Dendrogram ward(double[][] points, int clusters);
}
