package dev.segue.cli.replay;

import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.topics.Topic;
import dev.segue.cli.connect.StreamSettings;
import dev.segue.testkit.TestStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the input topics in the segmenter's group and commits, and remembers what it read. */
final class StandInSegmenter implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final AvroDeserializer<SpecificRecord> deserializer;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("stand-in-segmenter").unstarted(this::run);
    private final List<ConsumerRecord<String, SpecificRecord>> read = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    StandInSegmenter(TestStack stack, StreamSettings settings) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", stack.bootstrapServers(),
                        "group.id", settings.segmenterGroup(),
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(settings.topics().inputs());
        deserializer = new AvroDeserializer<>(
                SchemaRegistry.at(stack.registryUrl(), Map.of()),
                Topic.inputs().stream()
                        .flatMap(topic -> topic.schemas().stream())
                        .toList());
        thread.start();
    }

    List<ConsumerRecord<String, SpecificRecord>> read() {
        return read;
    }

    private void run() {
        while (!closed) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                read.add(new ConsumerRecord<>(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.key(),
                        deserializer.deserialize(record.topic(), record.value())));
            }
            consumer.commitSync();
        }
        consumer.close();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join(Duration.ofSeconds(20));
    }
}
