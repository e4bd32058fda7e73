package dev.segue.console.webhooks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are being delivered: those of a customer one after another, customers side by side. Begun, awaited and abandoned by one
 * thread.
 */
final class Batch {
    private final Map<TopicPartition, Long> ends;
    private final List<Message> messages;
    private final Set<Message> done = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch running;
    private volatile @Nullable Throwable failure;

    /**
     * Begins to deliver.
     *
     * @param ends the offset after the last record of each partition of the topic, those that nobody wants among them
     * @param messages in the order of their offsets
     */
    Batch(Map<TopicPartition, Long> ends, List<Message> messages, Lane lane) {
        this.ends = ends;
        this.messages = messages;
        Map<String, List<Message>> byCustomer = new LinkedHashMap<>();
        messages.forEach(message -> byCustomer
                .computeIfAbsent(message.customer(), id -> new ArrayList<>())
                .add(message));
        this.running = new CountDownLatch(byCustomer.size());
        byCustomer.values().forEach(those -> threads.add(Thread.ofVirtual().start(() -> run(lane, those))));
    }

    private void run(Lane lane, List<Message> those) {
        try {
            lane.deliver(those, done::add);
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            running.countDown();
        }
    }

    /**
     * Waits until no more is being delivered.
     *
     * @return false where time ran out before
     * @throws IllegalStateException where a delivery ended by a fault of our own
     * @throws InterruptedException where the thread is interrupted
     */
    boolean await(Duration patience) throws InterruptedException {
        boolean over = running.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        Throwable e = failure;
        if (e != null) {
            throw new IllegalStateException("a delivery failed: " + e, e);
        }
        return over;
    }

    /** Ends all deliveries where they are. */
    void abandon() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        running.await();
    }

    /** By partition, the offset before which everything is done with. */
    Map<TopicPartition, OffsetAndMetadata> reached() {
        Map<TopicPartition, OffsetAndMetadata> reached = new LinkedHashMap<>();
        ends.forEach((partition, end) -> reached.put(
                partition,
                new OffsetAndMetadata(messages.stream()
                        .filter(message -> message.partition() == partition.partition() && !done.contains(message))
                        .mapToLong(Message::offset)
                        .findFirst()
                        .orElse(end))));
        return reached;
    }
}
