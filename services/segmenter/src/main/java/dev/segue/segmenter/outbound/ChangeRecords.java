package dev.segue.segmenter.outbound;

import dev.segue.avro.FeatureContribution;
import dev.segue.avro.SegmentChanged;
import dev.segue.segmentation.assignment.SegmentChange;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A segment change as it travels: the record, and CloudEvents headers so that nobody has to decode it to filter. */
public final class ChangeRecords {
    /** Header {@code ce_type} of a change. */
    public static final String TYPE = "dev.segue.SegmentChanged";

    private ChangeRecords() {}

    /** The record of a change. */
    public static SegmentChanged record(SegmentChange change) {
        return SegmentChanged.newBuilder()
                .setId(change.id())
                .setUserId(change.customer())
                .setTimestamp(Instant.ofEpochMilli(change.at()))
                .setSegmentation(change.segmentation())
                .setFrom(change.from())
                .setTo(change.to())
                .setFromSlug(change.fromSlug())
                .setToSlug(change.toSlug())
                .setCause(dev.segue.avro.Cause.valueOf(change.cause().name()))
                .setCausedBy(change.causedBy())
                .setModelVersion(change.modelVersion())
                .setDistance(present(change.distance()))
                .setSecond(change.second())
                .setSecondDistance(present(change.secondDistance()))
                .setExplanation(change.explanation().stream()
                        .map(c -> new FeatureContribution(
                                c.feature(), present(c.value()), present(c.previous()), c.contribution()))
                        .toList())
                .build();
    }

    /**
     * The headers of a change.
     *
     * @param source {@code ce_source}: who publishes it
     */
    public static Headers headers(SegmentChange change, String source) {
        return CloudEventHeaders.of(change.id(), source, TYPE, change.at());
    }

    private static @Nullable Double present(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
