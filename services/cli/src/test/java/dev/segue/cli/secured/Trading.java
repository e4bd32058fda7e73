package dev.segue.cli.secured;

import dev.segue.avro.SegmentChanged;
import dev.segue.avro.StrategyTriggered;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.publish.EventPublisher;
import dev.segue.cli.publish.InputEvent;
import dev.segue.cli.shop.Shop;
import dev.segue.cli.shop.ShopSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A simulated shop and its campaign engine, each as a user of its own. One thread. */
final class Trading implements AutoCloseable {
    private static final Instant OPENING = Instant.parse("2025-01-01T00:00:00Z");
    private static final int CUSTOMERS = 400;

    private final Shop shop = new Shop(new ShopSettings("secured", 7, OPENING, CUSTOMERS, "GBP"));
    private final TopicCatalogue topics;
    private final EventPublisher events;
    private final EventPublisher answers;
    private final Consumer<String, byte[]> outbound;
    private final AvroDeserializer<SpecificRecord> deserializer;
    private int changes;
    private int triggers;

    Trading(SecuredSegue segue) {
        Connection selling = segue.connection(SecuredSegue.SHOP);
        Connection writing = segue.connection(SecuredSegue.CAMPAIGNS);
        topics = selling.settings().topics();
        events = new EventPublisher(selling.producer(), topics);
        answers = new EventPublisher(writing.producer(), topics);
        Map<String, Object> settings = new HashMap<>(segue.settings(SecuredSegue.CAMPAIGNS));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, topics.prefix() + "campaigns");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        outbound = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        outbound.subscribe(List.of(topics.name(Topic.SEGMENT_EVENTS)));
        deserializer = new AvroDeserializer<>(writing.registry(), Topic.SEGMENT_EVENTS.schemas());
    }

    /** Lets time go on by so many days. */
    void trade(int days) {
        for (int day = 0; day < days; day++) {
            for (InputEvent event : shop.nextEvents(shop.now().plus(Duration.ofDays(1)))) {
                (event.topic() == Topic.CAMPAIGNS ? answers : events).publish(event);
            }
        }
        events.flush();
        answers.flush();
    }

    /** Reads on what came out, and carries out what is to be done. */
    void readOn() {
        for (ConsumerRecord<String, byte[]> record : outbound.poll(Duration.ofSeconds(1))) {
            switch (deserializer.deserialize(record.topic(), record.value())) {
                case SegmentChanged change -> changes++;
                case StrategyTriggered trigger -> {
                    triggers++;
                    shop.carryOut(trigger.getUserId(), trigger.getStrategy(), trigger.getId());
                }
                case null, default -> throw new AssertionError("a record of another kind");
            }
        }
        outbound.commitSync();
    }

    /** Segment changes that were read. */
    int changes() {
        return changes;
    }

    /** Triggers that were read. */
    int triggers() {
        return triggers;
    }

    @Override
    public void close() {
        outbound.close();
        events.close();
        answers.close();
    }
}
