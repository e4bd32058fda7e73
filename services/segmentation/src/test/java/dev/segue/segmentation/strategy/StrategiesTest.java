package dev.segue.segmentation.strategy;

import static dev.segue.segmentation.assignment.ModelFixture.DECAY;
import static dev.segue.segmentation.strategy.StrategyFixture.CAST;
import static dev.segue.segmentation.strategy.StrategyFixture.DAY;
import static dev.segue.segmentation.strategy.StrategyFixture.GENEROUS;
import static dev.segue.segmentation.strategy.StrategyFixture.NOW;
import static dev.segue.segmentation.strategy.StrategyFixture.atComplaints;
import static dev.segue.segmentation.strategy.StrategyFixture.complaint;
import static dev.segue.segmentation.strategy.StrategyFixture.draft;
import static dev.segue.segmentation.strategy.StrategyFixture.fired;
import static dev.segue.segmentation.strategy.StrategyFixture.knownBy;
import static dev.segue.segmentation.strategy.StrategyFixture.look;
import static dev.segue.segmentation.strategy.StrategyFixture.moved;
import static dev.segue.segmentation.strategy.StrategyFixture.strategies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.segue.segmentation.assignment.Cause;
import dev.segue.segmentation.assignment.ModelFixture;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.outcome.Arm;
import dev.segue.segmentation.outcome.ArmKey;
import dev.segue.segmentation.outcome.VariantOdds;
import dev.segue.segmentation.strategy.Condition.RoleIn;
import dev.segue.segmentation.strategy.Momentary.Entered;
import dev.segue.segmentation.strategy.Suppressed.Why;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StrategiesTest {
    private static final CustomerState NOBODY = new CustomerState();

    @Test
    void aTriggerSaysAllThereIsToDo() {
        // Given
        Strategies strategies = strategies(draft("welcome", new Entered("small"))
                .cooldown(Duration.ofDays(30))
                .expiry(Duration.ofDays(5)));

        // When
        Decisions decisions = look(strategies, NOBODY, moved("s1", "s0", Cause.BEHAVIOUR, NOW), NOW);

        // Then
        assertThat(decisions.suppressed()).isEmpty();
        assertThat(decisions.triggers())
                .containsExactly(new Trigger(
                        UUID.nameUUIDFromBytes(("value\nwelcome\nann\n1\n" + NOW + "\n" + NOW)
                                        .getBytes(StandardCharsets.UTF_8))
                                .toString(),
                        "ann",
                        NOW,
                        "value",
                        3,
                        "s0",
                        "Label s0",
                        "small",
                        "welcome",
                        null,
                        List.of(),
                        "email",
                        Offer.of(List.of("wine"), List.of(), null),
                        false,
                        Duration.ofDays(30),
                        StrategyFixture.ATTRIBUTION,
                        NOW + 5 * DAY,
                        null,
                        "change-" + NOW,
                        List.of("entered small from large (BEHAVIOUR)")));
    }

    @Test
    void onlyWhatFiresForAMoveNamesTheChange() {
        // Given: an event that moved the customer.
        Strategies strategies = strategies(draft("moved", new Entered("small")), atComplaints("sorry"));
        Happening both = new Happening(
                complaint(NOW).event(), moved("s1", "s0", Cause.BEHAVIOUR, NOW).change());

        // When
        Decisions decisions = look(strategies, NOBODY, both, NOW);

        // Then
        assertThat(decisions.triggers())
                .extracting(Trigger::strategy, Trigger::causedBy, Trigger::change)
                .containsExactly(
                        tuple("moved", "complaint-" + NOW, "change-" + NOW), tuple("sorry", "complaint-" + NOW, null));
    }

    @Test
    void theHighestPriorityComesFirstAndOfEqualsTheFirstInThePlaybook() {
        // Given
        Strategies strategies = strategies(
                atComplaints("low").priority(-1),
                atComplaints("high").priority(5),
                atComplaints("plain"),
                atComplaints("plain-too"));

        // When
        Decisions decisions = look(strategies, NOBODY, complaint(NOW), NOW);

        // Then
        assertThat(fired(decisions)).containsExactly("high", "plain", "plain-too", "low");
        assertThat(decisions.triggers().getFirst().causedBy()).isEqualTo("complaint-" + NOW);
        assertThat(decisions.triggers()).extracting(Trigger::id).doesNotHaveDuplicates();
    }

    @Test
    void theOverallCapLeavesRoomForTheHighestPriorities() {
        // Given
        Strategies strategies = strategies(
                new FrequencyCap(2, Duration.ofDays(7)),
                ZoneOffset.UTC,
                List.of(),
                atComplaints("a").priority(1),
                atComplaints("b").priority(3),
                atComplaints("c").priority(2));
        TriggerMemory memory = new TriggerMemory();

        // When, Then
        Decisions first = look(strategies, NOBODY, complaint(NOW), NOW, memory);
        assertThat(fired(first)).containsExactly("b", "c");
        assertThat(first.suppressed()).containsExactly(new Suppressed("a", Why.OVERALL_CAP));
        assertThat(fired(look(strategies, NOBODY, complaint(NOW + 7 * DAY - 1), NOW + 7 * DAY - 1, memory)))
                .isEmpty();
        assertThat(fired(look(strategies, NOBODY, complaint(NOW + 7 * DAY), NOW + 7 * DAY, memory)))
                .containsExactly("b", "c");
    }

    @Test
    void strategiesOfOtherPlaybooksCountTowardsTheOverallCap() {
        // Given
        Playbook other = new Playbook(
                "taste",
                "Taste",
                1,
                ZoneOffset.UTC,
                GENEROUS,
                StrategyFixture.ATTRIBUTION,
                Cast.EMPTY,
                List.of(),
                List.of(atComplaints("a").strategy()));
        Strategies strategies =
                strategies(new FrequencyCap(1, Duration.ofDays(7)), ZoneOffset.UTC, List.of(), atComplaints("a"));
        TriggerMemory memory = new TriggerMemory();

        // When
        Decisions first = new Strategies(other, null, DECAY)
                .decide("ann", NOBODY, null, complaint(NOW), NOW, memory, OutcomesSoFar.NONE);
        Decisions second = look(strategies, NOBODY, complaint(NOW), NOW, memory);

        // Then
        assertThat(fired(first)).containsExactly("a");
        assertThat(second.suppressed()).containsExactly(new Suppressed("a", Why.OVERALL_CAP));
    }

    @Test
    void aStrategyDoesNotFireAgainBeforeItsCooldownIsOver() {
        // Given
        Strategies strategies = strategies(atComplaints("a").cooldown(Duration.ofDays(3)), atComplaints("b"));
        TriggerMemory memory = new TriggerMemory();

        // When, Then
        assertThat(fired(look(strategies, NOBODY, complaint(NOW), NOW, memory))).containsExactly("a", "b");
        Decisions soon = look(strategies, NOBODY, complaint(NOW), NOW + 3 * DAY - 1, memory);
        assertThat(fired(soon)).containsExactly("b");
        assertThat(soon.suppressed()).containsExactly(new Suppressed("a", Why.COOLDOWN));
        assertThat(fired(look(strategies, NOBODY, complaint(NOW), NOW + 3 * DAY, memory)))
                .containsExactly("a", "b");
    }

    @Test
    void aStrategyFiresAtMostAsOftenAsItsOwnCapSays() {
        // Given
        Strategies strategies = strategies(atComplaints("a").cap(2, Duration.ofDays(10)));
        TriggerMemory memory = new TriggerMemory();

        // When, Then
        assertThat(fired(look(strategies, NOBODY, complaint(NOW), NOW, memory))).hasSize(1);
        assertThat(fired(look(strategies, NOBODY, complaint(NOW + DAY), NOW + DAY, memory)))
                .hasSize(1);
        assertThat(look(strategies, NOBODY, complaint(NOW + 10 * DAY - 1), NOW + 10 * DAY - 1, memory)
                        .suppressed())
                .containsExactly(new Suppressed("a", Why.STRATEGY_CAP));
        assertThat(fired(look(strategies, NOBODY, complaint(NOW + 10 * DAY), NOW + 10 * DAY, memory)))
                .hasSize(1);
    }

    @Test
    void ofAGroupNoOtherFiresWhileAnOfferMayBeMade() {
        // Given
        Strategies strategies = strategies(
                atComplaints("first")
                        .priority(2)
                        .group("sorry")
                        .cap(1, Duration.ofDays(100))
                        .expiry(Duration.ofDays(3)),
                atComplaints("second").priority(1).group("sorry"));
        TriggerMemory memory = new TriggerMemory();
        look(strategies, NOBODY, complaint(NOW), NOW, memory);

        // When, Then
        long last = NOW + 3 * DAY - 1;
        assertThat(look(strategies, NOBODY, complaint(last), last, memory).suppressed())
                .containsExactlyInAnyOrder(
                        new Suppressed("first", Why.STRATEGY_CAP), new Suppressed("second", Why.GROUP));
        assertThat(fired(look(strategies, NOBODY, complaint(last + 1), last + 1, memory)))
                .containsExactly("second");
    }

    @Test
    void ofAGroupTheHighestPriorityThatMayFires() {
        // Given
        Strategies strategies = strategies(
                atComplaints("first").priority(3).group("sorry").consent("phone"),
                atComplaints("second").priority(2).group("sorry"),
                atComplaints("third").priority(1).group("sorry"),
                atComplaints("else").group("other"));

        // When
        Decisions decisions = look(strategies, NOBODY, complaint(NOW), NOW);

        // Then
        assertThat(fired(decisions)).containsExactly("second", "else");
        assertThat(decisions.suppressed())
                .containsExactly(new Suppressed("first", Why.CONSENT), new Suppressed("third", Why.GROUP));
    }

    @Test
    void consentIsATraitThatIsTrue() {
        // Given
        Strategies strategies = strategies(atComplaints("a").consent("marketing"));

        // When, Then
        assertThat(fired(lookAt(strategies, new TraitValue.Flag(true)))).containsExactly("a");
        for (TraitValue no : List.of(
                new TraitValue.Flag(false),
                new TraitValue.Text("true"),
                new TraitValue.Number(1),
                new TraitValue.Absent())) {
            assertThat(lookAt(strategies, no).suppressed()).containsExactly(new Suppressed("a", Why.CONSENT));
        }
        assertThat(look(strategies, NOBODY, complaint(NOW), NOW).suppressed())
                .containsExactly(new Suppressed("a", Why.CONSENT));
    }

    private static Decisions lookAt(Strategies strategies, TraitValue consent) {
        return look(strategies, knownBy(Map.of("marketing", consent)), complaint(NOW), NOW);
    }

    @Test
    void aChannelOptedOutOfIsNotUsedConsentOrNot() {
        // Given
        Strategies strategies = strategies(
                atComplaints("mail").channel("email").consent("marketing"),
                atComplaints("store").channel("store"));
        CustomerState consents = knownBy(Map.of("marketing", new TraitValue.Flag(true)));
        TriggerMemory memory = new TriggerMemory();
        memory.take(StrategyFixture.optOut("email", NOW));

        // When
        Decisions decisions = look(strategies, consents, complaint(NOW), NOW, memory);

        // Then
        assertThat(fired(decisions)).containsExactly("store");
        assertThat(decisions.suppressed()).containsExactly(new Suppressed("mail", Why.OPTED_OUT));
    }

    @Test
    void variantsWhoseChannelIsClosedAreNotChosenFrom() {
        // Given
        Offer offer = Offer.of(List.of("wine"), List.of(), null);
        Strategies strategies = strategies(atComplaints("a")
                .variants(
                        new Variant("x", offer, null), new Variant("y", offer, "sms"), new Variant("z", offer, "web")));
        TriggerMemory memory = new TriggerMemory();
        memory.take(StrategyFixture.optOut("email", NOW));
        Map<String, String> asked = new HashMap<>();
        OutcomesSoFar onlyZ = key -> {
            asked.put(String.valueOf(key.variant()), key.text());
            return new Arm(
                    1_000,
                    1_000,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    BigInteger.ZERO,
                    "z".equals(key.variant()) ? 1_000 : 0,
                    BigInteger.ZERO,
                    BigInteger.ZERO);
        };

        // When
        Decisions decisions = strategies.decide("ann", NOBODY, "s0", complaint(NOW), NOW, memory, onlyZ);

        // Then
        String meaning = Integer.toHexString(ArmKey.meaning("Label s0"));
        assertThat(asked)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("y", "value/a/y/s0/" + meaning, "z", "value/a/z/s0/" + meaning));
        assertThat(decisions.triggers()).singleElement().satisfies(trigger -> {
            assertThat(trigger.variant()).isEqualTo("z");
            assertThat(trigger.channel()).isEqualTo("web");
            assertThat(trigger.odds())
                    .containsExactly(new VariantOdds("y", 1_000, 0), new VariantOdds("z", 1_000, 1_000));
        });
    }

    @Test
    void customersAreSparedWhatIsExcludedForThem() {
        // Given
        Exclusion small = new Exclusion(new RoleIn(List.of("small")), List.of("web"), List.of("wine"));
        Exclusion large = new Exclusion(new RoleIn(List.of("large")), List.of("email"), List.of("fish"));
        Strategies strategies = strategies(
                GENEROUS,
                ZoneOffset.UTC,
                List.of(small, large),
                atComplaints("by-web").channel("web").offer(Offer.of(List.of("fish"), List.of(), null)),
                atComplaints("wine-only").offer(Offer.of(List.of("wine"), List.of(), "Wine!")),
                atComplaints("both").offer(Offer.of(List.of("wine", "fish"), List.of("toys"), null)),
                atComplaints("words").offer(Offer.of(List.of(), List.of(), "Sorry")));

        // When
        Decisions decisions = look(strategies, NOBODY, complaint(NOW), NOW);

        // Then
        assertThat(decisions.suppressed())
                .containsExactly(new Suppressed("by-web", Why.EXCLUDED), new Suppressed("wine-only", Why.EXCLUDED));
        assertThat(decisions.triggers())
                .extracting(Trigger::offer)
                .containsExactly(
                        Offer.of(List.of("fish"), List.of("toys", "wine"), null),
                        Offer.of(List.of(), List.of("wine"), "Sorry"));
    }

    @Test
    void whoIsHeldOutGetsATriggerThatSaysSoAndCounts() {
        // Given: a customer who is held out, found by trying.
        Offer offer = Offer.of(List.of("wine"), List.of(), null);
        Strategies strategies = strategies(atComplaints("a")
                .holdout(0.5)
                .cooldown(Duration.ofDays(3))
                .variants(new Variant("x", offer, null), new Variant("y", offer, null)));
        String held = IntStream.range(0, 100)
                .mapToObj(i -> "customer-" + i)
                .filter(customer -> decide(strategies, customer, NOW, new TriggerMemory())
                        .triggers()
                        .getFirst()
                        .holdout())
                .findFirst()
                .orElseThrow();
        TriggerMemory memory = new TriggerMemory();

        // When
        Decisions first = decide(strategies, held, NOW, memory);
        Decisions second = decide(strategies, held, NOW + DAY, memory);
        Decisions third = decide(strategies, held, NOW + 3 * DAY, memory);

        // Then
        assertThat(first.triggers()).singleElement().satisfies(trigger -> {
            assertThat(trigger.holdout()).isTrue();
            assertThat(trigger.variant()).isNull();
        });
        assertThat(second.suppressed()).containsExactly(new Suppressed("a", Why.COOLDOWN));
        assertThat(third.triggers()).singleElement().matches(Trigger::holdout);
        assertThat(memory.triggers()).isEqualTo(2);
    }

    @Test
    void theShareHeldOutIsAsAskedAndAnotherOneForEachStrategy() {
        // Given
        Strategies strategies =
                strategies(atComplaints("a").holdout(0.2), atComplaints("b").holdout(0.2), atComplaints("c"));

        // When
        int a = 0;
        int both = 0;
        for (int i = 0; i < 10_000; i++) {
            List<Trigger> triggers = decide(strategies, "customer-" + i, NOW, new TriggerMemory())
                    .triggers();
            a += triggers.get(0).holdout() ? 1 : 0;
            both += triggers.get(0).holdout() && triggers.get(1).holdout() ? 1 : 0;
            assertThat(triggers.get(2).holdout()).isFalse();
        }

        // Then: within four standard deviations.
        assertThat(a).isBetween(1_840, 2_160);
        assertThat(both).isBetween(322, 478);
    }

    private static Decisions decide(Strategies strategies, String customer, long now, TriggerMemory memory) {
        return strategies.decide(customer, NOBODY, "s0", complaint(now), now, memory, OutcomesSoFar.NONE);
    }

    @Test
    void theSameLookAlwaysGivesTheSameTriggers() {
        // Given
        Strategies strategies = strategies(atComplaints("a").holdout(0.3), atComplaints("b"));

        // When
        Decisions once = look(strategies, NOBODY, complaint(NOW), NOW);
        Decisions again = look(strategies, NOBODY, complaint(NOW), NOW);

        // Then
        assertThat(again).isEqualTo(once);
    }

    @Test
    void withoutAModelNobodyHasARoleAndWhatNeedsNoneFires() {
        // Given
        Playbook playbook = new Playbook(
                "value",
                "Value",
                1,
                ZoneOffset.UTC,
                GENEROUS,
                StrategyFixture.ATTRIBUTION,
                CAST,
                List.of(),
                List.of(
                        atComplaints("any").strategy(),
                        atComplaints("small")
                                .where(new RoleIn(List.of("small")))
                                .strategy(),
                        draft("lapse", new Standing.Lapsing(0.5)).strategy()));

        // When
        Decisions decisions = new Strategies(playbook, null, DECAY)
                .decide("ann", NOBODY, "s0", complaint(NOW), NOW, new TriggerMemory(), OutcomesSoFar.NONE);

        // Then
        assertThat(fired(decisions)).containsExactly("any");
        assertThat(decisions.triggers().getFirst().role()).isNull();
    }

    @Test
    void aModelOfAnotherSegmentationIsRefused() {
        assertThatThrownBy(() -> new Strategies(
                        playbook("taste", atComplaints("a").strategy()),
                        ModelFixture.model(
                                1,
                                ModelFixture.FREE,
                                ModelFixture.coordinates(1),
                                ModelFixture.segmentsAt(new double[] {0})),
                        DECAY))
                .hasMessage("the playbook of taste cannot be used with a model of value");
    }

    @Test
    void refusesAPlaybookThatCannotBe() {
        Strategy a = atComplaints("a").strategy();

        assertThatThrownBy(() -> playbook("Value", a)).hasMessageStartingWith("segmentation must be lower-case");
        assertThatThrownBy(() -> playbook("value")).hasMessage("strategies must be 1 to 64, not 0");
        assertThatThrownBy(() -> playbook("value", a, a)).hasMessage("strategies names a twice");
        assertThatThrownBy(
                        () -> playbook("value", draft("b", new Entered("huge")).strategy()))
                .hasMessage("b: there is no role huge in the cast");
        assertThatThrownBy(() -> playbook(
                        "value",
                        atComplaints("b").where(new RoleIn(List.of("tiny"))).strategy()))
                .hasMessage("b: there is no role tiny in the cast");
        assertThatThrownBy(() -> playbook(
                        "value",
                        atComplaints("b").where(new Condition.Above("money", 1)).strategy()))
                .hasMessageStartingWith("unknown feature 'money'");
    }

    private static Playbook playbook(String segmentation, Strategy... strategies) {
        return new Playbook(
                segmentation,
                "Value",
                1,
                ZoneOffset.UTC,
                GENEROUS,
                StrategyFixture.ATTRIBUTION,
                CAST,
                List.of(),
                List.of(strategies));
    }

    @Test
    void refusesAStrategyThatCannotBe() {
        Offer offer = Offer.of(List.of("wine"), List.of(), null);

        assertThatThrownBy(() -> atComplaints("A").strategy()).hasMessageStartingWith("id must be lower-case");
        assertThatThrownBy(() -> atComplaints("a").channel("E-mail").strategy())
                .hasMessageStartingWith("channel must be a lower-case word");
        assertThatThrownBy(() -> atComplaints("a").holdout(1).strategy())
                .hasMessage("holdout must be from 0 to less than 1, not 1.0");
        assertThatThrownBy(() -> atComplaints("a").cooldown(Duration.ofDays(-1)).strategy())
                .hasMessageStartingWith("cooldown must not be negative");
        assertThatThrownBy(() -> atComplaints("a").expiry(Duration.ZERO).strategy())
                .hasMessageStartingWith("expiry must be at least a minute");
        assertThatThrownBy(() -> atComplaints("a")
                        .variants(new Variant("x", offer, null))
                        .strategy())
                .hasMessage("variants must be two to 10, or none, not 1");
        assertThatThrownBy(() -> atComplaints("a")
                        .variants(new Variant("x", offer, null), new Variant("x", offer, "sms"))
                        .strategy())
                .hasMessage("variants names x twice");
        assertThatThrownBy(() -> atComplaints("a").cap(33, Duration.ofDays(1)))
                .hasMessage("most must be from 1 to 32, not 33");
        assertThatThrownBy(() -> atComplaints("a").cap(1, Duration.ZERO)).hasMessageStartingWith("within must be more");
        assertThatThrownBy(() -> Offer.of(List.of(), List.of(), null))
                .hasMessageStartingWith("offer must have at least one of push");
        assertThatThrownBy(() -> Offer.of(List.of("a"), List.of("b", "a"), null))
                .hasMessage("exclude must not name a, which push names");
        assertThatThrownBy(() -> recommending(List.of(), 21)).hasMessage("recommend must be 0 to 20 products, not 21");
        assertThatThrownBy(() -> recommending(List.of(), -1)).hasMessage("recommend must be 0 to 20 products, not -1");
        assertThatThrownBy(() -> discount(0.0)).hasMessageStartingWith("discount must be more than 0");
        assertThatThrownBy(() -> discount(100.5)).hasMessageStartingWith("discount must be more than 0");
        assertThatThrownBy(() -> new Exclusion(Condition.ALWAYS, List.of(), List.of()))
                .hasMessage("channels or products must name what is left out");
    }

    @Test
    void shouldStillBeAnOfferWhereAllThatIsPushedIsSparedButProductsAreChosen() {
        assertThat(recommending(List.of("wine"), 3).without(List.of("wine"))).isNotNull();
        assertThat(recommending(List.of("wine"), 0).without(List.of("wine"))).isNull();
    }

    private static Offer recommending(List<String> push, int most) {
        return new Offer(push, List.of(), most, null, null, null, null, null, null, null, null);
    }

    private static Offer discount(@Nullable Double percent) {
        return new Offer(List.of(), List.of(), 0, percent, null, null, null, null, null, null, null);
    }
}
