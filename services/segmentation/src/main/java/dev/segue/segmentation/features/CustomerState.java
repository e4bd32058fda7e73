package dev.segue.segmentation.features;

import dev.segue.segmentation.event.CampaignMessage;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.event.Opinion;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.event.ProfileUpdate;
import dev.segue.segmentation.event.SiteVisit;

/**
 * What Segue keeps of a customer's events, in constant space: exact lifetime totals, the days
 * bought on, decayed totals, profile traits, and the
 * fingerprints of the latest events. Events may be applied in any order: the outcome is the same but for the rounding of
 * the decayed totals. Mutable; one thread.
 */
public final class CustomerState {
    /** How many purchases are remembered here before the older ones have to be remembered elsewhere. */
    public static final int RECENT_PURCHASES = 32;

    /**
     * How many other events are remembered at most. The horizon within which their duplicates are dropped is half of it at
     * least, as the older half is forgotten when it is reached.
     */
    public static final int RECENT_OTHERS = 64;

    private static final long[] NONE = {};

    private final Lifetime lifetime = new Lifetime();
    private final PurchaseDays purchaseDays = new PurchaseDays();
    private final Decayed decayed = new Decayed();
    private final Traits traits = new Traits();
    private final RecentIds recentPurchases = new RecentIds(RECENT_PURCHASES);
    private final RecentIds recentOthers = new RecentIds(RECENT_OTHERS);
    private boolean purchasesElsewhere;

    /** Exact totals. */
    public Lifetime lifetime() {
        return lifetime;
    }

    /** Days the customer bought on. */
    public PurchaseDays purchaseDays() {
        return purchaseDays;
    }

    /** Decayed totals. */
    public Decayed decayed() {
        return decayed;
    }

    /** Profile traits. */
    public Traits traits() {
        return traits;
    }

    /** Orders the features rest on; what flap control calls evidence. */
    public long evidence() {
        return lifetime.orders();
    }

    /** Whether an event is one of the latest. */
    public boolean remembers(CustomerEvent event) {
        long id = EventIds.fingerprint(event.id());
        return event instanceof Order ? recentPurchases.contains(id) : recentOthers.contains(id);
    }

    /** Whether fingerprints of older purchases left this state, so that a purchase may be a duplicate of one of them. */
    public boolean purchasesElsewhere() {
        return purchasesElsewhere;
    }

    /**
     * Takes an event in. The caller has made sure that it is no duplicate.
     *
     * @return fingerprints of purchases that leave this state and must be remembered elsewhere; mostly none
     * @throws ArithmeticException when the order's value or a lifetime total does not fit; nothing is changed then
     */
    public long[] apply(CustomerEvent event, Decay decay) {
        switch (event) {
            case Order order -> {
                // Everything that may not fit is computed before anything is changed.
                long value = order.value();
                long listValue = order.listValue();
                lifetime.add(order, value);
                if (order.kind() == Order.Kind.PURCHASE) {
                    purchaseDays.add(order.at(), value);
                }
                decayed.add(order, value, listValue, decay);
                long[] left = recentPurchases.add(EventIds.fingerprint(order.id()));
                purchasesElsewhere |= left.length > 0;
                return left;
            }
            case CampaignMessage message -> decayed.add(message, decay);
            case SiteVisit visit -> decayed.addVisit(visit.at(), decay);
            case Opinion opinion -> decayed.add(opinion, decay);
            case ProfileUpdate update -> traits.add(update);
        }
        recentOthers.add(EventIds.fingerprint(event.id()));
        return NONE;
    }

    /**
     * Takes another customer's state in, as if all events had been of one customer. The outcome is exactly that, but for the
     * rounding of the decayed totals and for what the bounds on memory have made either state forget: days bought on of which
     * one of them knows only the number may count twice ({@link PurchaseDays}), and of the events other than purchases
     * the latest {@value #RECENT_OTHERS} of both together are remembered. An event that both states have taken in counts twice.
     *
     * @param other stays as it is
     * @return fingerprints of purchases that must be remembered elsewhere, as those the other state has left elsewhere must be
     * @throws ArithmeticException when a lifetime total does not fit; nothing is changed then
     */
    public long[] merge(CustomerState other, Decay decay) {
        lifetime.merge(other.lifetime);
        purchaseDays.merge(other.purchaseDays);
        decayed.merge(other.decayed, decay);
        traits.merge(other.traits);
        recentOthers.merge(other.recentOthers);
        long[] left = recentPurchases.merge(other.recentPurchases);
        purchasesElsewhere |= other.purchasesElsewhere || left.length > 0;
        return left;
    }

    /** Writes the state. */
    public void write(StateWriter out) {
        lifetime.write(out);
        purchaseDays.write(out);
        decayed.write(out);
        traits.write(out);
        recentPurchases.write(out);
        recentOthers.write(out);
        out.octet(purchasesElsewhere ? 1 : 0);
    }

    /** Reads what {@link #write} wrote, into a new state. */
    public static CustomerState read(StateReader in) {
        CustomerState state = new CustomerState();
        state.lifetime.read(in);
        state.purchaseDays.read(in, state.lifetime.gross());
        state.decayed.read(in);
        state.traits.read(in);
        state.recentPurchases.read(in);
        state.recentOthers.read(in);
        state.purchasesElsewhere = in.octet() == 1;
        return state;
    }
}
