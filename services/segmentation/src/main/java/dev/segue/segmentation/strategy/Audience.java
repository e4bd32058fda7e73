package dev.segue.segmentation.strategy;

import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.value.ValueModel;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Whom a condition holds for, made ready to ask of many customers. Immutable and safe to share between threads. */
public final class Audience {
    private final Condition condition;
    private final Casting casting;
    private final KnownFeatures features;

    /**
     * @param casting the role of each segment, for conditions that name roles
     * @param value what predicts; null where nothing does, and no comparison of a prediction holds
     * @param decay the decay customers' states are kept with
     */
    public Audience(Condition condition, Casting casting, @Nullable ValueModel value, Decay decay) {
        this.condition = condition;
        this.casting = casting;
        this.features = new KnownFeatures(condition.featureNames(), value, decay);
    }

    /**
     * Whether a customer is among them.
     *
     * @param customer customer id
     * @param segment id of the segment the customer is in; null for none
     * @param now the moment, epoch milliseconds; not before the customer's last event
     */
    public boolean includes(String customer, CustomerState state, @Nullable String segment, long now) {
        // No condition asks for the date, so where days begin does not matter.
        return condition.holds(new Situation(customer, state, casting.role(segment), now, ZoneOffset.UTC, features));
    }
}
