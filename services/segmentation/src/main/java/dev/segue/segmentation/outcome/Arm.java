package dev.segue.segmentation.outcome;

import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.math.BigInteger;

/**
 * How many triggers there were and what became of them. Sums only, so arms of several tasks add up exactly, whatever their
 * order. A part of a sum may be negative: when customers of two tasks become one, an outcome can be taken back in one task
 * that was counted in the other. Sums over all tasks are not.
 *
 * @param trials triggers
 * @param sent of those, whose message was sent
 * @param opened of those, whose message was opened
 * @param clicked of those, in whose message a link was followed
 * @param accepted of those, whose offer was taken, as the campaign engine says
 * @param unsubscribed of those, upon which the customer opted out
 * @param conversions of those, inside whose window the customer bought and kept something
 * @param revenue sum of their revenues, in ten-thousandths
 * @param revenueSquares sum of the squares of their revenues, in ten-thousandths squared
 */
public record Arm(
        long trials,
        long sent,
        long opened,
        long clicked,
        long accepted,
        long unsubscribed,
        long conversions,
        BigInteger revenue,
        BigInteger revenueSquares) {
    /** No triggers. */
    public static final Arm EMPTY = new Arm(0, 0, 0, 0, 0, 0, 0, BigInteger.ZERO, BigInteger.ZERO);

    /** Both together. */
    public Arm plus(Arm other) {
        return new Arm(
                trials + other.trials,
                sent + other.sent,
                opened + other.opened,
                clicked + other.clicked,
                accepted + other.accepted,
                unsubscribed + other.unsubscribed,
                conversions + other.conversions,
                revenue.add(other.revenue),
                revenueSquares.add(other.revenueSquares));
    }

    /** The arm after a change of one of its triggers. */
    public Arm with(OutcomeChange change) {
        TriggerOutcome before = change.before() == null ? TriggerOutcome.NONE : change.before();
        TriggerOutcome after = change.after();
        return new Arm(
                change.before() == null ? trials + 1 : trials,
                sent + difference(before.sent(), after.sent()),
                opened + difference(before.opened(), after.opened()),
                clicked + difference(before.clicked(), after.clicked()),
                accepted + difference(before.accepted(), after.accepted()),
                unsubscribed + difference(before.unsubscribed(), after.unsubscribed()),
                conversions + difference(before.converted(), after.converted()),
                revenue.add(BigInteger.valueOf(after.revenue() - before.revenue())),
                revenueSquares.add(square(after.revenue())).subtract(square(before.revenue())));
    }

    private static int difference(boolean before, boolean after) {
        return (after ? 1 : 0) - (before ? 1 : 0);
    }

    private static BigInteger square(long revenue) {
        BigInteger amount = BigInteger.valueOf(revenue);
        return amount.multiply(amount);
    }

    /** Conversions a trigger, 0 to 1; NaN where there are no triggers. */
    public double conversionRate() {
        return trials == 0 ? Double.NaN : (double) conversions / trials;
    }

    /** Mean revenue of a trigger, in ten-thousandths; NaN where there are no triggers. */
    double meanRevenue() {
        return revenue.doubleValue() / trials;
    }

    /**
     * Sample variance of the triggers' revenues, in ten-thousandths squared; NaN for fewer than two triggers. The numerator
     * is exact, so nothing is lost where all revenues are alike.
     */
    double revenueVariance() {
        BigInteger n = BigInteger.valueOf(trials);
        BigInteger numerator = n.multiply(revenueSquares).subtract(revenue.multiply(revenue));
        return trials < 2 ? Double.NaN : numerator.doubleValue() / trials / (trials - 1);
    }

    /** Writes it. */
    public void write(StateWriter out) {
        out.signed(trials);
        out.signed(sent);
        out.signed(opened);
        out.signed(clicked);
        out.signed(accepted);
        out.signed(unsubscribed);
        out.signed(conversions);
        out.big(revenue);
        out.big(revenueSquares);
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
                in.big(),
                in.big());
    }
}
