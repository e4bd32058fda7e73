package dev.segue.segmentation.assignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Why a customer is nearer to one centroid than to another. The difference of the two squared distances is a sum over the
 * features, so each feature's share of it is exact and they add up.
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
        double[] entered = scorer.model().segments().get(to).centroid();
        double[] other = scorer.model().segments().get(against).centroid();
        boolean comparable =
                before.entered().length == entered.length && before.featuresHash() == scorer.featuresHash();
        List<Contribution> all = new ArrayList<>(entered.length);
        for (int i = 0; i < entered.length; i++) {
            double x = placement.point()[i];
            all.add(new Contribution(
                    scorer.model().features().get(i).name(),
                    placement.raw()[i],
                    comparable ? before.entered()[i] : Double.NaN,
                    (x - other[i]) * (x - other[i]) - (x - entered[i]) * (x - entered[i])));
        }
        all.sort(Comparator.comparingDouble((Contribution c) -> Math.abs(c.contribution()))
                .reversed());
        return List.copyOf(all.subList(0, Math.min(STRONGEST, all.size())));
    }
}
