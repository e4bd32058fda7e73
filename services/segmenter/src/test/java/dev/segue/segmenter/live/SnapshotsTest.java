package dev.segue.segmenter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.CustomerFeatures;
import dev.segue.avro.topics.Topic;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.FeatureCatalogue;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features are published at a change, but for one customer at most every five seconds. */
class SnapshotsTest {
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration A_TICK = Duration.ofMillis(100);

    @TempDir
    Path stateDir;

    @Test
    void shouldPublishAtOnceAndThenTheLastStateWhenTheIntervalIsOver() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given
            segue.buy("c1", "e0", Segue.START, "20");
            assertThat(segue.features.readValuesToList())
                    .singleElement()
                    .satisfies(features -> assertThat(features.getOrders()).isEqualTo(1));

            // When
            for (int i = 1; i < 10; i++) {
                segue.pass(Duration.ofMillis(500));
                segue.buy("c1", "e" + i, Segue.START.plusSeconds(i), "20");
            }
            segue.pass(Duration.ofMillis(499));

            // Then
            assertThat(segue.features.isEmpty()).isTrue();
            segue.pass(Duration.ofMillis(1));
            assertThat(segue.features.readValuesToList())
                    .singleElement()
                    .satisfies(features -> assertThat(features.getOrders()).isEqualTo(10));

