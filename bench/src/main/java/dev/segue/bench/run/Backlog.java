package dev.segue.bench.run;

import dev.segue.avro.Purchase;
import dev.segue.avro.registry.AvroSerializer;
import dev.segue.avro.registry.Subjects;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.bench.program.ProgramProcess;
import dev.segue.bench.run.Throughput.Mark;
import dev.segue.bench.workload.Purchases;
import dev.segue.bench.workload.StateSample;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A topic full of purchases, and the clock on programs that work it off. One thread.
 *
 * @param cluster where the topic is
 * @param topics under which prefix
 * @param events how many purchases
 * @param progress told how many events of all are done, now and then
 */
public record Backlog(Cluster cluster, TopicCatalogue topics, long events, BiConsumer<Long, Long> progress) {
    private static final long SEED = 20_260_101;
    private static final long POLL_MILLIS = 50;
    private static final int POLLS_A_REPORT = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** The program counts as warm after this part of the events: one in so many. */
    private static final int WARM_AFTER = 4;

    private static final int PURCHASES_A_REPORT = 100_000;

    /** The topic's name. */
    public String topic() {
        return topics.name(Topic.PURCHASES);
    }

    /**
     * Fills the topic.
     *
     * @return states such as the segmenter will write
     */
    public StateSample fill(int customers) throws InterruptedException {
        Purchases purchases = new Purchases(customers, events, Instant.now(), SEED);
        StateSample states = new StateSample();
        AtomicReference<Exception> failure = new AtomicReference<>();
        AvroSerializer<Purchase> serializer = new AvroSerializer<>(cluster.registry(), Subjects.TOPIC);
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.bootstrapServers(),
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                131_072);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (long sent = 0; sent < events; sent++) {
                Purchase purchase = purchases.next();
                states.observe(purchase);
                producer.send(
                        new ProducerRecord<>(topic(), purchase.getUserId(), serializer.serialize(topic(), purchase)),
                        (metadata, exception) -> {
                            if (exception != null) {
                                failure.set(exception);
                            }
                        });
                if (sent % PURCHASES_A_REPORT == 0) {
                    progress.accept(sent, events);
                }
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the topic cannot be filled", failure.get());
        }
        return states;
    }

    /**
     * Waits until a program has committed the whole topic. The clock runs from the first commit seen, so it measures neither
     * the start of a virtual machine nor the wait for partitions.
     *
     * @param group the program's consumer group
     * @throws IllegalStateException if it ends, or stands still for minutes
     */
    public Throughput await(ProgramProcess program, String group) throws InterruptedException {
        Mark first = null;
        Mark warm = null;
        Mark last = mark(program, group);
        for (long polls = 0; last.committed() < events; polls++) {
            program.requireAlive();
            if (System.nanoTime() - last.nanos() > PATIENCE.toNanos()) {
                throw new IllegalStateException("stands still at %d of %d events since %s:%n%s"
                        .formatted(last.committed(), events, PATIENCE, program.lastLines()));
            }
            if (polls % POLLS_A_REPORT == 0) {
                progress.accept(last.committed(), events);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            Mark now = mark(program, group);
            if (now.committed() > last.committed()) {
                last = now;
                first = first == null ? now : first;
                warm = warm == null && now.committed() * WARM_AFTER >= events ? now : warm;
            }
        }
        if (first == null || warm == null) {
            throw new IllegalStateException("all %d events were committed at once; take more".formatted(events));
        }
        return new Throughput(first.until(last), warm.until(last));
    }

    private Mark mark(ProgramProcess program, String group) throws InterruptedException {
        return new Mark(committed(group), System.nanoTime(), program.cpu(), cluster.brokerCpu());
    }

    private long committed(String group) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                Cluster.await(cluster.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return offsets.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic()) && entry.getValue() != null)
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }
}
