package dev.segue.segmenter.live;

import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.customer.Lapse;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.strategy.Decisions;
import dev.segue.segmentation.strategy.Happening;
import dev.segue.segmentation.strategy.NextOccasion;
import dev.segue.segmentation.strategy.OutcomesSoFar;
import dev.segue.segmentation.strategy.Playbook;
import dev.segue.segmentation.strategy.Strategies;
import dev.segue.segmenter.model.Models;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The playbooks of the segmentations whose models are in force; a playbook whose segmentation has no model yet rests. One
 * thread.
 */
final class Playbooks {
    private final List<Playbook> playbooks;
    private final Decay decay;
    private final OutcomesSoFar outcomes;
    private Map<String, Strategies> ready = Map.of();
    private int fingerprint;

    Playbooks(List<Playbook> playbooks, Decay decay, OutcomesSoFar outcomes) {
        this.playbooks = playbooks;
        this.decay = decay;
        this.outcomes = outcomes;
    }

    /** Takes over the models in force, after they changed. */
    void refresh(Models models) {
        Map<String, Strategies> now = new HashMap<>();
        for (Playbook playbook : playbooks) {
            String segmentation = playbook.segmentation();
            Scorer scorer = models.inForce(segmentation);
            if (scorer != null) {
                now.put(segmentation, new Strategies(playbook, scorer.model(), models.parent(segmentation), decay));
            }
        }
        ready = now;
        fingerprint = now.values().stream()
                // All that stands in it, as who edits a playbook may forget to raise its revision.
                .map(strategies -> strategies.playbook().toString())
                .sorted()
                .toList()
                .hashCode();
    }

    /** Another number where other playbooks act; what a customer's timer was set under. */
    int fingerprint() {
        return fingerprint;
    }

    /** What a segmentation's playbook does about what happened to a customer. */
    Decisions decide(String segmentation, String id, Customer customer, Happening happening, long now) {
        Strategies strategies = ready.get(segmentation);
        return strategies == null
                ? Decisions.NONE
                : strategies.decide(
                        id,
                        customer.state(),
                        customer.membership(segmentation).segment(),
                        happening,
                        now,
                        customer.triggers(),
                        outcomes);
    }

    /**
     * When the customer has to be looked at again.
     *
     * @param moves when time moves them at the latest, epoch milliseconds; 0 for never
     * @return the first moment at which a strategy has occasion to fire; {@code moves} where none does until then
     */
    long next(String id, Customer customer, long now, long moves) {
        if (ready.isEmpty()) {
            return moves;
        }
        long next = moves == 0 ? Lapse.horizon(id, now) : moves;
        for (Map.Entry<String, Strategies> entry : ready.entrySet()) {
            String segment = customer.membership(entry.getKey()).segment();
            long occasion =
                    NextOccasion.of(entry.getValue(), id, customer.state(), segment, customer.triggers(), now, next);
            next = occasion == 0 ? next : occasion;
        }
        return next;
    }
}
