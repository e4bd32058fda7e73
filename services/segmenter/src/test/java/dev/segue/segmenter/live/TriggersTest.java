package dev.segue.segmenter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.CampaignEvent;
import dev.segue.avro.CampaignEventType;
import dev.segue.avro.FeedbackType;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.StrategyTriggered;
import dev.segue.avro.topics.Topic;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.event.CampaignMessage;
import dev.segue.segmentation.event.Opinion;
import dev.segue.segmentation.strategy.Cast;
import dev.segue.segmentation.strategy.Condition;
import dev.segue.segmentation.strategy.FrequencyCap;
import dev.segue.segmentation.strategy.Momentary;
import dev.segue.segmentation.strategy.Occasion;
import dev.segue.segmentation.strategy.Offer;
import dev.segue.segmentation.strategy.Playbook;
import dev.segue.segmentation.strategy.Season;
import dev.segue.segmentation.strategy.Standing;
import dev.segue.segmentation.strategy.Strategy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strategies in the stream: what lets them fire, in which order with changes, and how time brings them about. */
class TriggersTest {
    private static final Occasion ENTERED_HIGH = new Momentary.Entered("high");
    private static final Season APRIL = new Season(MonthDay.of(4, 1), MonthDay.of(4, 30));
    private static final Season ALL_SPRING = new Season(MonthDay.of(2, 20), MonthDay.of(6, 30));

    private static final Instant LATER = Segue.START.plusSeconds(5);

    @TempDir
    private Path stateDir;

