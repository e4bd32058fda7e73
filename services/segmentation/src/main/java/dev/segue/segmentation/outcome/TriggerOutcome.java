package dev.segue.segmentation.outcome;

import dev.segue.segmentation.event.CampaignMessage;
import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;

/**
 * What has become of one trigger so far.
 *
 * @param sent whether its message was sent
 * @param opened whether it was opened, however often
 * @param clicked whether a link in it was followed
 * @param accepted whether the customer took the offer, as the campaign engine says
 * @param unsubscribed whether the customer opted out upon it
 * @param converted whether the customer bought inside the window and has not returned all of it
 * @param revenue what the customer bought inside the window less what they returned of it, in ten-thousandths, zero or more
 */
public record TriggerOutcome(
        boolean sent,
        boolean opened,
        boolean clicked,
        boolean accepted,
        boolean unsubscribed,
        boolean converted,
        long revenue) {
    /** Nothing yet. */
    public static final TriggerOutcome NONE = new TriggerOutcome(false, false, false, false, false, false, 0);

    public TriggerOutcome {
        if (revenue < 0 || revenue > Money.MOST) {
            throw new IllegalArgumentException(
                    "revenue must be 0 to %d ten-thousandths, not %d".formatted(Money.MOST, revenue));
        }
    }

    /** The outcome after something happened to the message. */
    TriggerOutcome with(CampaignMessage.Kind kind) {
        return new TriggerOutcome(
                sent || kind == CampaignMessage.Kind.SENT,
                opened || kind == CampaignMessage.Kind.OPENED,
                clicked || kind == CampaignMessage.Kind.CLICKED,
                accepted || kind == CampaignMessage.Kind.CONVERTED,
                unsubscribed || kind == CampaignMessage.Kind.UNSUBSCRIBED,
                converted,
                revenue);
    }

    /** The outcome with an order besides. */
    TriggerOutcome with(AttributedOrder order) {
        return new TriggerOutcome(
                sent,
                opened,
                clicked,
                accepted,
                unsubscribed,
                converted || order.kept(),
                Math.min(Money.MOST, revenue + order.left()));
    }

    void write(StateWriter out) {
        out.octet((sent ? 1 : 0)
                | (opened ? 2 : 0)
                | (clicked ? 4 : 0)
                | (accepted ? 8 : 0)
                | (unsubscribed ? 16 : 0)
                | (converted ? 32 : 0));
        out.whole(revenue);
    }

    static TriggerOutcome read(StateReader in) {
        int marks = in.octet();
        return new TriggerOutcome(
                (marks & 1) != 0,
                (marks & 2) != 0,
                (marks & 4) != 0,
                (marks & 8) != 0,
                (marks & 16) != 0,
                (marks & 32) != 0,
                in.whole());
    }
}
