package dev.segue.segmentation.assignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Why a customer is nearer to one centroid than to another. With centroids a and b, components P (the identity without a
 * projection) and a customer at x on the scaled features, |Px - b|² - |Px - a|² = 2 (x - m) · w where w = Pᵀ(a - b) and
 * m = Pᵀ(a + b) / 2: a sum over the features, so each feature's share of it is exact and they add up.
 */
final class Explanation {
    private static final int STRONGEST = 5;

    private Explanation() {}

    /**
     * The strongest contributions.
     *
     * @param to index of the segment entered
     * @param against index of the segment left, or of the next nearest; -1 for neither, which explains nothing
     */
    static List<Contribution> of(Scorer scorer, Placement placement, Membership before, int to, int against) {
        if (against < 0) {
            return List.of();
        }
        SegmentModel model = scorer.model();
        double[] raw = placement.raw();
        double[] scaled = model.scaled(raw);
        double[] entered = model.onFeatures(model.segments().get(to).centroid());
        double[] other = model.onFeatures(model.segments().get(against).centroid());
        boolean comparable = before.entered().length == raw.length && before.featuresHash() == scorer.featuresHash();
        List<Contribution> all = new ArrayList<>(raw.length);
        for (int i = 0; i < raw.length; i++) {
            double middle = (entered[i] + other[i]) / 2;
            all.add(new Contribution(
                    model.features().get(i).coordinateName(),
                    raw[i],
                    comparable ? before.entered()[i] : Double.NaN,
                    2 * (scaled[i] - middle) * (entered[i] - other[i])));
        }
        all.sort(Comparator.comparingDouble((Contribution c) -> Math.abs(c.contribution()))
                .reversed());
        return List.copyOf(all.subList(0, Math.min(STRONGEST, all.size())));
    }
}
