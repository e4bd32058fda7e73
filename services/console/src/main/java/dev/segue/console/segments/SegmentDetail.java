package dev.segue.console.segments;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.segue.console.models.SegmentRef;
import dev.segue.console.outcomes.OutcomeRow;
import dev.segue.console.products.ProductLift;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * All there is to know of a segment.
 *
 * @param segment at a glance
 * @param features what makes it different, the strongest first
 * @param kpis what its customers did in the range asked for
 * @param days day by day
 * @param lineage where it comes from, and what became of it
 * @param products what its customers buy more than others do, the strongest first
 * @param outcomes what became of the strategies for it
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SegmentDetail(
        @JsonUnwrapped SegmentCard segment,
        List<FeatureProfile> features,
        KpiView kpis,
        List<Day> days,
        List<LineageEvent> lineage,
        List<ProductLift> products,
        List<OutcomeRow> outcomes) {

    /**
     * A feature of the segment against all customers.
     *
     * @param feature name
     * @param mean over its sampled customers who have it; null where none has
     * @param populationMean over all segments, weighted by size; null where nobody has it
     * @param z how far the mean lies from that of all, in standard deviations of all; null where no report is kept
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record FeatureProfile(
            String feature,
            @Nullable Double mean,
            @Nullable Double populationMean,
            @Nullable Double z) {}

    /** What happened on a day, and how many customers there were at its end. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Day(String day, long size, long orders, BigDecimal netRevenue, long inflow, long outflow) {}

    /** What a version of the model made of the segment. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record LineageEvent(long version, Instant trainedAt, String kind, List<SegmentRef> related) {}
}
