package dev.segue.segmenter.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.avro.Cause;
import dev.segue.avro.MergeReceipt;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.topics.Topic;
import dev.segue.segmentation.features.Decayed.Total;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergingTest {
    private static final Instant ASKED = Segue.WALL;

    private final Segue segue;

    MergingTest(@TempDir Path stateDir) {
        segue = new Segue(stateDir, ClockMode.EVENT);
        segue.publish(Segue.model(1, "monetary", 0, 1000, Segue.FREE));
    }

    @AfterEach
    void close() {
        segue.close();
    }

    @Test
    void shouldMakeOneCustomerOfTwo() {
        // Given
        buy("goes", "g", 50);
        buy("stays", "s", 3);
        segue.send(Topic.PROFILES, "goes", Segue.profile("goes", "p", Segue.START, Map.of("city", "Lisbon")));

        // When
        segue.merge("goes", "stays", "request", ASKED);

        // Then
        assertThat(segue.customer("goes")).isNull();
        assertThat(segue.known("stays").state()).satisfies(state -> {
            assertThat(state.lifetime().orders()).isEqualTo(53);
            assertThat(state.lifetime().gross()).isEqualTo(53 * 100_000L);
            assertThat(state.decayed().total(Total.ORDERS)).isCloseTo(53, Assertions.within(0.01));
            assertThat(state.traits().value("city").asText()).isEqualTo("Lisbon");
        });
        assertThat(segue.receipts.readKeyValuesToList())
                .containsExactly(KeyValue.pair(
                        "request", new MergeReceipt("request", ASKED, Segue.WALL.plusSeconds(1), true, 50L)));
        assertThat(segue.count("segue.customer.requests", "type", "merge")).isEqualTo(1);
    }

    @Test
    void shouldSayThatTheOneLeftAndWhereTheOtherIsNow() {
        // Given
        buy("goes", "g", 45);
        buy("stays", "s", 45);
        segue.changes.readValuesToList();

        // When
        segue.merge("goes", "stays", "request", ASKED);

        // Then
        List<SegmentChanged> changes = segue.changes.readValuesToList();
        assertThat(changes).extracting(SegmentChanged::getCause).containsExactly(Cause.MERGE, Cause.MERGE);
        assertThat(changes).extracting(SegmentChanged::getUserId).containsExactly("goes", "stays");
        assertThat(changes).extracting(SegmentChanged::getToSlug).containsExactly(null, "high");
        assertThat(changes).extracting(SegmentChanged::getCausedBy).containsOnly("request");
        assertThat(segue.features.readKeyValuesToList())
                .filteredOn(record -> record.key.equals("goes"))
                .last()
                .satisfies(record -> assertThat(record.value).isNull());
    }

    /** Of the going customer's purchases some are in the state, some in the store of older ones, and both move. */
    @Test
    void shouldStillDropPurchasesThatEitherHadSeen() {
        // Given
        buy("goes", "g", 50);
        buy("stays", "s", 50);
        segue.merge("goes", "stays", "request", ASKED);

        // When
        buy("goes", "g", 50);
        buy("stays", "s", 50);
        buy("stays", "g", 50);

        // Then
        assertThat(segue.known("stays").state().lifetime().orders()).isEqualTo(100);
        assertThat(segue.count("segue.duplicates", "type", "order")).isEqualTo(150);
    }

    @Test
    void shouldBringToTheOtherWhatComesLaterForTheOneWhoWent() {
        // Given
        buy("goes", "g", 1);
        segue.merge("goes", "stays", "request", ASKED);

        // When
        buy("goes", "late", 2);

        // Then
        assertThat(segue.customer("goes")).isNull();
        assertThat(segue.known("stays").state().lifetime().orders()).isEqualTo(3);
    }

    @Test
    void shouldMergeOnceHoweverOftenItIsAskedFor() {
        // Given
        buy("goes", "g", 2);
        segue.merge("goes", "stays", "request", ASKED);
        byte[] before = segue.stored("stays");

        // When
        segue.merge("goes", "stays", "request", ASKED);
        segue.merge("goes", "stays", "another", ASKED);

        // Then
        assertThat(segue.stored("stays")).isEqualTo(before);
        assertThat(segue.receipts.readKeyValuesToList())
                .extracting(receipt -> receipt.key)
                .containsExactly("request", "another");
    }

    /** What was sent may be read again when the broker has forgotten where the segmenter was. */
    @Test
    void shouldTakeInOnceWhatIsDeliveredTwice() {
        // Given
        buy("goes", "g", 50);
        segue.merge("goes", "stays", "request", ASKED);
        byte[] before = segue.stored("stays");

        // When
        segue.moves.readKeyValuesToList().forEach(move -> segue.sendMove(move.key, move.value));

        // Then
        assertThat(segue.stored("stays")).isEqualTo(before);
    }

    @Test
    void shouldFollowAChain() {
        // Given
        List.of("a", "b", "c").forEach(customer -> buy(customer, customer, 1));
        segue.merge("a", "b", "ab", ASKED);
        segue.merge("b", "c", "bc", ASKED);

        // When
        buy("a", "late", 1);

        // Then
        assertThat(segue.customer("a")).isNull();
        assertThat(segue.customer("b")).isNull();
        assertThat(segue.known("c").state().lifetime().orders()).isEqualTo(4);
    }

    @Test
    void shouldLeaveOneCustomerOfMergesThatContradictEachOther() {
        // Given
        List.of("a", "b", "c").forEach(customer -> buy(customer, customer, 1));

        // When
        segue.merge("a", "b", "ab", ASKED);
        segue.merge("b", "c", "bc", ASKED);
        segue.merge("c", "a", "ca", ASKED);
        List.of("a", "b", "c").forEach(customer -> buy(customer, customer + "-late", 1));

        // Then
        assertThat(List.of("a", "b", "c"))
                .filteredOn(customer -> segue.customer(customer) != null)
                .singleElement()
                .satisfies(customer -> assertThat(
                                segue.known(customer).state().lifetime().orders())
                        .isEqualTo(6));
    }

    @Test
    void shouldForwardTheIdOfSomebodyUnknownToo() {
        // Given
        segue.merge("goes", "stays", "request", ASKED);

        // When
        buy("goes", "g", 1);

        // Then
        assertThat(segue.known("stays").state().lifetime().orders()).isEqualTo(1);
        assertThat(((MergeReceipt) segue.receipts.readValue()).getKnown()).isFalse();
    }

    @Test
    void shouldEraseWhoWasMergedByAnyOfTheirIdsAndLeaveNoneOfThem() {
        // Given
        buy("goes-1", "g", 50);
        segue.merge("goes-1", "goes-2", "one", ASKED);
        segue.merge("goes-2", "stays-3", "two", ASKED);

        // When
        segue.erase("goes-1", "erase", ASKED);

        // Then
        assertThat(segue.everythingStored()).noneMatch(entry -> entry.contains("goes-") || entry.contains("stays-"));
        assertThat(segue.receipts.readKeyValuesToList())
                .extracting(receipt -> receipt.key)
                .endsWith("erase");

        // And the ids are anybody's again.
        buy("goes-1", "g", 1);
        assertThat(segue.known("goes-1").state().lifetime().orders()).isEqualTo(1);
        assertThat(segue.customer("stays-3")).isNull();
    }

    @Test
    void shouldSetAMergeWithOneselfAside() {
        // When
        segue.merge("a", "a", "request", ASKED);

        // Then
        assertThat(new String(
                        segue.deadLetters
                                .readRecord()
                                .headers()
                                .lastHeader("segue_reason")
                                .value(),
                        StandardCharsets.UTF_8))
                .isEqualTo("same-customer");
    }

    /** Who cannot be read stays, and can be merged once they can be. */
    @Test
    void shouldNotLoseWhoCannotBeRead(@TempDir Path stateDir) {
        try (Segue forgetful = new Segue(stateDir, Segue.settings(ClockMode.EVENT, 500, 0))) {
            // Given
            forgetful.buy("goes", "g", Segue.START, "10");
            byte[] state = forgetful.stored("goes");
            forgetful.spoil("goes");

            // When
            assertThatThrownBy(() -> forgetful.merge("goes", "stays", "request", ASKED))
                    .hasRootCauseInstanceOf(IllegalStateException.class);

            // Then
            assertThat(forgetful.stored("goes")).isNotNull().isNotEqualTo(state);
            assertThat(forgetful.moves.isEmpty()).isTrue();
        }
    }

    private void buy(String customer, String prefix, int times) {
        IntStream.range(0, times).forEach(i -> segue.buy(customer, prefix + i, Segue.START.plusSeconds(i), "10"));
    }
}
