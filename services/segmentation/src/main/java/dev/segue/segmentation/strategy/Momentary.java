package dev.segue.segmentation.strategy;

import dev.segue.segmentation.assignment.SegmentChange;
import dev.segue.segmentation.event.Opinion;
import dev.segue.segmentation.event.Order;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An occasion that something happens. It is missed where the strategy may not fire just then. */
public sealed interface Momentary extends Occasion {
    /** The customer entered a segment of a role from one that has another or none. */
    record Entered(String role) implements Momentary {
        @Override
        public @Nullable String reason(Happening happening, @Nullable RoleChange moved, Situation situation) {
            return moved == null || !moved.enters(role)
                    ? null
                    : "entered %s%s (%s)"
                            .formatted(role, moved.from() == null ? "" : " from " + moved.from(), moved.cause());
        }

        @Override
        public boolean mayConcern(Situation situation) {
            return role.equals(situation.role());
        }
    }

    /** The customer left the segments of a role. */
    record Left(String role) implements Momentary {
        @Override
        public @Nullable String reason(Happening happening, @Nullable RoleChange moved, Situation situation) {
            return moved == null || !moved.leaves(role)
                    ? null
                    : "left %s%s (%s)".formatted(role, moved.to() == null ? "" : " for " + moved.to(), moved.cause());
        }

        @Override
        public boolean mayConcern(Situation situation) {
            return role.equals(situation.role());
        }
    }

    /** The customer's first order. */
    record FirstPurchase() implements Momentary {
        @Override
        public @Nullable String reason(Happening happening, @Nullable RoleChange moved, Situation situation) {
            boolean first = happening.event() instanceof Order order
                    && order.kind() == Order.Kind.PURCHASE
                    && situation.state().lifetime().orders() == 1;
            return first ? "first purchase" : null;
        }

        @Override
        public boolean mayConcern(Situation situation) {
            return situation.state().lifetime().orders() == 0;
        }
    }

    /**
     * The customer is not content.
     *
     * @param npsAtMost the highest net promoter score that counts, 0 to 10; null where none does
     * @param csatAtMost the highest satisfaction score that counts, 1 to 5; null where none does
     * @param complaint whether complaints count
     */
    record NegativeFeedback(
            @Nullable Integer npsAtMost, @Nullable Integer csatAtMost, boolean complaint) implements Momentary {
        private static final int HIGHEST_NPS = 10;
        private static final int HIGHEST_CSAT = 5;

        public NegativeFeedback {
            if (npsAtMost != null && (npsAtMost < 0 || npsAtMost > HIGHEST_NPS)) {
                throw new IllegalArgumentException("nps_at_most must be from 0 to 10, not " + npsAtMost);
            }
            if (csatAtMost != null && (csatAtMost < 1 || csatAtMost > HIGHEST_CSAT)) {
                throw new IllegalArgumentException("csat_at_most must be from 1 to 5, not " + csatAtMost);
            }
            if (npsAtMost == null && csatAtMost == null && !complaint) {
                throw new IllegalArgumentException(
                        "feedback must have at least one of nps_at_most, csat_at_most and complaint: true");
            }
        }

        @Override
        public @Nullable String reason(Happening happening, @Nullable RoleChange moved, Situation situation) {
            if (!(happening.event() instanceof Opinion opinion)) {
                return null;
            }
            return switch (opinion.kind()) {
                case NPS -> npsAtMost != null && opinion.score() <= npsAtMost ? "NPS " + opinion.score() : null;
                case CSAT -> csatAtMost != null && opinion.score() <= csatAtMost ? "CSAT " + opinion.score() : null;
                case COMPLAINT -> complaint ? "complaint" : null;
            };
        }

        @Override
        public boolean mayConcern(Situation situation) {
            return true;
        }
    }

    /**
     * Why what happened is such an occasion, for people; null where it is none.
     *
     * @param moved what the change of segment means, if there was one and it means anything
     */
    @Nullable
    String reason(Happening happening, @Nullable RoleChange moved, Situation situation);

    /**
     * Whether it may be about a customer as they are now: who has a role has entered it one day, and may leave it; who never
     * bought may buy for the first time; anybody may be discontent.
     */
    boolean mayConcern(Situation situation);

    /**
     * When what happened did, epoch milliseconds.
     *
     * @param happening one that is such an occasion
     */
    default long at(Happening happening) {
        SegmentChange change = happening.change();
        boolean aboutSegments = this instanceof Entered || this instanceof Left;
        if (aboutSegments && change != null) {
            return change.at();
        }
        return Objects.requireNonNull(happening.event(), "an occasion without change needs an event")
                .at();
    }
}
