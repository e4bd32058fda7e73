package dev.segue.trainer.publish;

import dev.segue.avro.mapping.ModelKey;
import dev.segue.avro.mapping.ModelReportRecords;
import dev.segue.avro.mapping.SegmentModelRecords;
import dev.segue.avro.registry.AvroSerializer;
import dev.segue.avro.registry.RegistryUnavailableException;
import dev.segue.avro.registry.SchemaRefusedException;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.report.ModelReport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes models, each with what it changes of other versions in a transaction. All trainers of a prefix share one transactional id: the one that connected
 * last publishes, and the one before it, perhaps stuck and thought dead, is refused by the broker from then on. Safe for
 * use by several threads.
 */
public final class ModelPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelPublisher.class);

    private final String topic;
    private final AvroSerializer<dev.segue.avro.SegmentModel> serializer;
    private final String reportsTopic;
    private final AvroSerializer<dev.segue.avro.ModelReport> reportSerializer;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean connected;
    private volatile boolean fenced;

    /**
     * A publisher, not connected yet.
     *
     * @param topic name of the models' topic
     * @param serializer of its values
     * @param reportsTopic name of the reports' topic
     * @param reportSerializer of its values
     * @param producers makes transactional producers of bytes
     */
    public ModelPublisher(
            String topic,
            AvroSerializer<dev.segue.avro.SegmentModel> serializer,
            String reportsTopic,
            AvroSerializer<dev.segue.avro.ModelReport> reportSerializer,
            Supplier<Producer<byte[], byte[]>> producers) {
        this.topic = topic;
        this.serializer = serializer;
        this.reportsTopic = reportsTopic;
        this.reportSerializer = reportSerializer;
        this.producers = producers;
    }

    /** Whether another trainer has taken over. */
    public boolean fenced() {
        return fenced;
    }

    /**
     * Takes over from whichever trainer was there before; does nothing where that has been done.
     *
     * @throws PublishException where the broker does not let it
     */
    public synchronized void connect() {
        if (fenced) {
            throw new PublishException("another trainer has taken over", true, new IllegalStateException("fenced"));
        }
        if (connected) {
            return;
        }
        try {
            if (producer == null) {
                producer = producers.get();
            }
            producer.initTransactions();
            connected = true;
        } catch (KafkaException e) {
            drop();
            throw new PublishException("cannot begin to publish to " + topic + ": " + e.getMessage(), false, e);
        }
    }

    /**
     * Writes what changed, in one transaction. Returns once it is committed.
     *
     * @param change what is to be written
     * @param report on the model that is new; null where none is
     * @throws PublishException where it is not; then nothing of it is
     */
    public synchronized void publish(Versions.Change change, @Nullable ModelReport report) {
        connect();
        Producer<byte[], byte[]> open = Objects.requireNonNull(producer);
        String name = name(change);
        try {
            List<ProducerRecord<byte[], byte[]>> records = records(change, report);
            open.beginTransaction();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ProducerRecord<byte[], byte[]> record : records) {
                sent.add(open.send(record));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
            open.commitTransaction();
        } catch (RegistryUnavailableException | SchemaRefusedException e) {
            throw new PublishException("%s is not published: %s".formatted(name, e.getMessage()), false, e);
        } catch (ExecutionException e) {
            throw failed(name, open, e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw failed(name, open, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(name, open, e);
        }
    }

    private List<ProducerRecord<byte[], byte[]>> records(Versions.Change change, @Nullable ModelReport report) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (SegmentModel model : change.kept()) {
            records.add(record(ModelKey.archived(model.segmentation(), model.version()), model));
        }
        SegmentModel inForce = change.inForce();
        if (inForce != null) {
            records.add(record(ModelKey.inForce(inForce.segmentation()), inForce));
        }
        if (report != null) {
            records.add(new ProducerRecord<>(
                    reportsTopic,
                    report.key().getBytes(StandardCharsets.UTF_8),
                    reportSerializer.serialize(reportsTopic, ModelReportRecords.toRecord(report))));
        }
        return records;
    }

    private ProducerRecord<byte[], byte[]> record(ModelKey key, SegmentModel model) {
        return new ProducerRecord<>(
                topic,
                key.text().getBytes(StandardCharsets.UTF_8),
                serializer.serialize(topic, SegmentModelRecords.toRecord(model)));
    }

    private static String name(Versions.Change change) {
        SegmentModel first = change.kept().getFirst();
        return "model %s v%d".formatted(first.segmentation(), first.version());
    }

    private PublishException failed(String name, Producer<byte[], byte[]> open, Throwable cause) {
        Throwable worst = cause;
        try {
            if (!(cause instanceof ProducerFencedException)) {
                open.abortTransaction();
            }
        } catch (KafkaException e) {
            worst = e;
            if (!(e instanceof ProducerFencedException)) {
                drop();
            }
        }
        if (worst instanceof ProducerFencedException) {
            fenced = true;
            drop();
            LOG.error("Another trainer has taken over: this one publishes no more");
            return new PublishException(name + " is not published: another trainer has taken over", true, cause);
        }
        return new PublishException("%s is not published: %s".formatted(name, cause.getMessage()), false, cause);
    }

    private void drop() {
        Producer<byte[], byte[]> old = producer;
        producer = null;
        connected = false;
        if (old != null) {
            old.close(Duration.ZERO);
        }
    }

    @Override
    public synchronized void close() {
        drop();
    }
}
