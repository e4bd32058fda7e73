package dev.segue.segmentation.outcome;

import dev.segue.segmentation.event.CampaignMessage;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.event.Opinion;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.event.ProfileUpdate;
import dev.segue.segmentation.event.SiteVisit;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer's triggers whose outcomes are followed. It stays in its bytes until something happens that may be put down to a
 * trigger, as most of what happens cannot: an order is remembered only if it was placed after the first trigger and before the
 * last window closes; of a later one it is only seen whether it is more of such an order. One from before the first trigger can be put down to none, be it delivered before that trigger or after;
 * where years of orders are worked off, that is most of them. Mutable; one thread.
 */
public final class FollowedTriggers {
    private static final byte[] NOTHING = {};

    private byte[] bytes;
    private @Nullable Attribution read;

    /** When the first window opened, and when the last one closes; epoch milliseconds. */
    private long since;

    private long until;

    /** Nothing to follow. */
    public FollowedTriggers() {
        this(NOTHING, Long.MAX_VALUE, Long.MIN_VALUE);
    }

    private FollowedTriggers(byte[] bytes, long since, long until) {
        this.bytes = bytes;
        this.since = since;
        this.until = until;
    }

    /** Begins to follow a trigger. */
    public List<OutcomeChange> triggered(Trigger trigger) {
        since = Math.min(since, trigger.at());
        until = Math.max(until, trigger.at() + trigger.window());
        return attribution().triggered(trigger);
    }

    /** Takes in what the customer did. The caller has made sure that it is no duplicate. */
    public List<OutcomeChange> take(CustomerEvent event) {
        if (isEmpty()) {
            return List.of();
        }
        return switch (event) {
            case Order order
            when order.kind() == Order.Kind.REFUND -> attribution().returned(order.order(), order.at(), order.value());
            case Order order
            when order.at() > since && order.at() <= until ->
                attribution().bought(order.order(), order.at(), order.value());
            case Order order
            when order.at() > until -> attribution().boughtMore(order.order(), order.at(), order.value());
            case CampaignMessage message
            when message.trigger() != null -> attribution().message(message.trigger(), message.kind());
            case Order order -> List.of();
            case CampaignMessage message -> List.of();
            case ProfileUpdate update -> List.of();
            case SiteVisit visit -> List.of();
            case Opinion opinion -> List.of();
        };
    }

    /** Takes in what is followed of another customer, who turned out to be this one; see {@link Attribution#merge}. */
    public List<OutcomeChange> merge(FollowedTriggers other) {
        if (other.isEmpty()) {
            return List.of();
        }
        since = Math.min(since, other.since);
        until = Math.max(until, other.until);
        return attribution().merge(other.attribution());
    }

    private boolean isEmpty() {
        return read == null ? bytes.length == 0 : read.isEmpty();
    }

    private Attribution attribution() {
        if (read == null) {
            read = bytes.length == 0 ? new Attribution() : Attribution.read(new StateReader(bytes));
        }
        return read;
    }

    /** Writes them; one octet where there are none. */
    public void write(StateWriter out) {
        if (read != null) {
            StateWriter apart = new StateWriter();
            read.write(apart);
            bytes = apart.bytes();
        }
        out.octets(bytes);
        if (bytes.length > 0) {
            out.signed(since);
            out.whole(until - since);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static FollowedTriggers read(StateReader in) {
        byte[] bytes = in.octets();
        if (bytes.length == 0) {
            return new FollowedTriggers();
        }
        long since = in.signed();
        return new FollowedTriggers(bytes, since, since + in.whole());
    }
}
