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
 * @param converted whether orders are put down to it of which something was kept
 * @param revenue money of those orders less what was returned of them, in ten-thousandths, zero or more
 * @param buyer whether the customer bought inside the window and kept something, whatever other triggers there were
 * @param spent money of all orders inside the window less what was returned of them, in ten-thousandths, zero or more
 * @param squares what it adds to the square of how many triggers of the strategy the customer has had, zero or more: 2n - 1 for
 *     the nth. Once customers of n and m triggers have become one, also the 2nm by which theirs fall short
 */
public record TriggerOutcome(
        boolean sent,
        boolean opened,
        boolean clicked,
        boolean accepted,
        boolean unsubscribed,
        boolean converted,
        long revenue,
        boolean buyer,
        long spent,
        long squares) {
    /** Nothing yet. */
    public static final TriggerOutcome NONE =
            new TriggerOutcome(false, false, false, false, false, false, 0, false, 0, 0);

    public TriggerOutcome {
        require("revenue", revenue);
        require("spent", spent);
        if (squares < 0) {
            throw new IllegalArgumentException("squares must be 0 or more, not " + squares);
        }
    }

    private static void require(String field, long amount) {
        if (amount < 0 || amount > Money.MOST) {
            throw new IllegalArgumentException(
                    "%s must be 0 to %d ten-thousandths, not %d".formatted(field, Money.MOST, amount));
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
                revenue,
                buyer,
                spent,
                squares);
    }

    /** The outcome with an order besides that is put down to the trigger. */
    TriggerOutcome with(AttributedOrder order) {
        return new TriggerOutcome(
                sent,
                opened,
                clicked,
                accepted,
                unsubscribed,
                converted || order.kept(),
                Math.min(Money.MOST, revenue + order.left()),
                buyer,
                spent,
                squares);
    }

    /** The outcome with an order inside the window besides, whichever trigger it is put down to. */
    TriggerOutcome followedBy(AttributedOrder order) {
        return new TriggerOutcome(
                sent,
                opened,
                clicked,
                accepted,
                unsubscribed,
                converted,
                revenue,
                buyer || order.kept(),
                Math.min(Money.MOST, spent + order.left()),
                squares);
    }

    /** The outcome of a trigger that is counted for more. */
    TriggerOutcome withSquares(long more) {
        return new TriggerOutcome(
                sent, opened, clicked, accepted, unsubscribed, converted, revenue, buyer, spent, squares + more);
    }

    void write(StateWriter out) {
        out.octet((sent ? 1 : 0)
                | (opened ? 2 : 0)
                | (clicked ? 4 : 0)
                | (accepted ? 8 : 0)
                | (unsubscribed ? 16 : 0)
                | (converted ? 32 : 0)
                | (buyer ? 64 : 0));
        out.whole(revenue);
        out.whole(spent);
        out.whole(squares);
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
                in.whole(),
                (marks & 64) != 0,
                in.whole(),
                in.whole());
    }
}
