package dev.segue.segmenter.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.segmentation.assignment.Membership;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.Lifetime;
import dev.segue.segmentation.value.ValueModel;
import dev.segue.segmenter.lookup.Predictions;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A member of a segment, as others see them.
 *
 * @param customerId who
 * @param since when they entered the segment
 * @param orders how many they placed
 * @param netRevenue what they spent, less what came back
 * @param lastPurchase when they placed the latest; null where they placed none
 * @param clv what they are expected to spend; null where nothing predicts, or nothing of who has not bought
 * @param churn probability that they have dropped out, 0 to 1; null as above
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record MemberView(
        String customerId,
        Instant since,
        long orders,
        BigDecimal netRevenue,
        @Nullable Instant lastPurchase,
        @Nullable BigDecimal clv,
        @Nullable Double churn)
        implements Listed {

    /** @param now the moment predictions are computed for, epoch milliseconds */
    static MemberView of(
            String id, Customer customer, Membership membership, @Nullable ValueModel value, long now, Decay decay) {
        Lifetime lifetime = customer.state().lifetime();
        // Never before the customer's own last event, which may be ahead of the clock of another task.
        long moment = Math.max(now, customer.state().decayed().at());
        Predictions predictions = Predictions.of(value, customer.state(), moment, decay);
        return new MemberView(
                id,
                Instant.ofEpochMilli(membership.since()),
                lifetime.orders(),
                Money.decimal(lifetime.net()),
                lifetime.orders() == 0 ? null : Instant.ofEpochMilli(lifetime.lastPurchase()),
                predictions == null ? null : predictions.predictedClv(),
                predictions == null ? null : (Double) predictions.churnProbability());
    }
}
