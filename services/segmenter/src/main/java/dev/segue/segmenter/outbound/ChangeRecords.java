package dev.segue.segmenter.outbound;

import dev.segue.avro.FeatureContribution;
import dev.segue.avro.SegmentChanged;
import dev.segue.segmentation.assignment.SegmentChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
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
     * The headers of a change (CloudEvents Kafka binding, binary mode).
     *
     * @param source {@code ce_source}: who publishes it
     */
    public static Headers headers(SegmentChange change, String source) {
        Headers headers = new RecordHeaders();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", change.id());
        put(headers, "ce_source", source);
        put(headers, "ce_type", TYPE);
        put(headers, "ce_time", Instant.ofEpochMilli(change.at()).toString());
        put(headers, "content-type", "application/avro");
        return headers;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Double present(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
