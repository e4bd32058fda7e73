package dev.segue.segmenter.live;

import dev.segue.segmentation.assignment.Assigner;
import dev.segue.segmentation.assignment.Cause;
import dev.segue.segmentation.assignment.Membership;
import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.assignment.SegmentChange;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.customer.Lapse;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.event.ProfileUpdate;
import dev.segue.segmentation.strategy.Decisions;
import dev.segue.segmentation.strategy.Happening;
import dev.segue.segmentation.strategy.Trigger;
import dev.segue.segmenter.model.Models;
import dev.segue.segmenter.recommendation.Recommendations;
import dev.segue.segmenter.service.SegmenterMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a customer: each model in force says where they belong, then its playbook says what is to be done, and a timer is
 * set for the moment at which time alone changes either. One thread.
 */
final class CustomerLooks {
    private final Models models;
    private final Playbooks playbooks;
    private final Timers timers;
    private final Outbound outbound;
    private final Outcomes outcomes;
    private final SegmenterMetrics metrics;
    private final Recommendations recommendations;

    CustomerLooks(
            Models models,
            Playbooks playbooks,
            Timers timers,
            Outbound outbound,
            Outcomes outcomes,
            SegmenterMetrics metrics,
            Recommendations recommendations) {
        this.models = models;
        this.playbooks = playbooks;
        this.timers = timers;
        this.outbound = outbound;
        this.outcomes = outcomes;
        this.metrics = metrics;
        this.recommendations = recommendations;
    }

    /** Lets models that came since the customer was last looked at decide first, so that a move has its true cause. */
    void afterNewModels(String id, Customer customer, long now) {
        for (Scorer scorer : models.inForce()) {
            Membership membership = customer.membership(scorer.model().segmentation());
            if (membership.modelVersion() != scorer.model().version()) {
                Cause cause = membership.modelVersion() == 0 ? Cause.BACKFILL : Cause.MODEL;
                look(scorer, id, customer, now, now, cause, null, null);
            }
        }
    }

    /** After an event, which is in the customer's state already. */
    void afterEvent(String id, Customer customer, CustomerEvent event, long now) {
        Cause cause = event instanceof ProfileUpdate ? Cause.PROFILE : Cause.BEHAVIOUR;
        for (Scorer scorer : models.inForce()) {
            look(scorer, id, customer, now, event.at(), cause, event.id(), event);
        }
    }

    /**
     * After nothing but time.
     *
     * @param moment when time moves the customer, if it does
     * @param now when it is acted upon
     */
    void afterTime(String id, Customer customer, long moment, long now) {
        for (Scorer scorer : models.inForce()) {
            SegmentChange change = place(scorer, id, customer, moment, moment, Cause.TIME, null);
            act(scorer, id, customer, change == null ? Happening.TIME : new Happening(null, change), now);
        }
    }

    /** Whether other playbooks act than when the customer was last looked at. */
    boolean hasNewPlaybooks(Customer customer) {
        return customer.playbooks() != playbooks.fingerprint();
    }

    /**
     * After another customer was merged into them.
     *
     * @param request id of the request
     */
    void afterMerge(String id, Customer customer, String request, long now) {
        for (Scorer scorer : models.inForce()) {
            look(scorer, id, customer, now, now, Cause.MERGE, request, null);
        }
    }

    private void look(
            Scorer scorer,
            String id,
            Customer customer,
            long now,
            long at,
            Cause cause,
            @Nullable String causedBy,
            @Nullable CustomerEvent event) {
        SegmentChange change = place(scorer, id, customer, now, at, cause, causedBy);
        act(scorer, id, customer, event == null && change == null ? Happening.TIME : new Happening(event, change), now);
    }

    private @Nullable SegmentChange place(
            Scorer scorer, String id, Customer customer, long now, long at, Cause cause, @Nullable String causedBy) {
        String segmentation = scorer.model().segmentation();
        Membership before = customer.membership(segmentation);
        Assigner.Outcome outcome = Assigner.look(scorer, id, customer.state(), before, now, at, cause, causedBy);
        if (outcome.membership() != before) {
            customer.place(outcome.membership());
        }
        if (outcome.suppressed() != null) {
            metrics.suppressed(segmentation, outcome.suppressed());
        }
        SegmentChange change = outcome.change();
        if (change != null) {
            outbound.publish(change, before.outlook());
        }
        return change;
    }

    private void act(Scorer scorer, String id, Customer customer, Happening happening, long now) {
        String segmentation = scorer.model().segmentation();
        Decisions decisions = playbooks.decide(segmentation, id, customer, happening, now);
        for (Trigger trigger : decisions.triggers()) {
            outbound.publish(trigger, recommendations.of(trigger, customer.products()));
            outcomes.count(customer.followed().triggered(trigger.followed()));
        }
        decisions.suppressed().forEach(suppressed -> metrics.suppressed(segmentation, suppressed));
    }

    /** Whether the customer has been looked at with all models and playbooks there are. */
    boolean isUpToDate(Customer customer) {
        return !hasNewPlaybooks(customer)
                && models.inForce().stream()
                        .allMatch(scorer -> customer.membership(scorer.model().segmentation())
                                        .modelVersion()
                                == scorer.model().version());
    }

    /** Sets the timer anew. */
    void setTimer(String id, Customer customer, long now) {
        customer.playbooks(playbooks.fingerprint());
        long moves = Lapse.next(id, customer, models.inForce(), now);
        timers.set(id, customer, playbooks.next(id, customer, now, moves));
    }

    /** Sets a timer where there is none, or where time would now change something before the one there is. */
    void keepTimer(String id, Customer customer, long now) {
        if (customer.timer() == 0 || Lapse.movesBy(customer, models.inForce(), customer.timer())) {
            setTimer(id, customer, now);
        } else {
            timers.set(id, customer, playbooks.next(id, customer, now, customer.timer()));
        }
    }
}
