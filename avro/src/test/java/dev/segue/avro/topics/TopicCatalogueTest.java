package dev.segue.avro.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicCatalogueTest {
    private final TopicCatalogue catalogue = new TopicCatalogue("shop.segue.");

    @Test
    void namesAreThePrefixAndTheTopic() {
        assertThat(catalogue.name(Topic.PURCHASES)).isEqualTo("shop.segue.purchases.v1");
        assertThat(catalogue.name(Topic.DEAD_LETTERS)).isEqualTo("shop.segue.inputs.v1.dlq");
        assertThat(new TopicCatalogue("").name(Topic.VISITS)).isEqualTo("visits.v1");
    }

    @Test
    void inputsMayBeSharedWithAnother() {
        TopicCatalogue green = new TopicCatalogue("green.", "shop.segue.");

        assertThat(green.inputs()).isEqualTo(catalogue.inputs());
        assertThat(Arrays.stream(Topic.values()).filter(topic -> !Topic.inputs().contains(topic)))
                .allMatch(topic -> green.name(topic).equals("green." + topic.unprefixed()));
    }

    @Test
    void namesAreVersionedAndAllDifferent() {
        assertThat(Arrays.stream(Topic.values()).map(Topic::unprefixed))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z-]+\\.v\\d+(\\.dlq)?"));
    }

    @Test
    void theInputsAreWhatTheSegmenterReads() {
        assertThat(catalogue.inputs())
                .containsExactly(
                        "shop.segue.purchases.v1",
                        "shop.segue.campaigns.v1",
                        "shop.segue.profiles.v1",
                        "shop.segue.visits.v1",
                        "shop.segue.feedback.v1",
                        "shop.segue.customer-requests.v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "segue/", "ségue", "segue:", "segue\n"})
    void aPrefixKafkaWouldNotTakeIsRefused(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicCatalogue(prefix))
                .withMessageContaining("prefix")
                .withMessageContaining(prefix);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicCatalogue("segue.", prefix))
                .withMessageContaining(prefix);
    }

    @Test
    void aPrefixThatLeavesNoRoomForTheNameIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TopicCatalogue("a".repeat(101)));
        TopicCatalogue longest = new TopicCatalogue("a".repeat(100));

        assertThat(Arrays.stream(Topic.values()).map(longest::name)).allMatch(name -> name.length() <= 249);
    }

    @Test
    void everythingKeyedByCustomerHasThePartitionsAskedForAndWhatIsReadWholeHasOne() {
        Set<Topic> whole =
                EnumSet.of(Topic.SEGMENT_MODELS, Topic.MODEL_REPORTS, Topic.STRATEGY_OUTCOMES, Topic.PRODUCT_TALLIES);
        for (Topic topic : Topic.values()) {
            assertThat(topic.partitions(8)).as(topic.name()).isEqualTo(whole.contains(topic) ? 1 : 8);
        }
    }

    @Test
    void whatAStateIsRebuiltFromIsKeptForGood() {
        for (Topic topic : new Topic[] {Topic.PURCHASES, Topic.PROFILES, Topic.CUSTOMER_REQUESTS}) {
            assertThat(topic.settings()).containsEntry("retention.ms", "-1").containsEntry("cleanup.policy", "delete");
        }
    }

    @Test
    void otherInputsAreKeptForFourHundredDays() {
        String expected = Long.toString(Duration.ofDays(400).toMillis());
        for (Topic topic : new Topic[] {Topic.CAMPAIGNS, Topic.VISITS, Topic.FEEDBACK}) {
            assertThat(topic.settings())
                    .containsEntry("retention.ms", expected)
                    .containsEntry("cleanup.policy", "delete");
        }
    }

    @Test
    void inputsAreStampedOnArrivalSoThatOldDatesAreNotDeleted() {
        for (Topic topic : Topic.values()) {
            String type = topic.settings().get("message.timestamp.type");
            assertThat(type).as(topic.name()).isEqualTo(Topic.inputs().contains(topic) ? "LogAppendTime" : null);
        }
    }

    @Test
    void theLatestFeaturesModelsReportsAndKpisAreKeptByKey() {
        for (Topic topic : new Topic[] {Topic.SEGMENT_MODELS, Topic.MODEL_REPORTS}) {
            assertThat(topic.settings()).isEqualTo(Map.of("cleanup.policy", "compact"));
        }
        for (Topic topic : new Topic[] {Topic.CUSTOMER_FEATURES, Topic.SEGMENT_KPIS, Topic.PRODUCT_TALLIES}) {
            assertThat(topic.settings())
                    .isEqualTo(Map.of(
                            "cleanup.policy",
                            "compact",
                            "max.compaction.lag.ms",
                            Long.toString(Duration.ofDays(7).toMillis())));
        }
    }

    @Test
    void receiptsAreKeptForGood() {
        assertThat(Topic.REQUEST_RECEIPTS.settings())
                .isEqualTo(Map.of("cleanup.policy", "delete", "retention.ms", "-1"));
    }

    @Test
    void whatTheSegmenterWritesToItselfMeetsItsCustomersInTheSamePlace() {
        assertThat(Topic.copartitioned()).containsAll(Topic.inputs()).contains(Topic.CUSTOMER_MOVES);
        assertThat(Topic.inputs()).doesNotContain(Topic.CUSTOMER_MOVES);
    }

    @Test
    void requestsAreInputsButNoEvents() {
        assertThat(Topic.events())
                .containsExactly(Topic.PURCHASES, Topic.CAMPAIGNS, Topic.PROFILES, Topic.VISITS, Topic.FEEDBACK);
    }

    @Test
    void whatGoesOutIsKeptForThirtyDays() {
        for (Topic topic : new Topic[] {Topic.SEGMENT_EVENTS, Topic.DEAD_LETTERS, Topic.CUSTOMER_MOVES}) {
            assertThat(topic.settings())
                    .containsEntry("cleanup.policy", "delete")
                    .containsEntry(
                            "retention.ms", Long.toString(Duration.ofDays(30).toMillis()));
        }
    }

    @Test
    void deadLettersMayBeLargerThanAnyRecord() {
        assertThat(Topic.DEAD_LETTERS.settings()).containsEntry("max.message.bytes", "2097152");
        assertThat(Topic.SEGMENT_EVENTS.settings()).doesNotContainKey("max.message.bytes");
    }
}
