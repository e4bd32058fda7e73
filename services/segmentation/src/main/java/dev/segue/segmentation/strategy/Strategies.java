package dev.segue.segmentation.strategy;

import dev.segue.segmentation.assignment.Cause;
import dev.segue.segmentation.assignment.SegmentChange;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.features.Decay;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A playbook made ready to decide with: its roles given to a model's segments, its features looked up once. Immutable and
 * safe to share between threads.
 */
public final class Strategies {
    private final Playbook playbook;
    private final Casting casting;

    /** The roles that the segments of the model before had, for those that are no more. */
    private final Casting former;

    private final Set<String> known = new HashSet<>();
    private final KnownFeatures features;
    private final List<Ready> byPriority;
    private final Map<String, String> labels = new HashMap<>();

    /**
     * A strategy, the fingerprint it is remembered by, and the ways to carry it out.
     *
     * @param rivals the others of its group
     * @param changesWithTime whether time alone may change whom it is for, as it does features, but not roles and traits
     */
    record Ready(Strategy strategy, int fingerprint, List<Variant> ways, List<Rival> rivals, boolean changesWithTime) {
        /** Whether it may be that the condition holds for the customer, now or at a later moment; asks for no feature. */
        boolean mayBeFor(Situation situation) {
            return strategy.where().mayHold(situation);
        }
    }

    /** Another strategy of the same group: while its offer may be made, no other of the group is. */
    record Rival(int fingerprint, long expiryMillis) {}

    /**
     * With a model whose parent is not known: whoever was in a segment that is no more, nobody can say what they have left.
     */
    public Strategies(Playbook playbook, @Nullable SegmentModel model, Decay decay) {
        this(playbook, model, null, decay);
    }

    /**
     * @param model the model in force of the playbook's segmentation; null while there is none: nobody has a role then, and
     *     nothing is predicted
     * @param parent the model it was trained from; null where there is none
     * @param decay the decay customers' states are kept with
     */
    public Strategies(Playbook playbook, @Nullable SegmentModel model, @Nullable SegmentModel parent, Decay decay) {
        if (model != null && !model.segmentation().equals(playbook.segmentation())) {
            throw new IllegalArgumentException("the playbook of %s cannot be used with a model of %s"
                    .formatted(playbook.segmentation(), model.segmentation()));
        }
        this.playbook = playbook;
        this.casting = model == null ? Casting.NOBODY : playbook.cast().of(model);
        this.former = parent == null ? Casting.NOBODY : playbook.cast().of(parent);
        this.features = new KnownFeatures(playbook.features(), model == null ? null : model.value(), decay);
        this.byPriority = playbook.strategies().stream()
                .sorted(Comparator.comparingInt(Strategy::priority).reversed())
                .map(this::ready)
                .toList();
        if (model != null) {
            model.segments().forEach(segment -> labels.put(segment.id(), segment.label()));
        }
        known.addAll(labels.keySet());
        if (parent != null) {
            parent.segments().forEach(segment -> known.add(segment.id()));
        }
    }

    private Ready ready(Strategy strategy) {
        List<Rival> rivals = strategy.group() == null
                ? List.of()
                : playbook.strategies().stream()
                        .filter(other -> !other.id().equals(strategy.id())
                                && strategy.group().equals(other.group()))
                        .map(other ->
                                new Rival(fingerprint(other), other.expiry().toMillis()))
                        .toList();
        boolean changesWithTime = strategy.where().featureNames().findAny().isPresent();
        return new Ready(strategy, fingerprint(strategy), strategy.ways(), rivals, changesWithTime);
    }

    private int fingerprint(Strategy strategy) {
        return TriggerMemory.fingerprint(playbook.segmentation(), strategy.id());
    }

    /**
     * What a change means in roles; null where nothing can be said: another customer, who had a life of their own, went into
     * this one, or what they left is a segment that neither the model nor its parent has.
     */
    @Nullable
    RoleChange moved(@Nullable SegmentChange change) {
        if (change == null
                || change.cause() == Cause.MERGE
                || (change.from() != null && !known.contains(change.from()))) {
            return null;
        }
        Casting ofWhatWasLeft = labels.containsKey(change.from()) ? casting : former;
        return new RoleChange(ofWhatWasLeft.role(change.from()), casting.role(change.to()), change.cause());
    }

    /** The playbook. */
    public Playbook playbook() {
        return playbook;
    }

    /** Which role each segment has. */
    public Casting casting() {
        return casting;
    }

    /** The label of a segment; null where the model has none of that id. */
    @Nullable
    String label(@Nullable String segment) {
        return segment == null ? null : labels.get(segment);
    }

    /** The strategies, the highest priority first; of equals the one that comes first in the playbook. */
    List<Ready> byPriority() {
        return byPriority;
    }

    Situation situation(String customer, CustomerState state, @Nullable String segment, long now) {
        return new Situation(customer, state, casting.role(segment), now, playbook.zone(), features);
    }

    /**
     * Decides what to do for a customer. A strategy fires when there is occasion, its condition holds, and nothing keeps it
     * back. Whoever is held out gets a trigger that says so, which counts as any other, so that the two groups differ in
     * nothing else. Who is held out is decided by a hash of strategy and customer, so it does not change.
     *
     * @param customer customer id
     * @param state the customer's, after what happened
     * @param segment id of the segment the customer is in now; null for none
     * @param happening what happened
     * @param now the moment, epoch milliseconds
     * @param memory the customer's; what fires is noted in it
     * @param outcomes what became of triggers so far, on which the choice among variants rests
     */
    public Decisions decide(
            String customer,
            CustomerState state,
            @Nullable String segment,
            Happening happening,
            long now,
            TriggerMemory memory,
            OutcomesSoFar outcomes) {
        return new Look(this, customer, situation(customer, state, segment, now), segment, happening, memory, outcomes)
                .decide();
    }

    /**
     * What would be decided, did it happen now, of what the momentary strategies wait for: of each by itself, as if none of the
     * others fired. Entering or leaving a role is considered of the customers who have it. Nothing is noted.
     *
     * @param memory the customer's; only read
     */
    Decisions ifItHappened(
            String customer,
            CustomerState state,
            @Nullable String segment,
            long now,
            TriggerMemory memory,
            OutcomesSoFar outcomes) {
        Situation situation = situation(customer, state, segment, now);
        return new Look(this, customer, situation, segment, Happening.TIME, memory, outcomes).ifItHappened();
    }
}
