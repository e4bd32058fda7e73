package dev.segue.console.moves;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.console.models.SegmentRef;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A segment change or a strategy's trigger, for people; what only the other kind has is null or empty.
 *
 * @param id deterministic id, as in header {@code ce_id}
 * @param type {@code change} or {@code trigger}
 * @param customerId who
 * @param at event time
 * @param segmentation the segmentation
 * @param from the segment left
 * @param to the segment entered, or a trigger's customer's
 * @param cause why the customer moved
 * @param causedBy id of the event behind it; null where time is
 * @param modelVersion version of the model that decided
 * @param distance to the segment entered
 * @param second the next nearest segment
 * @param secondDistance distance to it
 * @param explanation the features that decided, the strongest first
 * @param strategy the strategy
 * @param variant its variant
 * @param channel channel to use
 * @param holdout whether the customer is left alone, to compare with
 * @param offer what is offered
 * @param recommended products to push
 * @param excluded products to leave out
 * @param reasons why it fired, for people
 * @param expiresAt not to be acted upon after
 * @param changeId id of the change behind it
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MoveView(
        String id,
        String type,
        String customerId,
        Instant at,
        String segmentation,
        @Nullable SegmentRef from,
        @Nullable SegmentRef to,
        @Nullable String cause,
        @Nullable String causedBy,
        @Nullable Long modelVersion,
        @Nullable Double distance,
        @Nullable SegmentRef second,
        @Nullable Double secondDistance,
        List<Contribution> explanation,
        @Nullable String strategy,
        @Nullable String variant,
        @Nullable String channel,
        @Nullable Boolean holdout,
        Map<String, Object> offer,
        List<String> recommended,
        List<String> excluded,
        List<String> reasons,
        @Nullable Instant expiresAt,
        @Nullable String changeId) {

    /** Whether it says something of the customer's profile. */
    public boolean isPersonal() {
        return !reasons.isEmpty() || explanation.stream().anyMatch(part -> Personal.is(part.feature()));
    }

    /** The same for who may not see customers' profiles: a contribution tells the value too, and reasons may quote it in words. */
    public MoveView withoutProfile() {
        return new MoveView(
                id,
                type,
                customerId,
                at,
                segmentation,
                from,
                to,
                cause,
                causedBy,
                modelVersion,
                distance,
                second,
                secondDistance,
                explanation.stream()
                        .filter(part -> !Personal.is(part.feature()))
                        .toList(),
                strategy,
                variant,
                channel,
                holdout,
                offer,
                recommended,
                excluded,
                List.of(),
                expiresAt,
                changeId);
    }

    /** What a feature had to do with a change. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Contribution(
            String feature,
            @Nullable Double value,
            @Nullable Double previous,
            double contribution) {}
}