            // And nothing more, as nothing more happens.
            segue.pass(INTERVAL);
            segue.pass(INTERVAL);
            assertThat(segue.features.isEmpty()).isTrue();
        }
    }

    @Test
    void shouldPublishAtOnceAgainAfterAQuietInterval() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.buy("c1", "e1", Segue.START, "20");
            segue.pass(INTERVAL);
            segue.features.readValuesToList();

            segue.buy("c1", "e2", Segue.START, "20");

            assertThat(segue.features.getQueueSize()).isEqualTo(1);
        }
    }

    @Test
    void shouldKeepToTheIntervalWhenATimerFiresWithinIt() {
        // Given a customer whose features wait to be published
        TaskOnMemory task = new TaskOnMemory(Segue.settings(ClockMode.EVENT, 500));
        task.model(Segue.model(1, "recency_days", 0, 100, Segue.FREE));
        task.restart();
        task.buy("c1", "e1", Segue.START, 20);
        task.buy("c1", "e2", Segue.START.plusSeconds(1), 20);
        assertThat(task.features()).hasSize(1);

        // When their timer fires
        task.buy("c2", "e3", Segue.day(60), 20);
        assertThat(task.count("segue.timers.fired")).isEqualTo(1);

        // Then
        assertThat(task.features()).extracting(CustomerFeatures::getUserId).containsExactly("c2");
        task.pass(INTERVAL);
        assertThat(task.features()).extracting(CustomerFeatures::getUserId).containsExactly("c1");
    }

    @Test
    void shouldNotAnswerABurstWithAFlood() {
        // Given ten a second are allowed
        TaskOnMemory task = new TaskOnMemory(Segue.settings(ClockMode.EVENT, 10));
        IntStream.range(0, 3).forEach(i -> task.pass(A_TICK));

        // When
        IntStream.range(0, 60).forEach(i -> task.buy("c" + i, "e" + i, Segue.START, 20));

        // Then
        List<CustomerFeatures> published = task.features();
        assertThat(published).hasSize(10);
        Set<String> customers = new HashSet<>();
        published.forEach(features -> customers.add(features.getUserId()));
        for (int second = 0; second < 5; second++) {
            int some = 0;
            for (int tick = 0; tick < 10; tick++) {
                task.pass(A_TICK);
                for (CustomerFeatures features : task.features()) {
                    some++;
                    assertThat(customers.add(features.getUserId())).isTrue();
                }
            }
            assertThat(some).isEqualTo(10);
        }
        assertThat(customers).hasSize(60);
    }

    @Test
    void shouldNotSaveUpAllowanceWhileItIsQuiet() {
        TaskOnMemory task = new TaskOnMemory(Segue.settings(ClockMode.EVENT, 10));
        task.buy("first", "e", Segue.START, 20);
        task.pass(Duration.ofHours(1));
        task.features();

        IntStream.range(0, 60).forEach(i -> task.buy("c" + i, "e" + i, Segue.START, 20));

        assertThat(task.features()).hasSize(10);
    }

    @Test
    void shouldPublishAfterARestartWhatWasOwedBefore() {
        // Given
        TaskOnMemory task = new TaskOnMemory(Segue.settings(ClockMode.EVENT, 500));
        task.buy("c1", "e1", Segue.START, 20);
        task.buy("c1", "e2", Segue.START.plusSeconds(1), 30);
        assertThat(task.features()).hasSize(1);

        // When
        task.restart();
        task.pass(A_TICK);

        // Then
        assertThat(task.features()).isEmpty();
        task.pass(INTERVAL);
        assertThat(task.features())
                .singleElement()
                .satisfies(features -> assertThat(features.getOrders()).isEqualTo(2));
        task.pass(INTERVAL);
        assertThat(task.features()).isEmpty();
    }

    @Test
    void shouldPublishWhatTheCatalogueSays() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given
            segue.buy("c1", "e1", Segue.START, "20.1234");
            segue.send(
                    Topic.PROFILES,
                    "c1",
                    Segue.profile("c1", "p1", Segue.day(1), Map.of("income", 9L, "education", "PhD", "member", true)));
            segue.features.readValuesToList();

            // When
            segue.buy("c2", "e2", Segue.day(30), "1");
            segue.pass(INTERVAL);

            // Then
            TestRecord<String, CustomerFeatures> record = segue.features.readRecordsToList().stream()
                    .filter(r -> r.key().equals("c1"))
                    .toList()
                    .getFirst();
            CustomerFeatures features = record.value();
            Customer customer = segue.known("c1");
            assertThat(features.getUserId()).isEqualTo("c1");
            assertThat(features.getAsOf()).isEqualTo(Segue.day(30));
            assertThat(features.getHalfLifeDays()).isEqualTo(90);
            assertThat(features.getEvidence()).isEqualTo(1);
            assertThat(features.getGross()).isEqualTo(new BigDecimal("20.1234"));
            assertThat(features.getRefunds()).isEqualTo(new BigDecimal("0.0000"));
            assertThat(features.getFirstPurchase()).isEqualTo(Segue.START);
            assertThat(features.getLastPurchase()).isEqualTo(Segue.START);
            Map<String, Object> expected = new HashMap<>();
            FeatureCatalogue.allOf(customer.state(), Segue.day(30).toEpochMilli(), Segue.DECAY)
                    .forEach((name, value) -> expected.put(name, plain(value)));
            assertThat(features.getFeatures())
                    .isEqualTo(expected)
                    .containsEntry("recency_days", 30.0)
                    .containsEntry("monetary", 20.1234)
                    .containsEntry("profile.education", "PhD")
                    .containsEntry("profile.member", true)
                    .containsEntry("category_share.wine", 1.0);
        }
    }

    @Test
    void shouldPublishNoPurchaseDatesForWhoBoughtNothing() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.send(Topic.VISITS, "c1", Segue.visit("c1", "v1", Segue.START));

            CustomerFeatures features = segue.features.readValue();
            assertThat(features.getFirstPurchase()).isNull();
            assertThat(features.getLastPurchase()).isNull();
            assertThat(features.getFeatures()).doesNotContainKeys("recency_days", "tenure_days");
        }
    }

    private static Object plain(TraitValue value) {
        return switch (value) {
            case TraitValue.Number number -> number.value();
            case TraitValue.Text text -> text.value();
            case TraitValue.Flag flag -> flag.value();
            case TraitValue.Absent absent -> throw new AssertionError("absent features are left out");
        };
    }
}
