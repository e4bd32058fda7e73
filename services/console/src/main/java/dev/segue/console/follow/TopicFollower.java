package dev.segue.console.follow;

import dev.segue.avro.registry.UndecodableException;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.console.settings.KafkaClients;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all topics that there are views of, each instance of the console for itself, and goes on for as long as it is open. While
 * the broker or the registry is away it keeps trying, from where it was. One thread of its own; how it goes may be asked from any.
 */
@Singleton
public final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ASK = Duration.ofSeconds(10);
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long RETRY_SECONDS = 2;
    private static final Duration JOIN = Duration.ofSeconds(15);

    private final KafkaClients clients;
    private final Map<String, TopicView> views = new HashMap<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile @Nullable String trouble = "not connected to the broker yet";
    private volatile boolean caughtUp;

    TopicFollower(KafkaClients clients, TopicCatalogue topics, List<TopicView> views) {
        this.clients = clients;
        views.forEach(view -> this.views.put(topics.name(view.topic()), view));
        this.thread = Thread.ofPlatform().daemon().name("follow-topics").unstarted(this::run);
    }

    /** Begins to read. */
    public void start() {
        thread.start();
    }

    /** Why nothing can be read at the moment; null while all is well. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** Whether everything that was there at the start has been read. */
    public boolean caughtUp() {
        return caughtUp;
    }

    @Override
    @PreDestroy
    public void close() {
        closed.countDown();
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            if (thread.getState() != Thread.State.NEW && !thread.join(JOIN)) {
                LOG.warn("the topics' reader does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (closed.getCount() > 0) {
            try (Consumer<byte[], byte[]> consumer = clients.consumer("follower")) {
                current = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                LOG.debug("following ends");
            } catch (RuntimeException e) {
                // Whatever it is, a reader that ended would leave the console blind: say it, and try again.
                report(e);
                pause();
            } finally {
                current = null;
            }
        }
    }

    private void report(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        if (!message.equals(trouble)) {
            if (e instanceof KafkaException) {
                LOG.warn("topics cannot be read: {}; trying again every {} s", message, RETRY_SECONDS);
            } else {
                LOG.warn("topics cannot be read; trying again every {} s", RETRY_SECONDS, e);
            }
        }
        trouble = message;
    }

    private void pause() {
        try {
            boolean ended = closed.await(RETRY_SECONDS, TimeUnit.SECONDS);
            LOG.trace("paused; closed: {}", ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ASK);
        seek(consumer, partitions, ends);
        long checked = System.nanoTime();
        while (closed.getCount() > 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record);
                positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            }
            trouble = null;
            if (!caughtUp
                    && ends.entrySet().stream()
                            .allMatch(end -> consumer.position(end.getKey(), ASK) >= end.getValue())) {
                LOG.info("{} topics are read up to their ends", views.size());
                caughtUp = true;
            }
            if (System.nanoTime() - checked > CHECK_NANOS) {
                // A poll alone does not tell that the broker is away.
                consumer.endOffsets(partitions, ASK);
                if (partitions(consumer).size() != partitions.size()) {
                    LOG.info("a topic has other partitions than before");
                    return;
                }
                checked = System.nanoTime();
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            view(record.topic()).accept(record);
        } catch (UndecodableException | IllegalArgumentException e) {
            LOG.warn(
                    "{}-{} offset {} cannot be shown: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    private TopicView view(String topic) {
        return Objects.requireNonNull(views.get(topic), topic);
    }

    private void seek(
            Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, ASK);
        Map<String, Integer> counts = new HashMap<>();
        partitions.forEach(partition -> counts.merge(partition.topic(), 1, Integer::sum));
        for (TopicPartition partition : partitions) {
            long beginning = beginnings.getOrDefault(partition, 0L);
            long latest = view(partition.topic()).latest() / counts.getOrDefault(partition.topic(), 1);
            long first = Math.max(beginning, ends.getOrDefault(partition, 0L) - latest);
            consumer.seek(partition, Math.max(beginning, positions.getOrDefault(partition, first)));
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : views.keySet()) {
            List<PartitionInfo> known = consumer.partitionsFor(topic, ASK);
            if (known == null || known.isEmpty()) {
                throw new KafkaException("topic %s does not exist yet".formatted(topic));
            }
            known.forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
        }
        return partitions;
    }
}
