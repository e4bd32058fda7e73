package dev.segue.trainer.topic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all partitions of a compacted topic from the beginning and goes on for as long as it is open. While the broker
 * or the registry is away it keeps trying, from where it was. One thread of its own; the status may be asked for from any.
 */
public final class CompactedTopicReader implements AutoCloseable {
    /** Is given the records, in order within a key, on the reader's thread. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Takes a record. Throwing means that it could not be handled now: it comes again later.
         *
         * @param key its key
         * @param value its value; null for a tombstone
         */
        void accept(String key, byte @Nullable [] value);
    }

    private static final Logger LOG = LoggerFactory.getLogger(CompactedTopicReader.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration ASK = Duration.ofSeconds(30);
    /** How often the broker is asked whether it is there at all: a poll alone does not tell. */
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long RETRY_SECONDS = 2;
    private static final long JOIN_SECONDS = 30;

    private final String topic;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Listener listener;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile ReaderStatus status;

    /**
     * A reader, which does not read yet.
     *
     * @param topic the topic
     * @param consumers makes consumers of bytes that read committed records only and join no group
     * @param listener is given the records
     */
    public CompactedTopicReader(String topic, Supplier<Consumer<byte[], byte[]>> consumers, Listener listener) {
        this.topic = topic;
        this.consumers = consumers;
        this.listener = listener;
        this.status = new ReaderStatus(false, false, "not connected to the broker yet");
        this.thread = Thread.ofPlatform().daemon().name("read-" + topic).unstarted(this::run);
    }

    /** Begins to read. */
    public void start() {
        thread.start();
    }

    /** How it goes. */
    public ReaderStatus status() {
        return status;
    }

    /** Stops reading and waits for the reader's thread to end. */
    @Override
    public void close() {
        closed.countDown();
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(Duration.ofSeconds(JOIN_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (closed.getCount() > 0) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                current = consumer;
                followPatiently(consumer);
            } catch (WakeupException e) {
                LOG.debug("Reading of {} ends", topic);
            } catch (RuntimeException e) {
                // Whatever it is, a reader that ended would leave the trainer blind: say it, and try again.
                trouble(e);
                pause();
            } finally {
                current = null;
            }
        }
    }

    /** With the same consumer while the broker is merely slow: a new one would have to find and ask it for all anew. */
    private void followPatiently(Consumer<byte[], byte[]> consumer) {
        while (closed.getCount() > 0) {
            try {
                follow(consumer);
                return;
            } catch (TimeoutException e) {
                trouble(e);
                pause();
            }
        }
    }

    private void trouble(RuntimeException e) {
        // Kafka's clients say what is wrong with a setting only in the cause.
        String why = e.getCause() == null ? "" : " (%s)".formatted(innermost(e).getMessage());
        String detail = "cannot read topic %s: %s%s".formatted(topic, e.getMessage(), why);
        if (status.up() || !status.detail().equals(detail)) {
            if (e instanceof KafkaException) {
                LOG.warn("{}; trying again every {} s", detail, RETRY_SECONDS);
            } else {
                LOG.warn("{}; trying again every {} s", detail, RETRY_SECONDS, e);
            }
        }
        status = new ReaderStatus(false, status.caughtUp(), detail);
    }

    private static Throwable innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private void pause() {
        try {
            boolean ended = closed.await(RETRY_SECONDS, TimeUnit.SECONDS);
            LOG.trace("Paused; closed: {}", ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        for (TopicPartition partition : partitions) {
            consumer.seek(partition, positions.getOrDefault(partition, 0L));
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ASK);
        reached(consumer, ends);
        long checked = System.nanoTime();
        while (closed.getCount() > 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.key() != null) {
                    listener.accept(new String(record.key(), StandardCharsets.UTF_8), record.value());
                }
                positions.put(new TopicPartition(topic, record.partition()), record.offset() + 1);
            }
            reached(consumer, ends);
            if (System.nanoTime() - checked > CHECK_NANOS) {
                consumer.endOffsets(partitions, ASK);
                if (partitions(consumer).size() != partitions.size()) {
                    LOG.info("Topic {} has other partitions than before", topic);
                    return;
                }
                checked = System.nanoTime();
            }
        }
    }

    private void reached(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        if (status.up() && status.caughtUp()) {
            return;
        }
        boolean caughtUp = status.caughtUp();
        if (!caughtUp) {
            // Positions move past transaction markers too, which have offsets but never come as records.
            caughtUp = ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), ASK) >= end.getValue());
            if (caughtUp) {
                LOG.info("Topic {} is read up to its end", topic);
            }
        }
        status = new ReaderStatus(true, caughtUp, caughtUp ? "following" : "reading from the beginning");
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        List<PartitionInfo> known = consumer.partitionsFor(topic, ASK);
        if (known == null || known.isEmpty()) {
            throw new KafkaException("it does not exist yet");
        }
        for (PartitionInfo partition : known) {
            partitions.add(new TopicPartition(topic, partition.partition()));
        }
        return partitions;
    }
}
