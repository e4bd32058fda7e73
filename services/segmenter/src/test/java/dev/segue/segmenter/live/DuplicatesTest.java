package dev.segue.segmenter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.CampaignEventType;
import dev.segue.avro.FeedbackType;
import dev.segue.avro.topics.Topic;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.features.Decayed.Total;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicatesTest {
    @TempDir
    Path stateDir;

    /** At once, when the state is full, when it has spilled once, and when it has spilled many times. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 47, 48, 49, 100, 500})
    void shouldDropAPurchaseSeenBeforeHoweverManyCameSince(int since) {
        // Given
        TaskOnMemory task = new TaskOnMemory(Segue.settings(ClockMode.EVENT, 500));
        task.buy("c1", "first", Segue.START, 7);
        IntStream.range(0, since).forEach(i -> task.buy("c1", "e" + i, Segue.START.plusSeconds(i), 1));

        // When
        task.buy("c1", "first", Segue.START, 7);

        // Then
        assertThat(task.known("c1").state().lifetime().orders()).isEqualTo(1 + since);
        assertThat(task.known("c1").state().lifetime().gross()).isEqualTo(70_000 + since * 10_000L);
        assertThat(task.count("segue.duplicates")).isEqualTo(1);
        assertThat(task.count("segue.events")).isEqualTo(1 + since);
    }

    @Test
    void shouldDropEveryPurchaseOfAReplayAndPublishNothing() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given
            segue.publish(Segue.model(1, "monetary", 10, 1000, Segue.FREE));
            IntStream.range(0, 120).forEach(i -> segue.buy("c1", "e" + i, Segue.START.plusSeconds(i), "10"));
            segue.pass(Segue.settings(ClockMode.EVENT, 1).snapshotInterval());
            segue.changes.readValuesToList();
            segue.features.readValuesToList();
            byte[] before = segue.stored("c1");

            // When
            IntStream.range(0, 120).forEach(i -> segue.buy("c1", "e" + i, Segue.START.plusSeconds(i), "10"));
            segue.pass(Segue.settings(ClockMode.EVENT, 1).snapshotInterval());

            // Then
            assertThat(segue.stored("c1")).isEqualTo(before);
            assertThat(segue.changes.isEmpty()).isTrue();
            assertThat(segue.features.isEmpty()).isTrue();
            assertThat(segue.count("segue.duplicates")).isEqualTo(120);
        }
    }

    @Test
    void shouldGoByTheIdWhateverElseIsDifferent() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.buy("c1", "e1", Segue.START, "7");

            segue.buy("c1", "e1", Segue.START.plusSeconds(60), "70");

            assertThat(segue.known("c1").state().lifetime().gross()).isEqualTo(70_000);
            assertThat(segue.known("c1").state().lifetime().lastPurchase()).isEqualTo(Segue.START.toEpochMilli());
        }
    }

    @Test
    void shouldNotTakeAnotherCustomersPurchaseForADuplicate() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given customers whose ids are as long as another's or begin alike, each with purchases of their own that
            // went to the store of older ones
            List<String> customers = List.of("c", "d", "c1", "d1", "c11", "c1\u0000");
            for (String customer : customers) {
                IntStream.range(0, 33).forEach(i -> segue.buy(customer, customer + "-" + i, Segue.START, "1"));
            }

            // When each has the ids that others have there
            for (String customer : customers) {
                for (String other : customers) {
                    if (!other.equals(customer)) {
                        segue.buy(customer, other + "-0", Segue.START, "1");
                    }
                }
            }

            // Then
            assertThat(segue.count("segue.duplicates")).isZero();
            for (String customer : customers) {
                assertThat(segue.known(customer).state().lifetime().orders()).isEqualTo(33 + customers.size() - 1);
            }
        }
    }

    /** Thirty-two others are remembered at least, sixty-four at most; what is older than that counts again. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31})
    void shouldDropOtherEventsSeenAmongTheLatest(int since) {
        Map<Topic, SpecificRecord> events = Map.of(
                Topic.VISITS, Segue.visit("c1", "v", Segue.START),
                Topic.CAMPAIGNS, Segue.campaign("c1", "m", Segue.START, CampaignEventType.SENT),
                Topic.FEEDBACK, Segue.feedback("c1", "f", Segue.START, FeedbackType.NPS, 9));
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given
            IntStream.range(0, 40)
                    .forEach(i -> segue.send(Topic.VISITS, "c1", Segue.visit("c1", "before" + i, Segue.START)));
            events.forEach((topic, event) -> segue.send(topic, "c1", event));
            IntStream.range(0, since)
                    .forEach(i -> segue.send(Topic.VISITS, "c1", Segue.visit("c1", "v" + i, Segue.START)));
            double visits = total(segue, Total.VISITS);

            // When
            events.forEach((topic, event) -> segue.send(topic, "c1", event));

            // Then
            assertThat(total(segue, Total.VISITS)).isEqualTo(visits);
            assertThat(total(segue, Total.SENT)).isEqualTo(1);
            assertThat(total(segue, Total.NPS_GIVEN)).isEqualTo(1);
            assertThat(segue.count("segue.duplicates", "type", "sitevisit")).isEqualTo(1);
            assertThat(segue.count("segue.duplicates", "type", "campaignmessage"))
                    .isEqualTo(1);
            assertThat(segue.count("segue.duplicates", "type", "opinion")).isEqualTo(1);
        }
    }

    @Test
    void shouldNotKeepMoreOfOtherEventsThanTheHorizon() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            IntStream.rangeClosed(0, CustomerState.RECENT_OTHERS)
                    .forEach(i -> segue.send(Topic.VISITS, "c1", Segue.visit("c1", "v" + i, Segue.START)));

            segue.send(Topic.VISITS, "c1", Segue.visit("c1", "v0", Segue.START));

            assertThat(total(segue, Total.VISITS)).isEqualTo(CustomerState.RECENT_OTHERS + 2);
        }
    }

    @Test
    void shouldLetAPurchaseAndAVisitHaveTheSameId() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.buy("c1", "same", Segue.START, "7");

            segue.send(Topic.VISITS, "c1", Segue.visit("c1", "same", Segue.START));

            assertThat(total(segue, Total.VISITS)).isEqualTo(1);
        }
    }

    @Test
    void shouldNotCostMoreAnEventAsTheHistoryGrows() {
        // Given a task that keeps nobody in memory, so that every read is seen
        TaskOnMemory task = new TaskOnMemory(Segue.settings(ClockMode.EVENT, 500, 0));
        buyAndVisit(task, 0, 160);
        int bytes = task.storedBytes("c1");

        // When: a hundred and sixty are ten times the sixteen that leave the state together.
        task.calls.clear();
        buyAndVisit(task, 160, 320);
        Map<String, Integer> early = new TreeMap<>(task.calls);
        buyAndVisit(task, 320, 4_800);
        task.calls.clear();
        buyAndVisit(task, 4_800, 4_960);

        // Then
        assertThat(task.calls).isEqualTo(early);
        assertThat(early)
                .containsEntry("customers.get", 320)
                .containsEntry("customers.put", 320)
                .containsEntry("seen-purchases.get", 160)
                .containsEntry("seen-purchases.put", 160)
                .doesNotContainKeys("timers.all", "customers.all", "seen-purchases.all", "seen-purchases.range");
        assertThat(task.storedBytes("c1")).isLessThan(1_200).isLessThan(bytes + 400);
        assertThat(task.known("c1").state().lifetime().orders()).isEqualTo(4_960);
    }

    private static void buyAndVisit(TaskOnMemory task, int from, int to) {
        for (int i = from; i < to; i++) {
            Instant at = Segue.START.plusSeconds(i);
            task.buy("c1", "e" + i, at, 1);
            task.process("c1", TaskOnMemory.visit("v" + i, at));
        }
    }

    private static double total(Segue segue, Total total) {
        Customer customer = segue.known("c1");
        return customer.state().decayed().total(total);
    }
}
