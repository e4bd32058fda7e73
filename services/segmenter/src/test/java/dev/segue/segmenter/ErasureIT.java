package dev.segue.segmenter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.avro.CampaignEvent;
import dev.segue.avro.CampaignEventType;
import dev.segue.avro.Cause;
import dev.segue.avro.CustomerErased;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.CustomersMerged;
import dev.segue.avro.Feedback;
import dev.segue.avro.FeedbackType;
import dev.segue.avro.OrderLine;
import dev.segue.avro.Purchase;
import dev.segue.avro.StrategyTriggered;
import dev.segue.avro.Visit;
import dev.segue.avro.topics.Topic;
import dev.segue.segmenter.model.Models;
import dev.segue.segmenter.recommendation.Recommendations;
import dev.segue.segmenter.service.SegmenterService;
import dev.segue.segmenter.shared.SharedOutcomes;
import dev.segue.testkit.RealStack;
import dev.segue.testkit.TestStack;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * After an erasure nothing of the customer is to be found: not in any store, not in the files of the state directory once
 * they are compacted, and not in any compacted topic, on a real broker. That the search finds what there is to find is shown before.
 */
@Tag("long")
@ExtendWith(RealStack.class)
class ErasureIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The broker's cleaner looks every 15 seconds at what to compact. */
    private static final Duration UNTIL_COMPACTED = Duration.ofMinutes(3);

    /** The least of all ids, so that it is where RocksDB notes the least key of a file. */
    private static final String ERASED = "erased-7f3a91";

    /** Another id of the same customer, in the other partition. */
    private static final String ALIAS = inPartition(1 - Shop.partition(ERASED), "alias-0c44d2");

    private static final int PURCHASES = 40;
    private static final String PLAYBOOK = """
            segmentation: value
            strategies:
              - id: sorry
                when: {feedback: {complaint: true}}
                offer: {message: Sorry}
                channel: email
                holdout: 0
            """;

    /** Stores of all tasks together; those of the tasks themselves the streams name. */
    private static final List<String> GLOBAL_STORES =
            List.of(Models.STORE, SharedOutcomes.STORE, Recommendations.STORE);

    private final Shop shop;
    private final Traces traces = new Traces();
    private Path stateDir;
    private Path playbook;
    private EmbeddedServer server;
    private int strangers;

    ErasureIT(TestStack stack) {
        shop = new Shop(stack).open();
    }

    @BeforeEach
    void prepare(@TempDir Path directory) throws Exception {
        stateDir = directory.resolve("state");
        playbook = Files.writeString(directory.resolve("playbook.yaml"), PLAYBOOK);
        start();
    }

    private void start() {
        Map<String, Object> properties = shop.properties(shop.stack.registryUrl(), stateDir.toString());
        properties.put("segue.segmenter.playbooks", List.of(playbook.toString()));
        server = ApplicationContext.run(EmbeddedServer.class, properties);
        server.getApplicationContext().getBean(SegmenterService.class).start();
    }

    @AfterEach
    void stop() {
        server.close();
        shop.close();
    }

    @Test
    void shouldLeaveNoTraceInStoresFilesAndCompactedTopicsButTombstonesAndTheReceipt() throws Exception {
        // Given a customer with two ids, of whom there is much to be found
        shop.publish(Shop.model(1));
        live(ERASED);
        live(ALIAS);
        shop.request(ALIAS, new CustomersMerged("request-0", ERASED, ALIAS, Shop.START));
        shop.flush();
        await().atMost(PATIENCE).until(() -> shop.raw(Topic.REQUEST_RECEIPTS).size() == 1);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(traces.in(stored())).as("told by stores").containsExactlyElementsOf(traces.all());
            assertThat(traces.in(shop.live())).as("told by topics").containsExactlyElementsOf(traces.all());
        });
        server.close();
        StateFiles files = new StateFiles(stateDir);
        assertThat(all(files.live(traces))).as("told by stores that rest").containsExactlyElementsOf(traces.all());
        assertThat(all(files.raw(traces))).as("told by files").containsExactlyElementsOf(traces.all());
        files.compact();
        assertThat(all(files.raw(traces))).as("told by compacted files").containsExactlyElementsOf(traces.all());
        start();

        // When
        shop.request(ERASED, new CustomerErased("request-1", ERASED, Instant.ofEpochMilli(1_790_000_000_000L)));
        shop.flush();
        await().atMost(PATIENCE).until(() -> shop.raw(Topic.REQUEST_RECEIPTS).size() == 2);

        // Then campaign engines are told
        assertThat(shop.changes())
                .filteredOn(change -> change.key().equals(ERASED))
                .extracting(change -> change.value().getCause())
                .endsWith(Cause.ERASURE);
        assertThat(traces.in(shop.raw(Topic.REQUEST_RECEIPTS))).isEmpty();

        // And nothing that is read tells of them any more
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(traces.in(stored())).isEmpty();
            assertThat(traces.in(shop.live())).isEmpty();
        });

        // And the logs forget once they are compacted, which the last segment of a log is not: others write on.
        shop.compactSoon();
        await().atMost(UNTIL_COMPACTED).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            strangersComeAndMerge();
            assertThat(traces.in(shop.compacted().stream()
                            .filter(record -> record.value() != null)
                            .toList()))
                    .isEmpty();
        });

        // And so do the files.
        server.close();
        assertThat(files.live(traces))
                .containsKeys("customers", "seen-purchases", "timers", "forwardings", "handled-requests", "clock")
                .allSatisfy((store, found) -> assertThat(found).as(store).isEmpty());
        files.compact();
        assertThat(files.raw(traces))
                .allSatisfy((file, found) -> assertThat(found).as(file).isEmpty());
    }

    private static SortedSet<String> all(Map<String, SortedSet<String>> found) {
        SortedSet<String> all = new TreeSet<>();
        found.values().forEach(all::addAll);
        return all;
    }

    /** Has a customer do all that customers do, much of it as nobody else does, and notes what may tell of it. */
    private void live(String customer) {
        String mark = Integer.toHexString(customer.hashCode());
        traces.add(customer, customer);
        for (int i = 0; i < PURCHASES; i++) {
            Purchase purchase = Shop.purchase(customer, "event-%s-%d".formatted(mark, i), at(i), "10");
            traces.add(customer + "'s purchase " + i, purchase.getMessageId());
            send(Topic.PURCHASES, customer, purchase);
        }
        Map<String, Object> traits = new TreeMap<>();
        for (String trait : List.of("city", "email")) {
            traits.put(trait + mark, "of " + mark + " the " + trait);
            traces.add(customer + "'s trait " + trait, trait + mark)
                    .add(customer + "'s " + trait, "of " + mark + " the " + trait);
        }
        send(Topic.PROFILES, customer, new CustomerProfile("profile" + mark, customer, at(50), traits));
        traces.add(customer + "'s profile update", "profile" + mark);
        send(
                Topic.VISITS,
                customer,
                Visit.newBuilder()
                        .setMessageId("visit" + mark)
                        .setUserId(customer)
                        .setTimestamp(at(51))
                        .build());
        traces.add(customer + "'s visit", "visit" + mark);
        Feedback complaint = Feedback.newBuilder()
                .setMessageId("complaint" + mark)
                .setUserId(customer)
                .setTimestamp(at(52))
                .setType(FeedbackType.COMPLAINT)
                .build();
        send(Topic.FEEDBACK, customer, complaint);
        traces.add(customer + "'s complaint", complaint.getMessageId());
        shop.flush();
        StrategyTriggered trigger = await().atMost(PATIENCE).until(() -> trigger(customer), Objects::nonNull);
        traces.add(customer + "'s trigger", trigger.getId());
        send(
                Topic.CAMPAIGNS,
                customer,
                CampaignEvent.newBuilder()
                        .setMessageId("opened" + mark)
                        .setUserId(customer)
                        .setTimestamp(at(53))
                        .setType(CampaignEventType.OPENED)
                        .setCampaignId("campaign")
                        .setTriggerId(trigger.getId())
                        .build());
        traces.add(customer + "'s message", "opened" + mark);
        Purchase last = Shop.purchase(customer, "last" + mark, at(54), "10");
        last.setChannel("kiosk-" + mark);
        last.setProducts(List.of(
                OrderLine.newBuilder(last.getProducts().getFirst()).build(),
                OrderLine.newBuilder(last.getProducts().getFirst())
                        .setProductId("product" + mark)
                        .setCategory("category" + mark)
                        .build()));
        send(Topic.PURCHASES, customer, last);
        traces.add(customer + "'s last purchase", last.getMessageId())
                .add(customer + "'s last order", last.getOrderId())
                .add(customer + "'s channel", last.getChannel())
                .add(customer + "'s product", "product" + mark)
                .add(customer + "'s category", "category" + mark);
        shop.flush();
    }

    private @Nullable StrategyTriggered trigger(String customer) {
        return shop.triggers().stream()
                .filter(trigger -> trigger.getUserId().equals(customer))
                .findFirst()
                .orElse(null);
    }

    /** Keys and values of all stores as they are read while the segmenter runs, those that are only in memory among them. */
    private Stream<byte[]> stored() {
        KafkaStreams streams = Objects.requireNonNull(server.getApplicationContext()
                        .getBean(SegmenterService.class)
                        .running())
                .streams();
        Set<String> stores = new TreeSet<>(streams.allLocalStorePartitionLags().keySet());
        assertThat(stores).contains("customers", "product-tallies").hasSize(9);
        stores.addAll(GLOBAL_STORES);
        List<byte[]> bytes = new ArrayList<>();
        for (String store : stores) {
            try (KeyValueIterator<Object, Object> entries = streams.store(
                            StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.keyValueStore()))
                    .all()) {
                entries.forEachRemaining(entry -> {
                    bytes.add(bytes(entry.key));
                    bytes.add(bytes(entry.value));
                });
            }
        }
        return bytes.stream();
    }

    private static byte[] bytes(Object stored) {
        return switch (stored) {
            case byte[] bytes -> bytes;
            case Bytes bytes -> bytes.get();
            case String text -> text.getBytes(UTF_8);
            case Long number -> ByteBuffer.allocate(Long.BYTES).putLong(number).array();
            default -> throw new IllegalStateException("stored as " + stored.getClass());
        };
    }

    /** Two customers in each partition, who buy and become one: so that all changelogs are written to. */
    private void strangersComeAndMerge() {
        for (String beside : List.of(ERASED, ALIAS)) {
            String one = beside("stranger-" + strangers++, beside);
            String other = beside("stranger-" + strangers++, beside);
            for (int i = 0; i < PURCHASES; i++) {
                for (String stranger : List.of(one, other)) {
                    send(
                            Topic.PURCHASES,
                            stranger,
                            Shop.purchase(stranger, "%s-order-%d".formatted(stranger, i), at(i), "10"));
                }
            }
            shop.request(one, new CustomersMerged("merge-" + one, other, one, Shop.START));
        }
        shop.flush();
    }

    private void send(Topic topic, String customer, SpecificRecord event) {
        shop.send(topic, customer, event);
    }

    private static Instant at(int second) {
        return Shop.START.plusSeconds(second);
    }

    /** Somebody whose id begins so, in the partition of another. */
    private static String beside(String id, String other) {
        return inPartition(Shop.partition(other), id);
    }

    private static String inPartition(int partition, String id) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> id + "-" + i)
                .filter(candidate -> Shop.partition(candidate) == partition)
                .findFirst()
                .orElseThrow();
    }
}
