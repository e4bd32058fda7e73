package dev.segue.segmentation.strategy;

import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.features.Decay;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A playbook made ready to decide with: its roles given to a model's segments, its features looked up once. Immutable and
 * safe to share between threads.
 */
public final class Strategies {
    private final Playbook playbook;
    private final Casting casting;
    private final KnownFeatures features;
    private final List<Ready> byPriority;
    private final Map<String, String> labels = new HashMap<>();

    /** A strategy, the fingerprint it is remembered by, and the ways to carry it out. */
    record Ready(Strategy strategy, int fingerprint, List<Variant> ways) {
        /** Whether it may be that the condition holds for the customer, now or at a later moment; asks for no feature. */
        boolean mayBeFor(Situation situation) {
            return strategy.where().mayHold(situation);
        }
    }

    /**
     * @param model the model in force of the playbook's segmentation; null while there is none: nobody has a role then, and
     *     nothing is predicted
     * @param decay the decay customers' states are kept with
     */
    public Strategies(Playbook playbook, @Nullable SegmentModel model, Decay decay) {
        if (model != null && !model.segmentation().equals(playbook.segmentation())) {
            throw new IllegalArgumentException("the playbook of %s cannot be used with a model of %s"
                    .formatted(playbook.segmentation(), model.segmentation()));
        }
        this.playbook = playbook;
        this.casting = model == null ? Casting.NOBODY : playbook.cast().of(model);
        this.features = new KnownFeatures(playbook.features(), model == null ? null : model.value(), decay);
        this.byPriority = playbook.strategies().stream()
                .sorted(Comparator.comparingInt(Strategy::priority).reversed())
                .map(strategy -> new Ready(
                        strategy, TriggerMemory.fingerprint(playbook.segmentation(), strategy.id()), strategy.ways()))
                .toList();
        if (model != null) {
            model.segments().forEach(segment -> labels.put(segment.id(), segment.label()));
        }
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
