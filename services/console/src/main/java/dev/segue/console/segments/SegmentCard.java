package dev.segue.console.segments;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.console.models.SegmentRef;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.util.List;

/**
 * A segment at a glance.
 *
 * @param id stable id
 * @param slug short name
 * @param label name for people
 * @param colour see {@link SegmentRef}
 * @param pattern see {@link SegmentRef}
 * @param live whether the model in force has it
 * @param size customers in it
 * @param share of all customers who are in a segment, 0 to 1
 * @param trend its size at the end of each of the last days that anything was counted on, 30 at most
 * @param inflow customers who came on the last day counted
 * @param outflow customers who left on the last day counted
 * @param netRevenue money of all orders less returns while their customers were in it, in currency units
 * @param orders number of those orders
 * @param aov mean money of an order; null without orders
 * @param clv mean of what its customers are expected to spend over the value model's horizon; null where nothing is predicted
 * @param clvCustomers of how many customers something is predicted
 * @param churn share of those who more likely than not buy no more, 0 to 1; null where nothing is predicted
 * @param strategies those that fired most for it, three at most
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SegmentCard(
        @Nullable String id,
        String slug,
        String label,
        int colour,
        int pattern,
        boolean live,
        long size,
        double share,
        List<SizeOfDay> trend,
        long inflow,
        long outflow,
        BigDecimal netRevenue,
        long orders,
        @Nullable BigDecimal aov,
        @Nullable BigDecimal clv,
        long clvCustomers,
        @Nullable Double churn,
        List<String> strategies) {

    /**
     * A segment's size at the end of a day.
     *
     * @param day ISO 8601 date
     * @param size customers
     */
    @Serdeable
    public record SizeOfDay(String day, long size) {}
}
