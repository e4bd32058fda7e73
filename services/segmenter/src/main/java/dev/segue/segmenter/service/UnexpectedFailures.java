package dev.segue.segmenter.service;

import dev.segue.avro.registry.RegistryUnavailableException;
import dev.segue.segmenter.ingest.DeadLetters;
import dev.segue.segmenter.ingest.Reason;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last resort: a failure nobody foresaw sets its record aside instead of stopping the stream again and again. Failures
 * that are not the record's, such as a registry that stays away or a broker that refuses what is written, stop the thread,
 * which is then replaced.
 */
public final class UnexpectedFailures implements ProcessingExceptionHandler {
    /** Setting: name of the dead letters' topic. */
    static final String TOPIC = "segue.dead.letters.topic";

    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedFailures.class);

    /** Setting: where it is counted. */
    static final String METRICS = "segue.metrics";

    private @Nullable String topic;
    private @Nullable SegmenterMetrics metrics;

    @Override
    public void configure(Map<String, ?> settings) {
        topic = String.valueOf(settings.get(TOPIC));
        metrics = (SegmenterMetrics) settings.get(METRICS);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception failure) {
        if (failure instanceof RegistryUnavailableException || failure instanceof KafkaException) {
            return Response.fail();
        }
        if (context.topic() == null || context.sourceRawValue() == null) {
            // A timer or a sweep: there is no record to set aside, and the customer stays as they are.
            LOG.error("task {}: failure while time was looked after", context.taskId(), failure);
            return Response.resume();
        }
        LOG.error(
                "{}-{} offset {}: set aside as a dead letter after an unforeseen failure",
                context.topic(),
                context.partition(),
                context.offset(),
                failure);
        Objects.requireNonNull(metrics, METRICS).deadLetter(Reason.UNEXPECTED_FAILURE);
        Record<byte @Nullable [], byte @Nullable []> letter = DeadLetters.of(
                new Record<>(context.sourceRawKey(), context.sourceRawValue(), record.timestamp(), context.headers()),
                Reason.UNEXPECTED_FAILURE,
                failure,
                context.topic(),
                context.partition(),
                context.offset());
        return Response.resume(
                List.of(new ProducerRecord<>(topic, null, letter.key(), letter.value(), letter.headers())));
    }
}
