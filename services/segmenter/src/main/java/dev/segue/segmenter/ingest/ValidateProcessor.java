package dev.segue.segmenter.ingest;

import dev.segue.segmenter.outbound.Nodes;
import dev.segue.segmenter.service.SegmenterMetrics;
import dev.segue.segmenter.tracing.Tracing;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Lets validated events and requests through to the customer; sends everything else to the dead letters. */
public final class ValidateProcessor extends ContextualProcessor<byte @Nullable [], byte @Nullable [], Object, Object> {
    private final EventReader reader;
    private final SegmenterMetrics metrics;
    private final Tracing tracing;

    /** A processor that reads with the given reader. */
    public ValidateProcessor(EventReader reader, SegmenterMetrics metrics, Tracing tracing) {
        this.reader = reader;
        this.metrics = metrics;
        this.tracing = tracing;
    }

    @Override
    public void process(Record<byte @Nullable [], byte @Nullable []> record) {
        RecordMetadata source = context().recordMetadata().orElseThrow();
        // Whatever follows from the record is done, and published, before it ends.
        try (Tracing.Work _ = tracing.begin(record.headers(), source)) {
            process(record, source);
        }
    }

    private void process(Record<byte @Nullable [], byte @Nullable []> record, RecordMetadata source) {
        byte[] key = record.key();
        Arrival arrival;
        try {
            arrival = reader.read(source.topic(), key, record.value(), context().currentSystemTimeMs());
        } catch (RejectedException e) {
            tracing.rejected(e.reason().code());
            metrics.deadLetter(e.reason());
            context()
                    .forward(
                            DeadLetters.of(record, e.reason(), e, source.topic(), source.partition(), source.offset()),
                            Nodes.DEAD_LETTERS);
            return;
        }
        if (key != null) {
            context()
                    .forward(
                            record.withKey(new String(key, StandardCharsets.UTF_8))
                                    .withValue(arrival),
                            Nodes.CUSTOMERS);
        }
    }
}
