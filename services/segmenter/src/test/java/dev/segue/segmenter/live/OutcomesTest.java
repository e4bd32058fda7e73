package dev.segue.segmenter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.CampaignEvent;
import dev.segue.avro.CampaignEventType;
import dev.segue.avro.FeedbackType;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.avro.StrategyOutcomes;
import dev.segue.avro.StrategyTriggered;
import dev.segue.avro.mapping.StrategyOutcomesRecords;
import dev.segue.avro.topics.Topic;
import dev.segue.segmentation.event.Opinion;
import dev.segue.segmentation.outcome.Arm;
import dev.segue.segmentation.outcome.ArmKey;
import dev.segue.segmentation.outcome.VariantChoice;
import dev.segue.segmentation.outcome.VariantOdds;
import dev.segue.segmentation.strategy.Cast;
import dev.segue.segmentation.strategy.Condition;
import dev.segue.segmentation.strategy.FrequencyCap;
import dev.segue.segmentation.strategy.Momentary;
import dev.segue.segmentation.strategy.Offer;
import dev.segue.segmentation.strategy.Playbook;
import dev.segue.segmentation.strategy.Strategy;
import dev.segue.segmentation.strategy.Variant;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What became of triggers: joined back, counted once, published, and learned from. */
class OutcomesTest {
    private static final Offer SORRY = Offer.of(List.of(), List.of(), "Sorry");
    private static final List<Variant> NONE = List.of();
    private static final List<Variant> TWO =
            List.of(new Variant("call", SORRY, null), new Variant("gift", SORRY, null));

    @TempDir
    private Path stateDir;

    @Test
    void shouldJoinMessagesOrdersAndReturnsBackToTheirTrigger() {
        try (Segue segue = segue(NONE, 0)) {
            segue.buy("c1", "e1", Segue.START, "90");
            StrategyTriggered trigger = complain(segue, "c1", Segue.day(1));

            // When
            for (CampaignEventType type : new CampaignEventType[] {
                CampaignEventType.SENT, CampaignEventType.OPENED, CampaignEventType.CLICKED, CampaignEventType.CONVERTED
            }) {
                segue.send(Topic.CAMPAIGNS, "c1", message(trigger, "m-" + type, Segue.day(2), type));
            }
            segue.buy("c1", "e2", Segue.day(3), "50");
            segue.buy("c1", "e3", Segue.day(4), "7");
            segue.send(Topic.PURCHASES, "c1", returned("c1", "r1", Segue.day(5), "e2", "20"));
            segue.buy("c1", "late", Segue.day(16), "1000");

            // Then
            assertThat(outcomes(segue).values()).singleElement().satisfies(arm -> {
                assertThat(arm.trials()).isOne();
                assertThat(arm.sent()).isOne();
                assertThat(arm.opened()).isOne();
                assertThat(arm.clicked()).isOne();
                assertThat(arm.accepted()).isOne();
                assertThat(arm.unsubscribed()).isZero();
                assertThat(arm.conversions()).isOne();
                assertThat(arm.revenue()).isEqualTo(BigInteger.valueOf(37_0000));
            });
        }
    }

    @Test
    void shouldTakeTheConversionBackWhenEverythingIsReturned() {
        try (Segue segue = segue(NONE, 0)) {
            segue.buy("c1", "e1", Segue.START, "90");
            complain(segue, "c1", Segue.day(1));
            segue.buy("c1", "e2", Segue.day(3), "50");

            // When
            segue.send(Topic.PURCHASES, "c1", returned("c1", "r1", Segue.day(30), "e2", "50"));

            // Then
            assertThat(outcomes(segue).values()).singleElement().satisfies(arm -> {
                assertThat(arm.trials()).isOne();
                assertThat(arm.conversions()).isZero();
                assertThat(arm.revenue()).isEqualTo(BigInteger.ZERO);
            });
        }
    }

    @Test
    void shouldTellOrdersApartThatHaveNoIdOrNameAnother() {
        try (Segue segue = segue(NONE, 0)) {
            segue.buy("c1", "e1", Segue.START, "90");
            complain(segue, "c1", Segue.day(1));

            // When
            for (int i = 0; i < 2; i++) {
                Purchase nameless = Segue.purchase("c1", "n" + i, Segue.day(2 + i), "10");
                nameless.setOrderId("");
                nameless.setOriginalOrderId("");
                segue.send(Topic.PURCHASES, "c1", nameless);
            }
            Purchase exchange = Segue.purchase("c1", "x", Segue.day(5), "1");
            exchange.setOriginalOrderId("order-e1");
            segue.send(Topic.PURCHASES, "c1", exchange);

            // Then
            assertThat(outcomes(segue).values())
                    .singleElement()
                    .satisfies(arm -> assertThat(arm.revenue()).isEqualTo(BigInteger.valueOf(21_0000)));
        }
    }

