package dev.segue.segmentation.features;

import dev.segue.segmentation.event.CampaignMessage;
import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.event.Opinion;
import dev.segue.segmentation.event.Order;

/**
 * A customer's totals with recent events weighing more ({@link Decay}). All are as of {@link #at()}, the latest event that
 * counted; an older event joins with the weight it would have by then, so events may come in any order.
 */
public final class Decayed {
    /** The plain totals. */
    public enum Total {
        /** Orders placed. */
        ORDERS,
        /** Net money in currency units. */
        NET,
        /** Money of orders before any discount, in currency units. */
        LIST,
        /** Discounts given, in currency units. */
        DISCOUNT,
        /** Orders placed on a deal. */
        DEALS,
        /** Visits to site and app. */
        VISITS,
        /** Campaign messages sent. */
        SENT,
        /** Campaign messages opened. */
        OPENED,
        /** Campaign messages clicked. */
        CLICKED,
        /** Campaign offers accepted. */
        ACCEPTED,
        /** Net promoter scores, summed. */
        NPS,
        /** Net promoter scores given. */
        NPS_GIVEN,
        /** Satisfaction scores, summed. */
        CSAT,
        /** Satisfaction scores given. */
        CSAT_GIVEN,
        /** Complaints. */
        COMPLAINTS
    }

    private static final Total[] TOTALS = Total.values();

    private long at;
    private boolean any;
    private final double[] totals = new double[TOTALS.length];
    private final NamedAmounts categories = new NamedAmounts();
    private final NamedAmounts channels = new NamedAmounts();

    /** The moment the totals are as of, epoch milliseconds. */
    public long at() {
        return at;
    }

    /** A total as of {@link #at()}. */
    public double total(Total total) {
        return totals[total.ordinal()];
    }

    /** A total as of a later moment. */
    public double total(Total total, long now, Decay decay) {
        return total(total) * decay.remaining(Math.max(0, now - at));
    }

    /** One total over another, which time leaves as it is; NaN where the other is not above zero. */
    public double ratio(Total part, Total whole) {
        return total(whole) > 0 ? total(part) / total(whole) : Double.NaN;
    }

    /** Net spend by product category, before discounts on whole orders, in currency units. */
    public NamedAmounts categories() {
        return categories;
    }

    /** Orders by channel. */
    public NamedAmounts channels() {
        return channels;
    }

    void add(Order order, long value, long listValue, Decay decay) {
        double weight = weight(order.at(), decay);
        double sign = order.kind() == Order.Kind.REFUND ? -weight : weight;
        add(Total.NET, sign * Money.units(value));
        for (Order.Line line : order.lines()) {
            if (line.category() != null) {
                categories.add(line.category(), sign * Money.units(line.value()));
            }
        }
        if (order.kind() == Order.Kind.PURCHASE) {
            add(Total.ORDERS, weight);
            add(Total.LIST, weight * Money.units(listValue));
            add(Total.DISCOUNT, weight * Money.units(listValue - value));
            if (order.deal()) {
                add(Total.DEALS, weight);
            }
            if (order.channel() != null) {
                channels.add(order.channel(), weight);
            }
        }
    }

    void add(CampaignMessage message, Decay decay) {
        double weight = weight(message.at(), decay);
        switch (message.kind()) {
            case SENT -> add(Total.SENT, weight);
            case OPENED -> add(Total.OPENED, weight);
            case CLICKED -> add(Total.CLICKED, weight);
            case CONVERTED -> add(Total.ACCEPTED, weight);
            case DELIVERED, UNSUBSCRIBED, SUBSCRIBED -> {
                // None is a feature; they count towards nothing but having been seen.
            }
        }
    }

    void addVisit(long visitedAt, Decay decay) {
        add(Total.VISITS, weight(visitedAt, decay));
    }

    void add(Opinion opinion, Decay decay) {
        double weight = weight(opinion.at(), decay);
        switch (opinion.kind()) {
            case NPS -> {
                add(Total.NPS, weight * opinion.score());
                add(Total.NPS_GIVEN, weight);
            }
            case CSAT -> {
                add(Total.CSAT, weight * opinion.score());
                add(Total.CSAT_GIVEN, weight);
            }
            case COMPLAINT -> add(Total.COMPLAINTS, weight);
        }
    }

    /** Counts another customer's in. */
    void merge(Decayed other, Decay decay) {
        if (!other.any) {
            return;
        }
        // Moves the landmark, where the other's is later; or else is the weight of what is as of then.
        double weight = weight(other.at, decay);
        for (int i = 0; i < totals.length; i++) {
            totals[i] += weight * other.totals[i];
        }
        categories.merge(other.categories, weight);
        channels.merge(other.channels, weight);
    }

    private void add(Total total, double amount) {
        totals[total.ordinal()] += amount;
    }

    /** The weight of an item of a time, after moving the landmark there if it is the latest. */
    private double weight(long time, Decay decay) {
        if (!any) {
            any = true;
            at = time;
            return 1;
        }
        if (time <= at) {
            return decay.remaining(at - time);
        }
        double factor = decay.remaining(time - at);
        for (int i = 0; i < totals.length; i++) {
            totals[i] *= factor;
        }
        categories.scale(factor);
        channels.scale(factor);
        at = time;
        return 1;
    }

    void write(StateWriter out) {
        int present = any ? 1 : 0;
        for (int i = 0; i < totals.length; i++) {
            present |= totals[i] != 0 ? 2 << i : 0;
        }
        out.whole(present);
        if (!any) {
            return;
        }
        out.signed(at);
        for (double total : totals) {
            if (total != 0) {
                out.real(total);
            }
        }
        categories.write(out);
        channels.write(out);
    }

    void read(StateReader in) {
        long present = in.whole();
        any = (present & 1) != 0;
        if (!any) {
            return;
        }
        at = in.signed();
        for (int i = 0; i < totals.length; i++) {
            if ((present & 2L << i) != 0) {
                totals[i] = in.real();
            }
        }
        categories.read(in);
        channels.read(in);
    }
}
