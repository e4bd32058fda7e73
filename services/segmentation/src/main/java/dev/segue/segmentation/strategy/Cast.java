package dev.segue.segmentation.strategy;

import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names for a model's segments by what they mean, so that a playbook can be written before there is a model and outlives
 * its retrains. The parts are given out in order, each to one of the segments still free.
 *
 * @param parts in the order in which they choose; one that takes the rest only at the end
 */
public record Cast(List<Part> parts) {
    /** A cast of nobody: for playbooks that do not ask for segments. */
    public static final Cast EMPTY = new Cast(List.of());

    /**
     * A role and who gets it.
     *
     * @param role lower-case letters, digits and hyphens, a letter first, at most 64
     */
    public record Part(String role, Pick pick) {
        public Part {
            Names.requireId("role", role);
        }
    }

    /** Which of the free segments gets a role. */
    public sealed interface Pick {
        /**
         * The one whose customers have most of a feature on average.
         *
         * @param feature a feature of the model, or a level of one, such as {@code profile.gender=Female}
         */
        record Most(String feature) implements Pick {}

        /**
         * The one whose customers have least of a feature on average.
         *
         * @param feature as above
         */
        record Least(String feature) implements Pick {}

        /**
         * The one of an id.
         *
         * @param id segment id
         */
        record Named(String id) implements Pick {}

        /** All that are left. */
        record Rest() implements Pick {}
    }

    public Cast {
        parts = List.copyOf(parts);
        Set<String> roles = new HashSet<>();
        Map<String, String> segments = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (!roles.add(part.role())) {
                throw new IllegalArgumentException("cast names role %s twice".formatted(part.role()));
            }
            if (part.pick() instanceof Pick.Named(String id)) {
                String other = segments.put(id, part.role());
                if (other != null) {
                    throw new IllegalArgumentException("cast gives segment %s to %s and to %s; only the first gets it"
                            .formatted(id, other, part.role()));
                }
            }
            if (part.pick() instanceof Pick.Rest && i < parts.size() - 1) {
                throw new IllegalArgumentException(
                        "cast must have role %s last, as it takes all segments that are left".formatted(part.role()));
            }
        }
    }

    /** The roles there are, in order. */
    public List<String> roles() {
        return parts.stream().map(Part::role).toList();
    }

    /**
     * Gives the roles to a model's segments. A role stays open where no segment is free, or none that the model knows the
     * feature of. Of equal segments the one whose id is first in the alphabet is chosen.
     */
    public Casting of(SegmentModel model) {
        List<Segment> free = new ArrayList<>(model.segments());
        Map<String, String> roles = new HashMap<>();
        for (Part part : parts) {
            for (Segment segment : chosen(part.pick(), model, free)) {
                roles.put(segment.id(), part.role());
                free.remove(segment);
            }
        }
        return new Casting(roles);
    }

    private static List<Segment> chosen(Pick pick, SegmentModel model, List<Segment> free) {
        Segment one = switch (pick) {
            case Pick.Most(String feature) -> extreme(model, free, feature, 1);
            case Pick.Least(String feature) -> extreme(model, free, feature, -1);
            case Pick.Named(String id) ->
                free.stream()
                        .filter(segment -> segment.id().equals(id))
                        .findFirst()
                        .orElse(null);
            case Pick.Rest rest -> null;
        };
        if (pick instanceof Pick.Rest) {
            return List.copyOf(free);
        }
        return one == null ? List.of() : List.of(one);
    }

    /** @param sign 1 for the most of a feature, -1 for the least */
    private static @Nullable Segment extreme(SegmentModel model, List<Segment> free, String feature, int sign) {
        Segment best = null;
        double most = Double.NaN;
        for (int i = 0; i < model.features().size(); i++) {
            if (!model.features().get(i).coordinateName().equals(feature)) {
                continue;
            }
            for (Segment segment : free) {
                double amount = sign * segment.profile()[i];
                boolean better = best == null ? !Double.isNaN(amount) : amount > most;
                boolean first = best != null && amount == most && segment.id().compareTo(best.id()) < 0;
                if (better || first) {
                    best = segment;
                    most = amount;
                }
            }
        }
        return best;
    }
}
