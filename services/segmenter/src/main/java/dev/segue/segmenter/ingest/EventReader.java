package dev.segue.segmenter.ingest;

import dev.segue.avro.CustomerMoved;
import dev.segue.avro.ForwardingEnded;
import dev.segue.avro.RecordForwarded;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.RegistryUnavailableException;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.registry.UndecodableException;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.segmentation.customer.Journey;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.recommendation.ProductMemory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a record's bytes as an event, a request, or what another customer sends. While the registry does not answer, a record of a schema not seen before is
 * waited for: it is not the record's fault, so it is no dead letter, and giving up would only mean to start over.
 * Thread-safe.
 */
public final class EventReader {
    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);
    private static final char REPLACEMENT = '\uFFFD';
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** Shorter than the five minutes after which the group would take a silent member's partitions away. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Map<String, AvroDeserializer<SpecificRecord>> readers;
    private final String requests;
    private final EventRules rules;
    private final RequestRules requestRules;

    /** A reader of the input topics of a catalogue. */
    public EventReader(SchemaRegistry registry, TopicCatalogue topics, EventRules rules) {
        this.requests = topics.name(Topic.CUSTOMER_REQUESTS);
        this.rules = rules;
        this.requestRules = new RequestRules(rules);
        this.readers = new HashMap<>();
        for (Topic topic : Topic.copartitioned()) {
            readers.put(topics.name(topic), new AvroDeserializer<>(registry, topic.schemas()));
        }
    }

    /**
     * The event or request of a record.
     *
     * @param wallClock now, epoch milliseconds
     * @throws RejectedException when the record cannot be used
     * @throws RegistryUnavailableException when the registry has not answered for minutes
     */
    public Arrival read(String topic, byte @Nullable [] key, byte @Nullable [] value, long wallClock) {
        if (value == null) {
            throw new RejectedException(Reason.NO_VALUE, "the record has no value");
        }
        SpecificRecord record = decode(topic, value);
        if (key == null) {
            throw new RejectedException(
                    Reason.MISSING_CUSTOMER_ID, "the record has no key; it must be the customer's id");
        }
        return switch (record) {
            case CustomerMoved moved -> moved(moved);
            case ForwardingEnded ended -> ended(ended);
            case RecordForwarded forwarded -> forwarded(forwarded, wallClock);
            default -> arrival(new Original(topic, customer(key), value), record, wallClock);
        };
    }

    private Arrival arrival(Original original, SpecificRecord record, long wallClock) {
        return original.topic().equals(requests)
                ? requestRules.request(original, record, wallClock)
                : new Incoming(rules.event(original.customer(), record, wallClock), original);
    }

    private static CustomerMove.Moved moved(CustomerMoved moved) {
        ByteBuffer state = moved.getState();
        return new CustomerMove.Moved(
                new Journey(moved.getMerged(), moved.getRequest(), moved.getRank(), moved.getOvertaken()),
                moved.getRequestedAt().toEpochMilli(),
                moved.getPart(),
                state == null ? null : bytes(state),
                moved.getPurchases(),
                moved.getAliases());
    }

    private static CustomerMove.Ended ended(ForwardingEnded ended) {
        ByteBuffer products = ended.getProducts();
        return new CustomerMove.Ended(
                products == null ? new ProductMemory() : ProductMemory.read(new StateReader(bytes(products))));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private Arrival forwarded(RecordForwarded forwarded, long wallClock) {
        byte[] value = bytes(forwarded.getValue());
        return arrival(
                new Original(forwarded.getTopic(), forwarded.getFrom(), value),
                decode(forwarded.getTopic(), value),
                wallClock);
    }

    private static String customer(byte[] key) {
        String customer = new String(key, StandardCharsets.UTF_8);
        // What stands for bytes that are no UTF-8 may stand in a userId too, and different keys would be one customer.
        if (customer.indexOf(REPLACEMENT) >= 0 && !Arrays.equals(customer.getBytes(StandardCharsets.UTF_8), key)) {
            throw new RejectedException(
                    Reason.CUSTOMER_ID_MISMATCH, "the key is not UTF-8; it must be the customer's id, as userId is");
        }
        return customer;
    }

    private SpecificRecord decode(String topic, byte[] value) {
        AvroDeserializer<SpecificRecord> reader = readers.get(topic);
        if (reader == null) {
            throw new IllegalArgumentException("no input topic: " + topic);
        }
        Duration waited = Duration.ZERO;
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                SpecificRecord record = reader.deserialize(topic, value);
                if (record == null) {
                    throw new RejectedException(Reason.NO_VALUE, "the record has no value");
                }
                return record;
            } catch (UndecodableException e) {
                throw new RejectedException(Reason.of(e.reason()), String.valueOf(e.getMessage()), e);
            } catch (RegistryUnavailableException e) {
                if (waited.compareTo(PATIENCE) >= 0) {
                    throw e;
                }
                LOG.warn("{}; records of new schemas wait, tried again in {} ms", e.getMessage(), pause.toMillis());
                sleep(pause, e);
                waited = waited.plus(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private static void sleep(Duration pause, RegistryUnavailableException why) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw why;
        }
    }
}