    @Test
    void shouldComeRightAfterTheChangeBehindIt() {
        try (Segue segue = new Segue(stateDir, Segue.settings(playbook(1, strategy("premium", ENTERED_HIGH, 0))))) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));

            // When
            segue.buy("c1", "e1", Segue.START, "90");

            // Then
            List<TestRecord<String, SpecificRecord>> outbound = segue.outbound();
            assertThat(outbound).extracting(TestRecord::key).containsExactly("c1", "c1");
            SegmentChanged change = (SegmentChanged) outbound.getFirst().value();
            StrategyTriggered trigger = (StrategyTriggered) outbound.getLast().value();
            assertThat(trigger.getChangeId()).isEqualTo(change.getId());
            assertThat(trigger.getCausedBy()).isEqualTo("e1");
            assertThat(trigger.getStrategy()).isEqualTo("premium");
            assertThat(trigger.getSegment()).isEqualTo("value-2");
            assertThat(trigger.getRole()).isEqualTo("high");
            assertThat(trigger.getRecommendedProducts()).containsExactly("wine");
            assertThat(trigger.getExcludedProducts()).containsExactly("toys");
            assertThat(trigger.getReasons()).containsExactly("entered high (BEHAVIOUR)");
            assertThat(header(outbound.getLast(), "ce_type")).isEqualTo("dev.segue.StrategyTriggered");
            assertThat(header(outbound.getLast(), "ce_id")).isEqualTo(trigger.getId());
            assertThat(segue.count("segue.strategy.triggers", "strategy", "premium", "holdout", "false"))
                    .isOne();
        }
    }

    @Test
    void shouldFireWhenTheFirstModelPlacesCustomersWhoWereThereBefore() {
        try (Segue segue = new Segue(stateDir, Segue.settings(playbook(1, strategy("premium", ENTERED_HIGH, 0))))) {
            segue.buy("c1", "e1", Segue.START, "90");

            // When
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));

            // Then
            assertThat(segue.triggers())
                    .extracting(StrategyTriggered::getUserId)
                    .containsExactly("c1");
        }
    }

    @Test
    void shouldNotFireTwiceForAnEventThatComesTwice() {
        try (Segue segue = new Segue(stateDir, Segue.settings(playbook(1, strategy("sorry", complaint(), 0))))) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));

            // When
            segue.send(Topic.FEEDBACK, "c1", Segue.feedback("c1", "f1", Segue.START, FeedbackType.COMPLAINT, null));
            segue.send(Topic.FEEDBACK, "c1", Segue.feedback("c1", "f1", Segue.START, FeedbackType.COMPLAINT, null));

            // Then
            assertThat(segue.triggers()).hasSize(1);
        }
    }

    @Test
    void shouldUseNoChannelTheCustomerOptedOutOf() {
        try (Segue segue = new Segue(stateDir, Segue.settings(playbook(1, strategy("sorry", complaint(), 0))))) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));
            segue.send(Topic.CAMPAIGNS, "c1", optOut("c1", "u1", "email"));
            segue.send(Topic.CAMPAIGNS, "c2", optOut("c2", "u2", "sms"));

            // When
            List.of("c1", "c2")
                    .forEach(id -> segue.send(
                            Topic.FEEDBACK,
                            id,
                            Segue.feedback(id, "f" + id, Segue.START.plusSeconds(5), FeedbackType.COMPLAINT, null)));

            // Then
            assertThat(segue.triggers())
                    .extracting(StrategyTriggered::getUserId)
                    .containsExactly("c2");
            assertThat(segue.count("segue.strategy.suppressed", "strategy", "sorry", "reason", "opted_out"))
                    .isOne();
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"Email", "EMAIL", " email\t", "", " "})
    void shouldLoseNoOptOutForTheWayItsChannelIsWritten(String channel) {
        try (Segue segue = new Segue(stateDir, Segue.settings(playbook(1, strategy("sorry", complaint(), 0))))) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));
            segue.send(Topic.CAMPAIGNS, "c1", optOut("c1", "u1", channel));

            // When
            segue.send(Topic.FEEDBACK, "c1", Segue.feedback("c1", "f1", LATER, FeedbackType.COMPLAINT, null));

            // Then
            assertThat(segue.triggers()).isEmpty();
            assertThat(segue.count("segue.strategy.suppressed", "strategy", "sorry", "reason", "opted_out"))
                    .isOne();
        }
    }

    @Test
    void shouldAddressAgainWhoOptsInAgain() {
        try (Segue segue = new Segue(stateDir, Segue.settings(playbook(1, strategy("sorry", complaint(), 0))))) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));
            segue.send(Topic.CAMPAIGNS, "c1", optOut("c1", "u1", "email"));
            CampaignEvent optIn = Segue.campaign("c1", "s1", Segue.START.plusSeconds(1), CampaignEventType.SUBSCRIBED);
            optIn.setChannel("Email");

            // When
            segue.send(Topic.CAMPAIGNS, "c1", optIn);
            segue.send(Topic.FEEDBACK, "c1", Segue.feedback("c1", "f1", LATER, FeedbackType.COMPLAINT, null));

            // Then
            assertThat(segue.triggers()).hasSize(1);
        }
    }

    @Test
    void shouldKeepAnOptOutFromAChannelForAPlaybookThatComesLater() {
        // Given
        TaskOnMemory task = new TaskOnMemory(Segue.settings());
        task.model(Segue.model(1, "monetary", 0, 100, Segue.FREE));
        task.pass(Duration.ofSeconds(1));
        long at = Segue.START.toEpochMilli();
        task.process("c1", new CampaignMessage("u1", at, CampaignMessage.Kind.UNSUBSCRIBED, "email", null));

        // When
        task.restart(Segue.settings(playbook(1, strategy("sorry", complaint(), 0))));
        task.pass(Duration.ofSeconds(1));
        task.process("c1", new Opinion("f1", LATER.toEpochMilli(), Opinion.Kind.COMPLAINT, 0));
        task.process("c2", new Opinion("f2", LATER.toEpochMilli(), Opinion.Kind.COMPLAINT, 0));

        // Then
        assertThat(task.triggers()).extracting(StrategyTriggered::getUserId).containsExactly("c2");
    }

    @Test
    void shouldTellOfWhoIsHeldOut() {
        try (Segue segue = new Segue(stateDir, Segue.settings(playbook(1, strategy("premium", ENTERED_HIGH, 0.5))))) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));

            // When
            for (int i = 0; i < 40; i++) {
                segue.buy("c" + i, "e" + i, Segue.START, "90");
            }

            // Then
            assertThat(segue.triggers())
                    .hasSize(40)
                    .extracting(StrategyTriggered::getHoldout)
                    .contains(true, false);
        }
    }

    @Test
    void shouldFireInSeasonForWhoDoesNothing() {
        try (Segue segue = new Segue(stateDir, Segue.settings(playbook(1, strategy("spring", APRIL, 0))))) {
            segue.publish(Segue.model(1, "frequency", 0, 100, Segue.FREE));
            segue.buy("silent", "e1", Segue.START, "90");
            segue.outbound();

            // When
            segue.buy("other", "e2", Instant.parse("2026-04-01T06:30:00Z"), "9");

            // Then
            StrategyTriggered trigger = segue.triggers().stream()
                    .filter(each -> each.getUserId().equals("silent"))
                    .findFirst()
                    .orElseThrow();
            assertThat(trigger.getTimestamp())
                    .isBetween(Instant.parse("2026-04-01T00:00:00Z"), Instant.parse("2026-04-01T06:00:00Z"));
            assertThat(trigger.getCausedBy()).isNull();
        }
    }

    @Test
    void shouldLetANewPlaybookActForWhoDoesNothing() {
        // Given
        TaskOnMemory task = new TaskOnMemory(Segue.settings());
        task.model(Segue.model(1, "monetary", 0, 100, Segue.FREE));
        task.pass(Duration.ofSeconds(1));
        task.buy("silent", "e1", Segue.START, 90);

        // When
        task.restart(Segue.settings(playbook(1, strategy("spring", APRIL, 0))));
        task.pass(Duration.ofSeconds(1));
        task.buy("other", "e2", Instant.parse("2026-04-01T06:30:00Z"), 9);

        // Then
        assertThat(task.triggers()).extracting(StrategyTriggered::getUserId).contains("silent");
    }

    @Test
    void shouldLetANewPlaybookActAtOnceWhereItsOccasionIsOnAlready() {
        // Given
        TaskOnMemory task = taskWithACustomer(Segue.settings());

        // When
        task.restart(Segue.settings(playbook(1, strategy("spring", ALL_SPRING, 0))));
        task.pass(Duration.ofSeconds(1));

        // Then
        assertThat(task.triggers()).extracting(StrategyTriggered::getUserId).containsExactly("silent");
        task.restart();
        task.pass(Duration.ofSeconds(1));
        assertThat(task.triggers()).isEmpty();
    }

    @Test
    void shouldActOnAPlaybookThatWasEditedUnderItsRevision() {
        // Given
        TaskOnMemory task = taskWithACustomer(Segue.settings(playbook(1, strategy("sorry", complaint(), 0))));

        // When
        task.restart(Segue.settings(playbook(1, strategy("sorry", complaint(), 0), strategy("spring", ALL_SPRING, 0))));
        task.pass(Duration.ofSeconds(1));

        // Then
        assertThat(task.triggers()).extracting(StrategyTriggered::getStrategy).containsExactly("spring");
    }

    @Test
    void shouldObeyAnOptOutThatComesFirstAfterAModel() {
        // Given
        TaskOnMemory task = new TaskOnMemory(Segue.settings(playbook(1, strategy("spring", ALL_SPRING, 0))));
        task.buy("c1", "e1", Segue.START, 90);
        task.model(Segue.model(1, "monetary", 0, 100, Segue.FREE));
        task.restart();

        // When
        task.process(
                "c1",
                new CampaignMessage(
                        "u1",
                        Segue.START.plusSeconds(5).toEpochMilli(),
                        CampaignMessage.Kind.UNSUBSCRIBED,
                        "email",
                        null));

        // Then
        assertThat(task.triggers()).isEmpty();
    }

    @Test
    void shouldMakeNoOfferThatIsOverAfterAnOutage() {
        // Given
        Strategy autumn = strategy("autumn", new Season(MonthDay.of(9, 20), MonthDay.of(10, 30)), 0);
        TaskOnMemory task = taskWithACustomer(new LiveSettings(
                ClockMode.WALL, Segue.DECAY, Duration.ofSeconds(5), 500, 100, "/test", List.of(playbook(1, autumn))));

        // When
        task.pass(Duration.ofDays(20));

        // Then
        Instant now = Segue.WALL.plusSeconds(1).plus(Duration.ofDays(20));
        StrategyTriggered trigger = task.triggers().getFirst();
        assertThat(trigger.getTimestamp()).isEqualTo(now);
        assertThat(trigger.getExpiresAt()).isEqualTo(now.plus(Duration.ofDays(7)));
    }

    @Test
    void shouldTryAgainLaterForACustomerWhoWasPassedOver() {
        // Given
        TaskOnMemory task = new TaskOnMemory(
                new LiveSettings(ClockMode.WALL, Segue.DECAY, Duration.ofSeconds(5), 500, 0, "/test", List.of()));
        task.model(Segue.model(1, "recency_days", 0, 100, Segue.FREE));
        task.pass(Duration.ofSeconds(1));
        task.buy("c1", "e1", Segue.WALL, 90);
        task.spoil("c1");

        // When
        task.pass(Duration.ofDays(70));
        double passedOver = task.count("segue.customers.passed.over");
        task.pass(Duration.ofDays(1));

        // Then
        assertThat(passedOver).isPositive();
        assertThat(task.count("segue.customers.passed.over")).isGreaterThan(passedOver);
    }

    @Test
    void shouldNotTakeAMergeForEntering() {
        try (Segue segue = new Segue(stateDir, Segue.settings(playbook(1, strategy("premium", ENTERED_HIGH, 0))))) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));
            segue.buy("guest", "e1", Segue.START, "90");
            segue.buy("other", "e2", Segue.day(3), "10");
            assertThat(segue.triggers()).hasSize(1);

            // When
            segue.merge("guest", "member", "request", Segue.WALL);

            // Then
            assertThat(segue.triggers()).isEmpty();
        }
    }

    @Test
    void shouldGiveWhoComesBackAfterAnErasureTriggersOfOtherIds() {
        Standing first = new Standing.Reaches("frequency", 0.5);
        try (Segue segue = new Segue(stateDir, Segue.settings(playbook(1, strategy("first", first, 0))))) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));
            segue.buy("c1", "e1", Segue.START, "90");
            String id = segue.triggers().getFirst().getId();

            // When
            segue.erase("c1", "request", Segue.WALL);
            segue.buy("c1", "e2", Segue.day(30), "90");

            // Then
            assertThat(segue.triggers())
                    .extracting(StrategyTriggered::getId)
                    .hasSize(1)
                    .doesNotContain(id);
        }
    }

    @Test
    void shouldNotTakeARetrainForEntering() {
        try (Segue segue = new Segue(
                stateDir, Segue.settings(playbook(1, strategy("premium", new Momentary.Entered("low"), 0))))) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));
            segue.buy("c1", "e1", Segue.START, "10");
            segue.buy("other", "e2", Segue.day(3), "90");
            assertThat(segue.triggers()).hasSize(1);

            // When: all segments are others, and all but one "low".
            segue.publish(renewed(Segue.model(2, "monetary", 0, 100, Segue.FREE)));

            // Then
            assertThat(segue.outbound())
                    .extracting(TestRecord::value)
                    .hasSize(2)
                    .allMatch(SegmentChanged.class::isInstance);
        }
    }

    /** The same model with segments nobody has heard of. */
    private static SegmentModel renewed(SegmentModel model) {
        return new SegmentModel(
                model.segmentation(),
                model.version(),
                model.parent(),
                model.trainedAt(),
                model.asOf(),
                model.features(),
                model.segments().stream()
                        .map(segment -> new Segment(
                                "new-" + segment.id(),
                                segment.slug(),
                                segment.label(),
                                segment.centroid(),
                                segment.profile(),
                                segment.size(),
                                segment.radius()))
                        .toList(),
                model.quality(),
                model.flapControl(),
                model.lineage(),
                4,
                model.seed());
    }

    private static TaskOnMemory taskWithACustomer(LiveSettings settings) {
        TaskOnMemory task = new TaskOnMemory(settings);
        task.model(Segue.model(1, "monetary", 0, 100, Segue.FREE));
        task.pass(Duration.ofSeconds(1));
        task.buy("silent", "e1", Segue.START, 90);
        task.triggers();
        return task;
    }

    @Test
    void shouldCountForTheCapOfANewPlaybookWhatFiredBeforeIt() {
        // Given somebody for whom a strategy without a cap fired three times
        TaskOnMemory task = new TaskOnMemory(Segue.settings(playbook(1, strategy("sorry", complaint(), 0))));
        task.model(Segue.model(1, "monetary", 0, 100, Segue.FREE));
        task.pass(Duration.ofSeconds(1));
        for (int day = 0; day < 6; day += 2) {
            complain(task, Segue.day(day));
        }
        assertThat(task.triggers()).hasSize(3);

        // When
        task.restart(Segue.settings(
                playbook(2, capped(strategy("sorry", complaint(), 0), new FrequencyCap(3, Duration.ofDays(30))))));
        task.pass(Duration.ofSeconds(1));
        complain(task, Segue.day(29));
        List<StrategyTriggered> within = task.triggers();
        complain(task, Segue.day(30));

        // Then
        assertThat(within).isEmpty();
        assertThat(task.triggers()).hasSize(1);
    }

    @Test
    void shouldFireOneOfAGroupForLateEventsThatAreLookedAtAtOneMoment() {
        Strategy sorry = grouped(strategy("sorry", complaint(), 0));
        Strategy welcome = grouped(strategy("welcome", new Momentary.FirstPurchase(), 0));
        try (Segue segue = new Segue(stateDir, Segue.settings(playbook(1, sorry, welcome)))) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));
            segue.send(Topic.VISITS, "other", Segue.visit("other", "v1", Segue.day(3)));

            // When
            segue.send(Topic.FEEDBACK, "c1", Segue.feedback("c1", "f1", Segue.day(1), FeedbackType.COMPLAINT, null));
            segue.buy("c1", "e1", Segue.day(2), "90");

            // Then
            assertThat(segue.triggers())
                    .extracting(StrategyTriggered::getStrategy)
                    .containsExactly("sorry");
            assertThat(segue.count("segue.strategy.suppressed", "strategy", "welcome", "reason", "group"))
                    .isOne();
        }
    }

    private static void complain(TaskOnMemory task, Instant at) {
        task.process("c1", new Opinion("complaint-" + at, at.toEpochMilli(), Opinion.Kind.COMPLAINT, 0));
    }

    private static Momentary complaint() {
        return new Momentary.NegativeFeedback(null, null, true);
    }

    private static CampaignEvent optOut(String customer, String id, String channel) {
        CampaignEvent event = Segue.campaign(customer, id, Segue.START, CampaignEventType.UNSUBSCRIBED);
        event.setChannel(channel);
        return event;
    }

    private static Strategy strategy(String id, Occasion when, double holdout) {
        return new Strategy(
                id,
                "A test's",
                when,
                Condition.ALWAYS,
                Offer.of(List.of("wine"), List.of("toys"), null),
                "email",
                List.of(),
                0,
                null,
                Duration.ofDays(1),
                null,
                Duration.ofDays(7),
                null,
                holdout);
    }

    private static Strategy capped(Strategy strategy, FrequencyCap cap) {
        return with(strategy, null, cap);
    }

    private static Strategy grouped(Strategy strategy) {
        return with(strategy, "group", null);
    }

    private static Strategy with(Strategy strategy, @Nullable String group, @Nullable FrequencyCap cap) {
        return new Strategy(
                strategy.id(),
                strategy.title(),
                strategy.when(),
                strategy.where(),
                strategy.offer(),
                strategy.channel(),
                strategy.variants(),
                strategy.priority(),
                group,
                strategy.cooldown(),
                cap,
                strategy.expiry(),
                strategy.consent(),
                strategy.holdout());
    }

    private static Playbook playbook(int revision, Strategy... strategies) {
        return new Playbook(
                "value",
                "A test's",
                revision,
                ZoneOffset.UTC,
                new FrequencyCap(10, Duration.ofDays(1)),
                Duration.ofDays(14),
                new Cast(List.of(
                        new Cast.Part("high", new Cast.Pick.Named("value-2")),
                        new Cast.Part("low", new Cast.Pick.Rest()))),
                List.of(),
                List.of(strategies));
    }

    private static String header(TestRecord<String, SpecificRecord> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
