package dev.segue.console.webhooks;

import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.console.follow.TopicFollower;
import dev.segue.console.settings.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the outbound topic for one webhook and delivers a batch at a time. All consoles are one group and share the partitions. What is
 * done with is committed, so a message is delivered at least once whoever stops when. One thread of its own; closed from any.
 */
final class Deliverer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);

    /** Messages under way at a time, at most. */
    private static final int BATCH = 64;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ASK = Duration.ofSeconds(10);
    private static final long RETRY_SECONDS = 2;
    private static final Duration JOIN = Duration.ofSeconds(15);

    private final Webhook webhook;
    private final String topic;
    private final String group;
    private final KafkaClients clients;
    private final TopicFollower follower;
    private final Messages messages;
    private final Lane lane;
    private final Progress progress;
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable Batch batch;

    Deliverer(
            Webhook webhook,
            TopicCatalogue topics,
            KafkaClients clients,
            TopicFollower follower,
            Messages messages,
            Lane lane,
            Progress progress) {
        this.webhook = webhook;
        this.topic = topics.name(Topic.SEGMENT_EVENTS);
        this.group = group(webhook);
        this.clients = clients;
        this.follower = follower;
        this.messages = messages;
        this.lane = lane;
        this.progress = progress;
        this.thread = Thread.ofPlatform().daemon().name(group).unstarted(this::run);
    }

    /** The consumer group of a webhook, without the prefix. */
    static String group(Webhook webhook) {
        return "webhook-" + webhook.id();
    }

    void start() {
        thread.start();
    }

    private boolean open() {
        return closed.getCount() > 0 && !progress.stopped();
    }

    private void run() {
        try {
            // Segments are named, and erasures known, by what the console has read.
            while (open() && !follower.caughtUp()) {
                pause(POLL);
            }
            while (open()) {
                runOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.debug("webhook {} ends", webhook.id());
    }

    private void runOnce() throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = clients.groupConsumer(group, BATCH)) {
            committed.clear();
            try {
                beginIfNew(consumer);
                consumer.subscribe(List.of(topic), new Partitions(consumer));
                while (open()) {
                    deliver(consumer);
                }
            } finally {
                abandon();
            }
            commit(consumer, reached());
            batch = null;
        } catch (RuntimeException e) {
            // Whatever it is, a webhook that ended would be missed by nobody: say it, and try again from what is
            // committed.
            batch = null;
            String message = "records cannot be read or delivered: " + e.getMessage();
            if (e instanceof KafkaException) {
                LOG.warn("webhook {}: {}; trying again", webhook.id(), message);
            } else {
                LOG.warn("webhook {}: {}; trying again", webhook.id(), message, e);
            }
            progress.trouble(message);
            pause(Duration.ofSeconds(RETRY_SECONDS));
        }
    }

    /**
     * A new webhook begins with what happens from now on, in all partitions there are. One that is added later has no offset of the group,
     * so it is read from its beginning.
     */
    private void beginIfNew(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> partitions = consumer.partitionsFor(topic, ASK).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toSet());
        if (consumer.committed(partitions, ASK).values().stream().anyMatch(Objects::nonNull)) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        consumer.endOffsets(partitions, ASK)
                .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end)));
        try {
            consumer.commitSync(ends, ASK);
        } catch (CommitFailedException e) {
            // From outside the group the broker takes offsets only while nobody is in it.
            LOG.debug("webhook {} was begun by another console", webhook.id(), e);
        }
    }

    private void deliver(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        progress.noTrouble();
        if (!records.isEmpty()) {
            batch = begin(records);
            consumer.pause(consumer.assignment());
            while (batch != null && !batch.await(POLL) && open()) {
                // Keeps the place in the group. All is paused; what comes with partitions that are new here is read
                // once more.
                rewind(consumer, consumer.poll(Duration.ZERO));
            }
            if (batch == null || !open()) {
                return;
            }
            batch = null;
            consumer.resume(consumer.assignment());
        }
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            positions.put(partition, new OffsetAndMetadata(consumer.position(partition, ASK)));
        }
        commit(consumer, positions);
    }

    private static void rewind(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            consumer.seek(partition, records.records(partition).getFirst().offset());
        }
    }

    private Batch begin(ConsumerRecords<byte[], byte[]> records) {
        List<Message> wanted = new ArrayList<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            messages.of(record, webhook).ifPresent(wanted::add);
            ends.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
        return new Batch(ends, wanted, lane);
    }

    private void commit(Consumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>(offsets);
        news.entrySet().removeIf(offset -> offset.getValue().equals(committed.get(offset.getKey())));
        if (!news.isEmpty()) {
            consumer.commitSync(news, ASK);
            committed.putAll(news);
        }
    }

    private void abandon() throws InterruptedException {
        if (batch != null) {
            batch.abandon();
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> reached() {
        return batch == null ? Map.of() : batch.reached();
    }

    private void pause(Duration pause) throws InterruptedException {
        boolean ended = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        LOG.trace("paused; closed: {}", ended);
    }

    /** Ends what is under way, and commits what is done with. No call to the broker is long enough to be worth breaking off. */
    @Override
    public void close() {
        closed.countDown();
        try {
            if (thread.getState() != Thread.State.NEW && !thread.join(JOIN)) {
                LOG.warn("webhook {} does not end", webhook.id());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is to be done when partitions come and go; on the deliverer's own thread, within a poll. */
    private final class Partitions implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;

        Partitions(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (batch != null) {
                consumer.pause(partitions);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // Who stays with us is begun again from where it is; that is rare enough to be kept simple.
            giveUp(true);
            partitions.forEach(committed::remove);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            giveUp(false);
            committed.clear();
        }

        private void giveUp(boolean ours) {
            if (batch == null) {
                return;
            }
            try {
                abandon();
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
            Map<TopicPartition, OffsetAndMetadata> reached = reached();
            batch = null;
            if (ours) {
                reached.forEach(consumer::seek);
                commit(consumer, reached);
                consumer.resume(consumer.assignment());
            }
        }
    }
}
