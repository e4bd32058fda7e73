package dev.segue.bench.run;

import dev.segue.avro.OrderLine;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.AvroSerializer;
import dev.segue.avro.registry.Subjects;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.bench.program.ProgramProcess;
import dev.segue.bench.workload.FixedModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Purchases at a fixed rate, each of which moves its customer: from the moment a purchase was due to be sent until a
 * read-committed consumer has the segment change it caused. What was sent late counts as late, so that a stall is not
 * hidden by the load waiting for it (coordinated omission).
 */
public final class LatencyRun {
    /** The customers, {@code customer-0} and on. */
    public static final int CUSTOMERS = 4_000;

    private static final Duration POLL = Duration.ofMillis(100);
    /** What piled up while the segmenter started is worked off once changes are younger than this. */
    private static final long CAUGHT_UP_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long NANOS_A_SECOND = 1_000_000_000L;
    private static final int DIGITS = 3;

    private final Cluster cluster;
    private final TopicCatalogue topics;
    private final int partitions;
    private final int rate;
    private final Duration warmUp;
    private final Duration measured;

    /**
     * @param topics whose topics have been created and whose model of two segments is published
     * @param rate purchases a second
     * @param warmUp how long the segmenter has to have kept up before it counts; a segmenter that has not after a minute is
     *     measured as it is
     * @param measured for how long it counts
     */
    public LatencyRun(
            Cluster cluster, TopicCatalogue topics, int partitions, int rate, Duration warmUp, Duration measured) {
        this.cluster = cluster;
        this.topics = topics;
        this.partitions = partitions;
        this.rate = rate;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /**
     * What came of it.
     *
     * @param micros latencies in microseconds
     * @param sent purchases that counted
     * @param latestSend how late the latest purchase was sent, which is this program's and not the segmenter's doing
     */
    public record Outcome(Histogram micros, long sent, Duration latestSend) {}

    /**
     * Runs it against a segmenter that has been started, and waits until every change has come.
     *
     * @throws IllegalStateException if changes stay away
     */
    public Outcome run(ProgramProcess segmenter) throws InterruptedException {
        Load load = new Load();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread sender = Thread.ofPlatform().name("load").start(() -> {
            try {
                load.send();
            } catch (RuntimeException e) {
                failure.set(e);
            }
        });
        try {
            return receive(load, segmenter, failure);
        } finally {
            load.end(0);
            sender.join();
        }
    }

    private Outcome receive(Load load, ProgramProcess segmenter, AtomicReference<Throwable> failure) {
        Histogram micros = new Histogram(DIGITS);
        AvroDeserializer<SpecificRecord> decoder =
                new AvroDeserializer<>(cluster.registry(), Topic.SEGMENT_EVENTS.schemas());
        String topic = topics.name(Topic.SEGMENT_EVENTS);
        long from = Long.MAX_VALUE;
        long to = Long.MAX_VALUE;
        long firstNanos = Long.MAX_VALUE;
        long lastNanos = System.nanoTime();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        cluster.bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList());
            while (micros.getTotalCount() < to - from || to == Long.MAX_VALUE) {
                var records = consumer.poll(POLL);
                long now = System.nanoTime();
                if (failure.get() != null) {
                    throw new IllegalStateException("the load cannot be sent", failure.get());
                }
                segmenter.requireAlive();
                if (!records.isEmpty()) {
                    lastNanos = now;
                } else if (now - lastNanos > PATIENCE_NANOS) {
                    throw new IllegalStateException("no change came for a minute; %d of %d did:%n%s"
                            .formatted(micros.getTotalCount(), to - from, segmenter.lastLines()));
                }
                for (ConsumerRecord<String, byte[]> record : records) {
                    if (!(decoder.deserialize(topic, record.value()) instanceof SegmentChanged change)
                            || change.getCausedBy() == null) {
                        continue;
                    }
                    long number = Load.number(change.getCausedBy());
                    firstNanos = Math.min(firstNanos, now);
                    boolean caughtUp = now - load.due(number) < CAUGHT_UP_NANOS || now - firstNanos > PATIENCE_NANOS;
                    if (from == Long.MAX_VALUE && caughtUp) {
                        from = load.numberAt(now + warmUp.toNanos());
                        to = from + rate * measured.toSeconds();
                        load.end(to);
                    }
                    if (number >= from && number < to) {
                        micros.recordValue((now - load.due(number)) / 1_000);
                    }
                }
            }
        }
        return new Outcome(micros, to - from, load.latestSend(from, to));
    }

    /** Sends purchase after purchase when it is due, until told where to end. */
    private final class Load {
        private static final String ID = "load-";

        private final long startNanos = System.nanoTime() + NANOS_A_SECOND;
        private final AtomicLongArray lateNanos = new AtomicLongArray(
                (int) Math.min(Integer.MAX_VALUE - 8, rate * (warmUp.toSeconds() + measured.toSeconds() + 600)));
        private volatile long end = Long.MAX_VALUE;

        static long number(String causedBy) {
            return Long.parseLong(causedBy, ID.length(), causedBy.length(), 10);
        }

        long due(long number) {
            return startNanos + number * NANOS_A_SECOND / rate;
        }

        long numberAt(long nanos) {
            return (nanos - startNanos) * rate / NANOS_A_SECOND;
        }

        void end(long number) {
            end = Math.min(end, number);
        }

        Duration latestSend(long from, long to) {
            long latest = 0;
            for (long number = from; number < to; number++) {
                latest = Math.max(latest, lateNanos.get((int) number));
            }
            return Duration.ofNanos(latest);
        }

        void send() {
            String topic = topics.name(Topic.PURCHASES);
            AvroSerializer<Purchase> serializer = new AvroSerializer<>(cluster.registry(), Subjects.TOPIC);
            AtomicReference<Exception> refused = new AtomicReference<>();
            try (KafkaProducer<String, Purchase> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", cluster.bootstrapServers()), new StringSerializer(), serializer)) {
                for (long number = 0; number < end; number++) {
                    long due = due(number);
                    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                        LockSupport.parkNanos(wait);
                    }
                    lateNanos.set((int) number, System.nanoTime() - due);
                    Purchase purchase = purchase(number);
                    producer.send(
                            new ProducerRecord<>(topic, purchase.getUserId(), purchase), (metadata, exception) -> {
                                if (exception != null) {
                                    refused.set(exception);
                                }
                            });
                    if (refused.get() != null) {
                        throw new CancellationException("a purchase was refused: " + refused.get());
                    }
                }
            }
        }

        /** A customer's first, third, fifth … event lifts them over the border; those between take it all back. */
        private Purchase purchase(long number) {
            boolean up = number / CUSTOMERS % 2 == 0;
            return Purchase.newBuilder()
                    .setMessageId(ID + number)
                    .setUserId("customer-" + number % CUSTOMERS)
                    .setTimestamp(Instant.ofEpochMilli(System.currentTimeMillis()))
                    .setType(up ? PurchaseType.PURCHASE : PurchaseType.RETURN)
                    .setOrderId("order-" + number)
                    .setCurrency("GBP")
                    .setChannel("web")
                    .setProducts(List.of(OrderLine.newBuilder()
                            .setProductId("p-1")
                            .setCategory("wine")
                            .setPrice(BigDecimal.valueOf(FixedModel.LARGE_ORDER * 100, 4))
                            .setQuantity(1)
                            .build()))
                    .build();
        }
    }
}