    @Test
    void shouldNotLetATaskThatBeginsAgainPublishWhatItHadCountedBefore() {
        // Given
        TaskOnMemory task = new TaskOnMemory(Segue.settings(playbook(NONE, 0)));
        task.model(Segue.model(1, "monetary", 0, 100, Segue.FREE));
        task.pass(Duration.ofSeconds(1));
        task.buy("c1", "e1", Segue.START, 90);
        task.pass(Duration.ofSeconds(1));
        task.process("c1", new Opinion("o1", Segue.day(1).toEpochMilli(), Opinion.Kind.COMPLAINT, 0));

        // When its transaction is undone, and it begins again with the same processor
        task.undoAndBeginAgain();
        task.pass(Duration.ofSeconds(1));

        // Then
        assertThat(task.outcomes()).isEmpty();
    }

    @Test
    void shouldCountNothingTwice() {
        try (Segue segue = segue(NONE, 0)) {
            segue.buy("c1", "e1", Segue.START, "90");
            StrategyTriggered trigger = complain(segue, "c1", Segue.day(1));

            // When
            for (int i = 0; i < 3; i++) {
                segue.buy("c1", "e2", Segue.day(3), "50");
                segue.send(Topic.CAMPAIGNS, "c1", message(trigger, "m" + i, Segue.day(2), CampaignEventType.OPENED));
            }

            // Then
            assertThat(outcomes(segue).values()).singleElement().satisfies(arm -> {
                assertThat(arm.opened()).isOne();
                assertThat(arm.revenue()).isEqualTo(BigInteger.valueOf(50_0000));
            });
        }
    }

    @Test
    void shouldCountHoldoutsApart() {
        try (Segue segue = segue(TWO, 0.5)) {
            for (int i = 0; i < 40; i++) {
                segue.buy("c" + i, "e" + i, Segue.START, "90");
                complain(segue, "c" + i, Segue.day(i));
                segue.buy("c" + i, "f" + i, Segue.day(i + 0.5), "1");
            }

            // When
            Map<ArmKey, Arm> outcomes = outcomes(segue);

            // Then
            assertThat(outcomes.values().stream().mapToLong(Arm::trials).sum()).isEqualTo(40);
            assertThat(outcomes).allSatisfy((key, arm) -> {
                assertThat(arm.conversions()).isEqualTo(arm.trials());
                assertThat(key.variant() == null).isEqualTo(key.holdout());
            });
            assertThat(outcomes.keySet()).extracting(ArmKey::holdout).containsExactlyInAnyOrder(true, false, false);
        }
    }

    @Test
    void shouldSendTheTrafficOfEachSegmentToItsBetterVariantAndLetEachChoiceBeMadeAgain() {
        try (Segue segue = segue(TWO, 0)) {
            SplittableRandom shoppers = new SplittableRandom(5);
            int[] right = new int[2];
            int customers = 1_200;

            // When
            for (int i = 0; i < customers; i++) {
                boolean high = i % 2 == 0;
                String id = "c" + i;
                segue.buy(id, "e" + i, Segue.START, high ? "90" : "10");
                StrategyTriggered trigger = complain(segue, id, Segue.day(i / 24.0));
                String better = high ? "gift" : "call";
                boolean chosen = better.equals(trigger.getVariant());
                if (shoppers.nextDouble() < (chosen ? 0.3 : 0.1)) {
                    segue.buy(id, "f" + i, Segue.day((i + 0.5) / 24), "1");
                }
                if (i >= customers / 2) {
                    right[i % 2] += chosen ? 1 : 0;
                }
                assertThat(trigger.getVariant()).isEqualTo(chosenAgain(trigger));
                if (i % 20 == 0) {
                    segue.pass(Duration.ofSeconds(1));
                    segue.pass(Duration.ofSeconds(1));
                }
            }

            // Then
            assertThat(right[0] / (customers / 4.0)).isGreaterThan(0.8);
            assertThat(right[1] / (customers / 4.0)).isGreaterThan(0.8);
        }
    }

    @Test
    void shouldLearnAnewWhenASegmentMeansSomethingElse() {
        try (Segue segue = segue(TWO, 0)) {
            segue.buy("c1", "e1", Segue.START, "90");
            complain(segue, "c1", Segue.day(1));
            segue.pass(Duration.ofSeconds(1));
            segue.pass(Duration.ofSeconds(1));
            segue.buy("c2", "e2", Segue.START, "90");
            StrategyTriggered before = complain(segue, "c2", Segue.day(1));

            // When
            segue.publish(Segue.model(2, "monetary", 0, 100, Segue.FREE, "Lavish"));
            segue.buy("c3", "e3", Segue.START, "90");
            StrategyTriggered after = complain(segue, "c3", Segue.day(2));

            // Then
            assertThat(before.getOdds())
                    .extracting(dev.segue.avro.VariantOdds::getTriggers)
                    .containsExactlyInAnyOrder(0L, 1L);
            assertThat(after.getSegmentLabel()).isEqualTo("Lavish");
            assertThat(after.getOdds())
                    .extracting(dev.segue.avro.VariantOdds::getTriggers)
                    .containsExactly(0L, 0L);
        }
    }

