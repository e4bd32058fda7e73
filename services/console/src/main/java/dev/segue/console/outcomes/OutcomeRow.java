package dev.segue.console.outcomes;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.console.models.SegmentRef;
import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.outcome.Arm;
import dev.segue.segmentation.outcome.Interval;
import dev.segue.segmentation.outcome.Uplift;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What became of a strategy's triggers. All counts are of triggers; those of what became of them are of the ones acted upon, unless
 * they say otherwise. The names are those of {@code segue outcomes --json}.
 *
 * @param strategy the strategy
 * @param segment for the customers of one segment; null for all
 * @param current whether the segment still means what it meant then; true for all
 * @param variant of one variant; null for all
 * @param triggers acted upon
 * @param heldOut left alone, to compare with
 * @param sent of those, whose message was sent
 * @param opened of those, whose message was opened
 * @param clicked of those, in whose message a link was followed
 * @param accepted of those, whose offer was taken, as the campaign engine says
 * @param unsubscribed of those, upon which the customer opted out
 * @param converted of those, to which orders are put down of which something was kept
 * @param revenue money of those orders less what was returned of them, in currency units
 * @param buyers of those, after which the customer bought inside the window at all
 * @param heldOutBuyers the same of those left alone
 * @param addsUp false for a moment, where what one partition counted belongs to what another has not published yet
 * @param firstTriggersOnly whether no customer is counted with more than their first trigger of the strategy; where it is false, a
 *     segment's row may compare customers who are not alike, as what was done moves some of them to other segments
 * @param uplift difference of the two rates, in percentage points; null where there is nobody to compare with, it does not add up,
 *     and for a variant
 * @param spending difference of what is spent a trigger, in currency units; null as above
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record OutcomeRow(
        String strategy,
        @Nullable SegmentRef segment,
        boolean current,
        @Nullable String variant,
        long triggers,
        long heldOut,
        long sent,
        long opened,
        long clicked,
        long accepted,
        long unsubscribed,
        long converted,
        BigDecimal revenue,
        long buyers,
        long heldOutBuyers,
        boolean addsUp,
        boolean firstTriggersOnly,
        @Nullable Points uplift,
        @Nullable Spending spending) {

    /** The row of triggers acted upon and of those held out. */
    static OutcomeRow of(
            String strategy,
            @Nullable SegmentRef segment,
            boolean current,
            @Nullable String variant,
            Arm treated,
            Arm holdout) {
        Optional<Uplift> uplift = Uplift.of(treated, holdout);
        return new OutcomeRow(
                strategy,
                segment,
                current,
                variant,
                treated.trials(),
                holdout.trials(),
                treated.sent(),
                treated.opened(),
                treated.clicked(),
                treated.accepted(),
                treated.unsubscribed(),
                treated.conversions(),
                new BigDecimal(treated.revenue(), Money.SCALE),
                treated.buyers(),
                holdout.buyers(),
                treated.addsUp() && holdout.addsUp(),
                treated.firstTriggersOnly() && holdout.firstTriggersOnly(),
                uplift.map(Uplift::buying).map(Points::of).orElse(null),
                uplift.map(Uplift::spending).map(Spending::of).orElse(null));
    }

    /** Percentage points, with their 95 % confidence interval. */
    @Serdeable
    public record Points(double points, double low, double high) {
        private static final double HUNDRED = 100;

        static Points of(Interval interval) {
            return new Points(HUNDRED * interval.estimate(), HUNDRED * interval.low(), HUNDRED * interval.high());
        }
    }

    /** A difference of money, with its 95 % confidence interval. */
    @Serdeable
    public record Spending(double difference, double low, double high) {
        static Spending of(Interval interval) {
            return new Spending(interval.estimate(), interval.low(), interval.high());
        }
    }
}
