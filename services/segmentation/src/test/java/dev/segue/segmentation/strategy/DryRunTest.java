package dev.segue.segmentation.strategy;

import static dev.segue.segmentation.strategy.StrategyFixture.DAY;
import static dev.segue.segmentation.strategy.StrategyFixture.NOW;
import static dev.segue.segmentation.strategy.StrategyFixture.atComplaints;
import static dev.segue.segmentation.strategy.StrategyFixture.bought;
import static dev.segue.segmentation.strategy.StrategyFixture.draft;
import static dev.segue.segmentation.strategy.StrategyFixture.look;
import static dev.segue.segmentation.strategy.StrategyFixture.strategies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.strategy.DryRun.Line;
import dev.segue.segmentation.strategy.DryRun.Way;
import dev.segue.segmentation.strategy.Momentary.Entered;
import dev.segue.segmentation.strategy.Momentary.FirstPurchase;
import dev.segue.segmentation.strategy.Momentary.Left;
import dev.segue.segmentation.strategy.Standing.Reaches;
import dev.segue.segmentation.strategy.Suppressed.Why;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DryRunTest {
    private static final CustomerState NOTHING = new CustomerState();
    private static final CustomerState BUYER = bought(NOW - DAY);

    @Test
    void whoAStrategyIsOnForNowIsCountedByRole() {
        // Given
        DryRun run = new DryRun(strategies(draft("thanks", new Reaches("frequency", 1))), OutcomesSoFar.NONE);

        // When
        run.add("ann", BUYER, "s0", NOW, new TriggerMemory());
        run.add("bob", BUYER, "s1", NOW, new TriggerMemory());
        run.add("cid", BUYER, "s1", NOW, new TriggerMemory());
        run.add("dee", BUYER, null, NOW, new TriggerMemory());
        run.add("eve", NOTHING, "s0", NOW, new TriggerMemory());

        // Then
        assertThat(run.customers()).isEqualTo(5);
        assertThat(run.roles()).isEqualTo(Map.of("small", 2L, "large", 2L));
        assertThat(run.withoutRole()).isOne();
        Line line = run.lines().getFirst();
        assertThat(line.now()).isTrue();
        assertThat(line.addressed()).isEqualTo(Map.of(new Way("email", ""), 4L));
        assertThat(line.roles()).isEqualTo(Map.of("small", 1L, "large", 2L));
        assertThat(line.heldOut()).isZero();
        assertThat(line.keptBack()).isEmpty();
    }

    @Test
    void whatWaitsForSomethingIsDecidedAsIfItHappenedToAllToWhomItMay() {
        // Given
        DryRun run = new DryRun(
                strategies(
                        draft("in", new Entered("large")),
                        draft("out", new Left("small")),
                        draft("first", new FirstPurchase()),
                        atComplaints("sorry")),
                OutcomesSoFar.NONE);

        // When
        run.add("ann", BUYER, "s0", NOW, new TriggerMemory());
        run.add("bob", BUYER, "s0", NOW, new TriggerMemory());
        run.add("cid", BUYER, "s1", NOW, new TriggerMemory());
        run.add("dee", NOTHING, null, NOW, new TriggerMemory());

        // Then
        assertThat(run.lines())
                .noneMatch(Line::now)
                .extracting(
                        line -> line.strategy().id() + " " + line.addressed().get(new Way("email", "")))
                .containsExactly("in 1", "out 2", "first 1", "sorry 4");
    }

    @Test
    void strategiesThatWaitStandInNoOthersWay() {
        // Given
        DryRun run = new DryRun(
                strategies(
                        new FrequencyCap(1, Duration.ofDays(30)),
                        ZoneOffset.UTC,
                        List.of(),
                        atComplaints("sorry").group("one").priority(9),
                        atComplaints("gift").group("one"),
                        draft("thanks", new Reaches("frequency", 1)).group("one")),
                OutcomesSoFar.NONE);

        // When
        run.add("ann", BUYER, "s0", NOW, new TriggerMemory());

        // Then
        assertThat(run.lines()).allSatisfy(line -> {
            assertThat(line.addressed()).isEqualTo(Map.of(new Way("email", ""), 1L));
            assertThat(line.keptBack()).isEmpty();
        });
    }

    @Test
    void strategiesThatAreOnNowShareWhatACapLeaves() {
        // Given
        DryRun run = new DryRun(
                strategies(
                        new FrequencyCap(1, Duration.ofDays(30)),
                        ZoneOffset.UTC,
                        List.of(),
                        draft("second", new Reaches("frequency", 1)),
                        draft("first", new Reaches("frequency", 1)).priority(9)),
                OutcomesSoFar.NONE);

        // When
        run.add("ann", BUYER, "s0", NOW, new TriggerMemory());

        // Then
        assertThat(run.lines().getFirst().keptBack()).isEqualTo(Map.of(Why.OVERALL_CAP, 1L));
        assertThat(run.lines().getLast().addressed()).isEqualTo(Map.of(new Way("email", ""), 1L));
    }

    @Test
    void whatIsRememberedOfACustomerKeepsStrategiesBack() {
        // Given
        Strategies strategies = strategies(
                atComplaints("sorry").cooldown(Duration.ofDays(9)),
                draft("post", new Entered("small")).channel("post"),
                draft("vip", new Entered("small")).consent("vip"));
        TriggerMemory memory = new TriggerMemory();
        look(strategies, BUYER, StrategyFixture.complaint(NOW - DAY), NOW - DAY, memory);
        memory.take(StrategyFixture.optOut("post", NOW));
        DryRun run = new DryRun(strategies, OutcomesSoFar.NONE);

        // When
        run.add("ann", BUYER, "s0", NOW, memory);

        // Then
        assertThat(run.lines())
                .<Map<Why, Long>>map(line -> Map.copyOf(line.keptBack()))
                .containsExactly(one(Why.COOLDOWN), one(Why.OPTED_OUT), one(Why.CONSENT));
    }

    @Test
    void whoIsHeldOutIsCountedApartAndTheRestByVariant() {
        // Given
        Variant plain = new Variant("plain", Offer.of(List.of("wine"), List.of(), null), null);
        Variant post = new Variant("by-post", Offer.of(List.of("wine"), List.of(), null), "post");
        DryRun run = new DryRun(
                strategies(
                        draft("wine", new Reaches("frequency", 1)).holdout(0.25).variants(plain, post)),
                OutcomesSoFar.NONE);

        // When
        IntStream.range(0, 2_000).forEach(i -> run.add("c" + i, BUYER, "s0", NOW, new TriggerMemory()));

        // Then
        Line line = run.lines().getFirst();
        assertThat(line.heldOut()).isBetween(420L, 580L);
        assertThat(line.addressed()).containsOnlyKeys(new Way("email", "plain"), new Way("post", "by-post"));
        assertThat(line.addressed().values())
                .allSatisfy(count -> assertThat(count).isBetween(650L, 850L));
        assertThat(line.heldOut()
                        + line.addressed().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                .isEqualTo(2_000);
    }

    /** What would fire now is what fires when it is looked at the customer in earnest. */
    @Test
    void whatItCountsIsWhatIsDecidedInEarnest() {
        // Given
        Strategies strategies = strategies(
                draft("thanks", new Reaches("frequency", 1)).holdout(0.5),
                draft("twice", new Reaches("frequency", 2)),
                draft("more", new Reaches("frequency", 1)).priority(3));
        DryRun run = new DryRun(strategies, OutcomesSoFar.NONE);

        // When
        run.add("ann", BUYER, "s0", NOW, new TriggerMemory());

        // Then
        Decisions decisions = look(strategies, BUYER, Happening.TIME, NOW);
        assertThat(run.lines()).allSatisfy(line -> {
            List<Trigger> fired = decisions.triggers().stream()
                    .filter(trigger -> trigger.strategy().equals(line.strategy().id()))
                    .toList();
            assertThat(line.heldOut())
                    .isEqualTo(fired.stream().filter(Trigger::holdout).count());
            assertThat(line.addressed().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(
                            fired.stream().filter(trigger -> !trigger.holdout()).count());
        });
    }

    private static Map<Why, Long> one(Why why) {
        return Map.of(why, 1L);
    }
}
