package dev.segue.segmenter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.Cause;
import dev.segue.avro.ErasureReceipt;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureTest {
    /** Long after the events, as when someone asks during a replay. */
    private static final Instant ASKED = Segue.WALL;

    private final Segue segue;

    ErasureTest(@TempDir Path stateDir) {
        segue = new Segue(stateDir, ClockMode.EVENT);
        segue.publish(Segue.model(1, "recency_days", 0, 100, Segue.FREE));
    }

    @AfterEach
    void close() {
        segue.close();
    }

    @Test
    void shouldRemoveTheCustomerFromEveryStoreAndLeaveTheOthers() {
        // Given
        buy("erased-one", 50);
        segue.send(
                Topic.PROFILES,
                "erased-one",
                Segue.profile("erased-one", "profile", Segue.START, Map.of("city", "Timbuktu")));
        buy("erased-one-more", 50);
        byte[] other = segue.stored("erased-one-more");
        assertThat(segue.everythingStored()).anyMatch(entry -> entry.contains("Timbuktu"));

        // When
        segue.erase("erased-one", "request", ASKED);

        // Then
        assertThat(segue.everythingStored())
                .noneMatch(entry -> entry.replace("erased-one-more", "").contains("erased-one"))
                .noneMatch(entry -> entry.contains("Timbuktu"));
        assertThat(segue.timers()).extracting(Timers.Due::customer).containsExactly("erased-one-more");
        assertThat(segue.stored("erased-one-more")).isEqualTo(other);
        assertThat(segue.count("segue.customer.requests", "type", "erase")).isEqualTo(1);
    }

    @Test
    void shouldLeaveAReceiptThatDoesNotSayWhoItWas() {
        // Given
        buy("c1", 50);

        // When
        segue.erase("c1", "request", ASKED);

        // Then
        assertThat(segue.receipts.readKeyValuesToList()).singleElement().satisfies(receipt -> {
            assertThat(receipt.key).isEqualTo("request");
            assertThat(receipt.value)
                    .isEqualTo(new ErasureReceipt(
                            "request",
                            ASKED,
                            Segue.WALL.plusSeconds(1),
                            Map.of("customers", 1L, "seen-purchases", 32L, "timers", 1L),
                            1));
        });
    }

    @Test
    void shouldSayThatTheCustomerLeftTheirSegmentsAndThatTheirFeaturesAreGone() {
        // Given
        buy("c1", 2);
        segue.changes.readValuesToList();
        segue.features.readValuesToList();

        // When
        segue.erase("c1", "request", ASKED);

        // Then
        SegmentChanged left = segue.changes.readValue();
        assertThat(left.getCause()).isEqualTo(Cause.ERASURE);
        assertThat(left.getFrom()).isEqualTo("value-1");
        assertThat(left.getFromSlug()).isEqualTo("low");
        assertThat(left.getTo()).isNull();
        assertThat(left.getCausedBy()).isEqualTo("request");
        // The stream's own time, not that of the person who asks.
        assertThat(left.getTimestamp()).isEqualTo(Segue.START.plusSeconds(1));
        TestRecord<String, ?> tombstone = segue.features.readRecord();
        assertThat(tombstone.key()).isEqualTo("c1");
        assertThat(tombstone.value()).isNull();
    }

    @Test
    void shouldPublishNothingOfTheCustomerAfterwards() {
        // Given features that are owed, and a timer
        for (String customer : List.of("c1", "c2")) {
            buy(customer, 1);
            segue.send(Topic.VISITS, customer, Segue.visit(customer, "visit", Segue.START));
        }
        segue.erase("c1", "request", ASKED);
        segue.features.readKeyValuesToList();
        segue.changes.readKeyValuesToList();

        // When
        segue.buy("c2", "later", Segue.day(80), "1");
        segue.pass(Duration.ofMinutes(1));
        segue.publish(Segue.model(2, "recency_days", 0, 100, Segue.FREE));

        // Then
        assertThat(segue.changes.readKeyValuesToList()).isNotEmpty().noneMatch(change -> change.key.equals("c1"));
        assertThat(segue.features.readKeyValuesToList()).isNotEmpty().noneMatch(record -> record.key.equals("c1"));
    }

    @Test
    void shouldBeginANewCustomerWithWhatComesLater() {
        // Given
        buy("c1", 50);
        List<String> before = segue.changes.readValuesToList().stream()
                .map(SegmentChanged::getId)
                .toList();
        segue.erase("c1", "request", ASKED);
        segue.changes.readValuesToList();

        // When even an event comes that the old customer had, and one at the same time as their first
        segue.buy("c1", "e0", Segue.day(1), "10");

        // Then
        assertThat(segue.known("c1").state().lifetime().orders()).isEqualTo(1);
        assertThat(segue.changes.readValuesToList()).singleElement().satisfies(change -> {
            assertThat(change.getFrom()).isNull();
            assertThat(before).doesNotContain(change.getId());
        });
    }

    @Test
    void shouldNotEraseANewCustomerWhenTheRequestIsDeliveredAgain() {
        // Given
        buy("c1", 1);
        segue.erase("c1", "request", ASKED);
        buy("c1", 2);
        byte[] before = segue.stored("c1");
        segue.receipts.readKeyValuesToList();

        // When
        segue.erase("c1", "request", ASKED);

        // Then
        assertThat(segue.stored("c1")).isEqualTo(before);
        assertThat(segue.receipts.isEmpty()).isTrue();
        assertThat(segue.count("segue.duplicates", "type", "erase")).isEqualTo(1);
    }

    @Test
    void shouldAnswerARequestAboutSomebodyUnknownWithAReceiptOfNothing() {
        // When
        segue.erase("nobody", "request", ASKED);

        // Then
        assertThat((ErasureReceipt) segue.receipts.readValue()).satisfies(receipt -> {
            assertThat(receipt.getRemoved()).isEmpty();
            assertThat(receipt.getSegmentsLeft()).isZero();
        });
        assertThat(segue.changes.isEmpty()).isTrue();
        assertThat(segue.features.readRecord().value()).isNull();
    }

    /** Whoever cannot be read any more can still be erased. */
    @Test
    void shouldEraseACustomerWhoseStateCannotBeRead(@TempDir Path stateDir) {
        // Given, with nothing kept in memory
        try (Segue forgetful = new Segue(stateDir, Segue.settings(ClockMode.EVENT, 500, 0))) {
            forgetful.publish(Segue.model(1, "recency_days", 0, 100, Segue.FREE));
            IntStream.range(0, 50).forEach(i -> forgetful.buy("c1", "e" + i, Segue.START.plusSeconds(i), "10"));
            forgetful.spoil("c1");

            // When
            forgetful.erase("c1", "request", ASKED);

            // Then
            assertThat(forgetful.customer("c1")).isNull();
            assertThat(forgetful.timers()).isEmpty();
            assertThat(((ErasureReceipt) forgetful.receipts.readValue()).getRemoved())
                    .isEqualTo(Map.of("customers", 1L, "seen-purchases", 32L, "timers", 1L));
        }
    }

    @Test
    void shouldSetARequestAsideThatDoesNotSayWhom() {
        // When
        segue.sendRaw(
                Topic.CUSTOMER_REQUESTS,
                "c1".getBytes(StandardCharsets.UTF_8),
                segue.bytes(Topic.CUSTOMER_REQUESTS, new dev.segue.avro.CustomerErased("request", "c2", ASKED)),
                new RecordHeaders());

        // Then
        assertThat(new String(
                        segue.deadLetters
                                .readRecord()
                                .headers()
                                .lastHeader("segue_reason")
                                .value(),
                        StandardCharsets.UTF_8))
                .isEqualTo("customer-id-mismatch");
        assertThat(segue.receipts.isEmpty()).isTrue();
    }

    private void buy(String customer, int times) {
        IntStream.range(0, times).forEach(i -> segue.buy(customer, "e" + i, Segue.START.plusSeconds(i), "10"));
    }
}
