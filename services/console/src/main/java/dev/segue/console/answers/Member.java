package dev.segue.console.answers;

import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A member of a segment.
 *
 * @param customerId who
 * @param since when they entered the segment
 * @param orders how many they placed
 * @param netRevenue what they spent, less what came back, in currency units
 * @param lastPurchase when they placed the latest; null where they placed none
 * @param clv what they are expected to spend, in currency units; null where nothing is predicted
 * @param churn probability that they have dropped out, 0 to 1; null where nothing is predicted
 */
public record Member(
        String customerId,
        Instant since,
        long orders,
        BigDecimal netRevenue,
        @Nullable Instant lastPurchase,
        @Nullable BigDecimal clv,
        @Nullable Double churn) {}
