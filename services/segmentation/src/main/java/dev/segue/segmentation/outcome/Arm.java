package dev.segue.segmentation.outcome;

import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.math.BigInteger;

/**
 * How many triggers there were and what became of them. Sums only, so arms of several tasks add up exactly, whatever their
 * order. A part of a sum may be negative: when customers of two tasks become one, an outcome can be taken back in one task
 * that was counted in the other. Sums over all tasks are not, but for a moment: see {@link #addsUp()}.
 *
 * @param trials triggers
 * @param squares sum over triggers of {@link TriggerOutcome#squares()}: of all arms of a strategy's one side, the sum over customers
 *     of the square of how many triggers they had; of some of those arms, that or more
 * @param sent of those, whose message was sent
 * @param opened of those, whose message was opened
 * @param clicked of those, in whose message a link was followed
 * @param accepted of those, whose offer was taken, as the campaign engine says
 * @param unsubscribed of those, upon which the customer opted out
 * @param conversions of those, to which orders are put down of which something was kept; an order counts for one trigger
 * @param revenue sum of what is put down to them, in ten-thousandths
 * @param buyers of those, inside whose window the customer bought and kept something, whatever other triggers there were
 * @param spent sum of what was bought and kept inside their windows, in ten-thousandths
 * @param spentSquares sum over triggers of the square of that, in ten-thousandths squared
 */
public record Arm(
        long trials,
        long squares,
        long sent,
        long opened,
        long clicked,
        long accepted,
        long unsubscribed,
        long conversions,
        BigInteger revenue,
        long buyers,
        BigInteger spent,
        BigInteger spentSquares) {
    /** No triggers. */
    public static final Arm EMPTY =
            new Arm(0, 0, 0, 0, 0, 0, 0, 0, BigInteger.ZERO, 0, BigInteger.ZERO, BigInteger.ZERO);

    /** Both together. */
    public Arm plus(Arm other) {
        return new Arm(
                trials + other.trials,
                squares + other.squares,
                sent + other.sent,
                opened + other.opened,
                clicked + other.clicked,
                accepted + other.accepted,
                unsubscribed + other.unsubscribed,
                conversions + other.conversions,
                revenue.add(other.revenue),
                buyers + other.buyers,
                spent.add(other.spent),
                spentSquares.add(other.spentSquares));
    }

    /** The arm after a change of one of its triggers. */
    public Arm with(OutcomeChange change) {
        TriggerOutcome before = change.before() == null ? TriggerOutcome.NONE : change.before();
        TriggerOutcome after = change.after();
        return new Arm(
                change.before() == null ? trials + 1 : trials,
                squares + after.squares() - before.squares(),
                sent + difference(before.sent(), after.sent()),
                opened + difference(before.opened(), after.opened()),
                clicked + difference(before.clicked(), after.clicked()),
                accepted + difference(before.accepted(), after.accepted()),
                unsubscribed + difference(before.unsubscribed(), after.unsubscribed()),
                conversions + difference(before.converted(), after.converted()),
                revenue.add(BigInteger.valueOf(after.revenue() - before.revenue())),
                buyers + difference(before.buyer(), after.buyer()),
                spent.add(BigInteger.valueOf(after.spent() - before.spent())),
                spentSquares.add(square(after.spent())).subtract(square(before.spent())));
    }

    private static int difference(boolean before, boolean after) {
        return (after ? 1 : 0) - (before ? 1 : 0);
    }

    private static BigInteger square(long money) {
        BigInteger amount = BigInteger.valueOf(money);
        return amount.multiply(amount);
    }

    /**
     * Whether it can be a whole. A sum of parts of several tasks may not be for a moment: after a merge an outcome may be published
     * by one task while its trigger is not yet by the other.
     */
    public boolean addsUp() {
        return buyers >= 0
                && buyers <= trials
                && squares >= trials
                && spreadNumerator().signum() >= 0;
    }

    /**
     * Whether all are the first of the strategy for their customer. Those treated and those held out are alike then, also within one
     * segment; from the second on, what was done may have changed who is triggered where.
     */
    public boolean firstTriggersOnly() {
        return squares == trials;
    }

    /** Buyers a trigger, 0 to 1; NaN where there are no triggers, or it does not add up. */
    public double buyingRate() {
        return trials == 0 || !addsUp() ? Double.NaN : (double) buyers / trials;
    }

    /**
     * How many triggers of as many customers would tell as much, were all triggers of one customer to end alike (Kish, 1965,
     * Survey Sampling): as many as there are where each customer has one, and fewer where some have several. NaN where there
     * are none.
     */
    double effectiveTrials() {
        return (double) trials * trials / squares;
    }

    /** What is spent a trigger, in ten-thousandths; NaN where there are no triggers. */
    double meanSpent() {
        return spent.doubleValue() / trials;
    }

    /**
     * Mean of the squared distances from {@link #meanSpent()}, in ten-thousandths squared; NaN where there are no triggers.
     * The numerator is exact, so nothing is lost where all are alike.
     */
    double spentSpread() {
        return spreadNumerator().doubleValue() / trials / trials;
    }

    private BigInteger spreadNumerator() {
        return BigInteger.valueOf(trials).multiply(spentSquares).subtract(spent.multiply(spent));
    }

    /** Writes it. */
    public void write(StateWriter out) {
        out.signed(trials);
        out.signed(squares);
        out.signed(sent);
        out.signed(opened);
        out.signed(clicked);
        out.signed(accepted);
        out.signed(unsubscribed);
        out.signed(conversions);
        out.big(revenue);
        out.signed(buyers);
        out.big(spent);
        out.big(spentSquares);
    }

    /** Reads what {@link #write} wrote. */
    public static Arm read(StateReader in) {
        return new Arm(
                in.signed(),
                in.signed(),
                in.signed(),
                in.signed(),
                in.signed(),
                in.signed(),
                in.signed(),
                in.signed(),
                in.big(),
                in.signed(),
                in.big(),
                in.big());
    }
}
