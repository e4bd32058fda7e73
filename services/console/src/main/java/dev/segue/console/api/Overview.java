package dev.segue.console.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.console.live.LagBrief;
import dev.segue.console.live.Rates;
import dev.segue.console.operations.Latency;
import dev.segue.console.segments.SegmentCard;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * The first page.
 *
 * @param segmentation the segmentation
 * @param asOf now, on the clock the segmenter goes by
 * @param model the model in force
 * @param customers customers who are in a segment
 * @param currency ISO 4217 code of all amounts
 * @param netRevenue money of all orders less returns, counted since the first model, in currency units
 * @param reachesBackTo event time of the oldest change that is held; null where none is
 * @param rates how much goes on
 * @param lag how far the segmenter is behind
 * @param latency within how long changes are seen; null where none was lately
 * @param deadLetters input records that could not be used
 * @param segments every segment at a glance
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record Overview(
        String segmentation,
        Instant asOf,
        ModelBrief model,
        long customers,
        String currency,
        BigDecimal netRevenue,
        @Nullable Instant reachesBackTo,
        Rates rates,
        LagBrief lag,
        Latency.@Nullable Brief latency,
        long deadLetters,
        List<SegmentCard> segments) {

    /**
     * A model in a line.
     *
     * @param version the version in force
     * @param trainedAt when it was trained
     * @param heldVersion the version that waits for a person; null where none does
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ModelBrief(
            long version, Instant trainedAt, @Nullable Long heldVersion) {}
}
