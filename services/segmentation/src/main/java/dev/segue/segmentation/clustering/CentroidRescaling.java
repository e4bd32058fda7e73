package dev.segue.segmentation.clustering;

import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Projection;
import dev.segue.segmentation.assignment.SegmentModel;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes a model's centroids into the space of another scaling of the same features. */
public final class CentroidRescaling {
    private CentroidRescaling() {}

    /**
     * Whether centroids can be taken from one scaling to the other: the same features and levels in the same order, with
     * the same transforms. Clipping, centre, scale and weight may differ.
     */
    public static boolean isPossible(List<ModelFeature> from, List<ModelFeature> to) {
        if (from.size() != to.size()) {
            return false;
        }
        for (int j = 0; j < from.size(); j++) {
            ModelFeature old = from.get(j);
            ModelFeature current = to.get(j);
            if (!old.name().equals(current.name())
                    || old.transform() != current.transform()
                    || !Objects.equals(old.level(), current.level())) {
                return false;
            }
        }
        return true;
    }

    /**
     * The model's centroids on another scaling, and onto other components where there are some. What the model's own
     * components leave out of a centroid is taken as zero.
     *
     * @param model whose segments' centroids are wanted
     * @param to the other scaling
     * @param onto the other components; null where centroids live on the features themselves
     * @return one centroid a segment, in the model's order
     * @throws IllegalArgumentException where {@link #isPossible} says no
     */
    public static double[][] centroids(SegmentModel model, List<ModelFeature> to, @Nullable Projection onto) {
        if (!isPossible(model.features(), to)) {
            throw new IllegalArgumentException(
                    "model %s v%d has other features or transforms".formatted(model.segmentation(), model.version()));
        }
        return model.segments().stream()
                .map(segment -> rescale(model.onFeatures(segment.centroid()), model.features(), to))
                .map(rescaled -> onto == null ? rescaled : onto.apply(rescaled))
                .toArray(double[][]::new);
    }

    private static double[] rescale(double[] centroid, List<ModelFeature> from, List<ModelFeature> to) {
        double[] rescaled = new double[centroid.length];
        for (int j = 0; j < centroid.length; j++) {
            ModelFeature old = from.get(j);
            ModelFeature current = to.get(j);
            double transformed = centroid[j] / old.weight() * old.scale() + old.centre();
            rescaled[j] = (transformed - current.centre()) / current.scale() * current.weight();
        }
        return rescaled;
    }
}
