package dev.segue.console.moves;

import dev.segue.avro.SegmentChanged;
import dev.segue.avro.StrategyTriggered;
import dev.segue.avro.TriggerOffer;
import dev.segue.console.models.SegmentNames;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Makes moves readable. Thread-safe. */
@Singleton
public final class MoveViews {
    private final Moves moves;
    private final SegmentNames names;

    MoveViews(Moves moves, SegmentNames names) {
        this.moves = moves;
        this.names = names;
    }

    /** A move for people. */
    public MoveView of(Move move) {
        return of(moves.decode(move));
    }

    /** A change or a trigger for people. */
    public MoveView of(SpecificRecord record) {
        return switch (record) {
            case SegmentChanged change -> of(change);
            case StrategyTriggered trigger -> of(trigger);
            default ->
                throw new IllegalArgumentException(
                        "neither a change nor a trigger: " + record.getSchema().getName());
        };
    }

    private MoveView of(SegmentChanged change) {
        String segmentation = change.getSegmentation();
        return new MoveView(
                change.getId(),
                "change",
                change.getUserId(),
                change.getTimestamp(),
                segmentation,
                names.of(segmentation, change.getFrom()),
                names.of(segmentation, change.getTo()),
                change.getCause().name(),
                change.getCausedBy(),
                change.getModelVersion(),
                change.getDistance(),
                change.getSecond() == null ? null : names.of(segmentation, change.getSecond()),
                change.getSecondDistance(),
                change.getExplanation().stream()
                        .map(part -> new MoveView.Contribution(
                                part.getFeature(), part.getValue(), part.getPrevious(), part.getContribution()))
                        .toList(),
                null,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
    }

    private MoveView of(StrategyTriggered trigger) {
        String segmentation = trigger.getSegmentation();
        return new MoveView(
                trigger.getId(),
                "trigger",
                trigger.getUserId(),
                trigger.getTimestamp(),
                segmentation,
                null,
                names.of(segmentation, trigger.getSegment()),
                null,
                trigger.getCausedBy(),
                null,
                null,
                null,
                null,
                List.of(),
                trigger.getStrategy(),
                trigger.getVariant(),
                trigger.getChannel(),
                trigger.getHoldout(),
                offer(trigger.getOffer()),
                trigger.getRecommendedProducts(),
                trigger.getExcludedProducts(),
                trigger.getReasons(),
                trigger.getExpiresAt(),
                trigger.getChangeId());
    }

    /** What is part of the offer, by its name in the contract. */
    private static Map<String, Object> offer(@Nullable TriggerOffer offer) {
        Map<String, Object> parts = new LinkedHashMap<>();
        if (offer != null) {
            for (var field : offer.getSchema().getFields()) {
                Object value = offer.get(field.pos());
                if (value != null) {
                    parts.put(field.name(), value);
                }
            }
        }
        return parts;
    }
}
