package dev.segue.segmentation.gate;

import dev.segue.segmentation.assignment.GateDecision;
import dev.segue.segmentation.assignment.GateLimits;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.Release.Status;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.clustering.CentroidRescaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a candidate comes into force by itself or is held for a person: it must not move too many customers, nor
 * be worse than the model in force is on the same customers now. The first model of a segmentation passes, as there is
 * nobody to move; and so does one made of at least twice as many customers as the model in force, however many it moves, as long
 * as it is as good. How good is compared where both have as many segments: an index prefers other numbers by itself, and
 * choosing the number is the search's part. A new lineage gives everyone a new segment, so it is held unless its limits let all be moved; better or
 * worse is then not asked, as the two divide customers by different things. Stateless.
 */
public final class Gate {
    private static final double PERCENT = 100;

    /** A model made of less than half of the customers was made of too few to be held to. */
    private static final long GROWN = 2;

    private Gate() {}

    /**
     * Decides.
     *
     * @param limits what the candidate must keep
     * @param inForce the model in force; null where there is none
     * @param customers the sample, as these two models see it; empty where there is no model in force
     * @return how the candidate stands from now on: published, or held
     */
    public static Release decide(
            GateLimits limits,
            SegmentModel candidate,
            @Nullable SegmentModel inForce,
            List<SampledCustomer> customers) {
        if (inForce == null) {
            return new Release(
                    Status.PUBLISHED,
                    new GateDecision(
                            true,
                            List.of("no model is in force yet"),
                            null,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN,
                            limits),
                    List.of());
        }
        Movement movement = Movement.of(inForce, candidate, customers);
        Comparison comparison =
                isSameLineage(inForce, candidate) ? Comparison.of(inForce, candidate, customers) : Comparison.NONE;
        List<String> broken = broken(limits, inForce, candidate, movement.movedShare(), comparison);
        GateDecision decision = new GateDecision(
                broken.isEmpty(),
                broken.isEmpty() ? List.of(found(inForce, candidate, movement.movedShare(), comparison)) : broken,
                inForce.version(),
                movement.movedShare(),
                comparison.silhouette(),
                comparison.silhouetteInForce(),
                comparison.inertiaRatio(),
                limits);
        return new Release(broken.isEmpty() ? Status.PUBLISHED : Status.HELD, decision, movement.flows());
    }

    private static List<String> broken(
            GateLimits limits, SegmentModel inForce, SegmentModel candidate, double moved, Comparison comparison) {
        List<String> broken = new ArrayList<>();
        if (moved > limits.maxMoved()) {
            if (!isSameLineage(inForce, candidate)) {
                broken.add("it is made by another specification than v%d in force and would move %s of the customers"
                        .formatted(inForce.version(), percent(moved)));
            } else if (!hasGrown(inForce, candidate)) {
                broken.add("it would move %s of the customers; at most %s may be moved"
                        .formatted(percent(moved), percent(limits.maxMoved())));
            }
        }
        double theirs = comparison.silhouetteInForce();
        boolean asMany = inForce.segments().size() == candidate.segments().size();
        if (asMany && comparison.silhouette() < Math.min(theirs, theirs * limits.minSilhouetteRatio())) {
            broken.add("its silhouette is %s, that of v%d in force is %s; it must be at least %s times that"
                    .formatted(
                            figure(comparison.silhouette()),
                            inForce.version(),
                            figure(theirs),
                            figure(limits.minSilhouetteRatio())));
        }
        if (comparison.inertiaRatio() > limits.maxInertiaRatio()) {
            broken.add("its inertia is %s times that of v%d in force; at most %s times is allowed"
                    .formatted(figure(comparison.inertiaRatio()), inForce.version(), figure(limits.maxInertiaRatio())));
        }
        return broken;
    }

    private static String found(SegmentModel inForce, SegmentModel candidate, double moved, Comparison comparison) {
        String found = "it moves %s of the customers".formatted(percent(moved));
        if (hasGrown(inForce, candidate)) {
            found += "; v%d in force was made of %d customers, this one of %d"
                    .formatted(
                            inForce.version(),
                            inForce.quality().sampled(),
                            candidate.quality().sampled());
        }
        return Double.isNaN(comparison.silhouette()) || Double.isNaN(comparison.silhouetteInForce())
                ? found
                : "%s; silhouette %s, v%d in force %s"
                        .formatted(
                                found,
                                figure(comparison.silhouette()),
                                inForce.version(),
                                figure(comparison.silhouetteInForce()));
    }

    private static boolean hasGrown(SegmentModel inForce, SegmentModel candidate) {
        return candidate.quality().sampled()
                >= GROWN * Math.max(1, inForce.quality().sampled());
    }

    private static boolean isSameLineage(SegmentModel inForce, SegmentModel candidate) {
        return inForce.spec().isEmpty()
                ? CentroidRescaling.isPossible(inForce.features(), candidate.features())
                : inForce.spec().equals(candidate.spec());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * PERCENT);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