    @Test
    void shouldGoOnFollowingTriggersOfACustomerWhoIsMergedIntoAnother() {
        try (Segue segue = segue(NONE, 0)) {
            segue.buy("c1", "e1", Segue.START, "90");
            segue.buy("c2", "e2", Segue.START, "90");
            complain(segue, "c1", Segue.day(1));

            // When
            segue.merge("c1", "c2", "r1", Segue.day(2));
            segue.buy("c2", "e3", Segue.day(3), "5");

            // Then
            assertThat(outcomes(segue).values()).singleElement().satisfies(arm -> {
                assertThat(arm.trials()).isOne();
                assertThat(arm.conversions()).isOne();
                assertThat(arm.revenue()).isEqualTo(BigInteger.valueOf(5_0000));
            });
        }
    }

    @Test
    void shouldPublishAfterARestartWhatWasCountedBeforeIt() {
        // Given
        TaskOnMemory task = new TaskOnMemory(Segue.settings(playbook(NONE, 0)));
        task.model(Segue.model(1, "monetary", 0, 100, Segue.FREE));
        task.pass(Duration.ofSeconds(1));
        task.buy("c1", "e1", Segue.START, 90);
        task.process("c1", new Opinion("o1", Segue.day(1).toEpochMilli(), Opinion.Kind.COMPLAINT, 0));
        task.buy("c1", "e2", Segue.day(2), 5);

        // When
        task.restart();
        task.pass(Duration.ofSeconds(1));

        // Then
        assertThat(task.outcomes()).singleElement().satisfies(outcomes -> {
            assertThat(outcomes.getTriggers()).isOne();
            assertThat(outcomes.getRevenue()).isEqualByComparingTo("5");
        });
    }

    private Segue segue(List<Variant> variants, double holdout) {
        Segue segue = new Segue(stateDir, Segue.settings(playbook(variants, holdout)));
        segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));
        return segue;
    }

    /** The trigger of a complaint. */
    private static StrategyTriggered complain(Segue segue, String customer, Instant at) {
        segue.outbound();
        segue.send(
                Topic.FEEDBACK,
                customer,
                Segue.feedback(customer, "complaint-" + customer + at, at, FeedbackType.COMPLAINT, null));
        return segue.triggers().getFirst();
    }

    private static String chosenAgain(StrategyTriggered trigger) {
        List<VariantOdds> odds = new ArrayList<>();
        trigger.getOdds()
                .forEach(each -> odds.add(new VariantOdds(each.getVariant(), each.getTriggers(), each.getBuyers())));
        return new VariantChoice(0.05).choose(trigger.getId(), odds);
    }

    private static CampaignEvent message(StrategyTriggered trigger, String id, Instant at, CampaignEventType type) {
        CampaignEvent event = Segue.campaign(trigger.getUserId(), id, at, type);
        event.setTriggerId(trigger.getId());
        return event;
    }

    private static Purchase returned(String customer, String id, Instant at, String of, String price) {
        Purchase purchase = Segue.purchase(customer, id, at, price);
        purchase.setType(PurchaseType.RETURN);
        purchase.setOriginalOrderId("order-" + of);
        return purchase;
    }

    /** The latest that is published, once everything is. */
    private static Map<ArmKey, Arm> outcomes(Segue segue) {
        segue.pass(Duration.ofSeconds(1));
        Map<String, StrategyOutcomes> latest = new HashMap<>();
        for (TestRecord<String, StrategyOutcomes> record : segue.outcomes.readRecordsToList()) {
            latest.put(record.key(), record.value());
        }
        Map<ArmKey, Arm> outcomes = new HashMap<>();
        latest.values()
                .forEach(record ->
                        outcomes.put(StrategyOutcomesRecords.key(record), StrategyOutcomesRecords.fromRecord(record)));
        return outcomes;
    }

    private static Playbook playbook(List<Variant> variants, double holdout) {
        Strategy sorry = new Strategy(
                "sorry",
                "A test's",
                new Momentary.NegativeFeedback(null, null, true),
                Condition.ALWAYS,
                SORRY,
                "email",
                variants,
                0,
                null,
                Duration.ofDays(1),
                null,
                Duration.ofDays(7),
                null,
                holdout);
        return new Playbook(
                "value",
                "A test's",
                1,
                ZoneOffset.UTC,
                new FrequencyCap(10, Duration.ofDays(1)),
                Duration.ofDays(14),
                Cast.EMPTY,
                List.of(),
                List.of(sorry));
    }
}
