package dev.segue.segmentation.strategy;

import static dev.segue.segmentation.assignment.ModelFixture.DECAY;
import static dev.segue.segmentation.strategy.StrategyFixture.DAY;
import static dev.segue.segmentation.strategy.StrategyFixture.GENEROUS;
import static dev.segue.segmentation.strategy.StrategyFixture.NOW;
import static dev.segue.segmentation.strategy.StrategyFixture.bought;
import static dev.segue.segmentation.strategy.StrategyFixture.complaint;
import static dev.segue.segmentation.strategy.StrategyFixture.draft;
import static dev.segue.segmentation.strategy.StrategyFixture.event;
import static dev.segue.segmentation.strategy.StrategyFixture.fired;
import static dev.segue.segmentation.strategy.StrategyFixture.knownBy;
import static dev.segue.segmentation.strategy.StrategyFixture.look;
import static dev.segue.segmentation.strategy.StrategyFixture.moved;
import static dev.segue.segmentation.strategy.StrategyFixture.order;
import static dev.segue.segmentation.strategy.StrategyFixture.strategies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.segmentation.assignment.Cause;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.event.Opinion;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.strategy.Momentary.Entered;
import dev.segue.segmentation.strategy.Momentary.FirstPurchase;
import dev.segue.segmentation.strategy.Momentary.Left;
import dev.segue.segmentation.strategy.Momentary.NegativeFeedback;
import dev.segue.segmentation.strategy.Standing.Becomes;
import dev.segue.segmentation.strategy.Standing.Lapsing;
import dev.segue.segmentation.strategy.Standing.Overdue;
import dev.segue.segmentation.strategy.Standing.Reaches;
import java.time.Duration;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OccasionTest {
    private static final CustomerState NOBODY = new CustomerState();

    @Test
    void enteringARoleIsAnOccasionWhateverBroughtItAbout() {
        Strategies strategies = strategies(draft("a", new Entered("large")));

        for (Cause cause : EnumSet.complementOf(EnumSet.of(Cause.MERGE))) {
            assertThat(reasons(strategies, NOBODY, moved("s0", "s1", cause, NOW)))
                    .containsExactly("entered large from small (%s)".formatted(cause));
        }
        assertThat(reasons(strategies, NOBODY, moved(null, "s1", Cause.BACKFILL, NOW)))
                .containsExactly("entered large (BACKFILL)");
        assertThat(reasons(strategies, NOBODY, moved("s0", "s1", Cause.MERGE, NOW)))
                .as("the other customer may have been there for long")
                .isEmpty();
        assertThat(reasons(strategies, NOBODY, moved("s1", "s0", Cause.TIME, NOW)))
                .isEmpty();
        assertThat(reasons(strategies, NOBODY, Happening.TIME)).isEmpty();
    }

    @Test
    void leavingARoleIsAnOccasion() {
        Strategies strategies = strategies(draft("a", new Left("large")));

        assertThat(reasons(strategies, NOBODY, moved("s1", "s0", Cause.TIME, NOW)))
                .containsExactly("left large for small (TIME)");
        assertThat(reasons(strategies, NOBODY, moved("s1", null, Cause.PROFILE, NOW)))
                .containsExactly("left large (PROFILE)");
        assertThat(reasons(strategies, NOBODY, moved("s0", "s1", Cause.TIME, NOW)))
                .isEmpty();
    }

    @Test
    void movingBetweenSegmentsOfOneRoleIsNoOccasion() {
        // Given: both segments have the role.
        Cast cast = new Cast(List.of(new Cast.Part("all", new Cast.Pick.Rest())));
        Strategies strategies = new Strategies(
                new Playbook(
                        "value",
                        "Value",
                        1,
                        ZoneId.of("UTC"),
                        GENEROUS,
                        StrategyFixture.ATTRIBUTION,
                        cast,
                        List.of(),
                        List.of(
                                draft("in", new Entered("all")).strategy(),
                                draft("out", new Left("all")).strategy())),
                StrategyFixture.model(),
                DECAY);

        // When, Then
        assertThat(reasons(strategies, NOBODY, moved("s0", "s1", Cause.MODEL, NOW)))
                .isEmpty();
    }

    @Test
    void aSegmentThatIsNoMoreHadTheRoleOfItsTime() {
        // Given: before, "s2" was the large one of the two, and "s0" the small one.
        Playbook playbook = strategies(draft("in", new Entered("large")), draft("out", new Left("large")))
                .playbook();
        SegmentModel before = StrategyFixture.model("s0", "s2");
        Strategies strategies = new Strategies(playbook, StrategyFixture.model(), before, DECAY);

        // When, Then
        assertThat(reasons(strategies, NOBODY, moved("s2", "s1", Cause.MODEL, NOW)))
                .as("stayed among the large ones")
                .isEmpty();
        assertThat(reasons(strategies, NOBODY, moved("s2", "s0", Cause.MODEL, NOW)))
                .containsExactly("left large for small (MODEL)");
        assertThat(reasons(strategies, NOBODY, moved("older", "s1", Cause.MODEL, NOW)))
                .as("nobody knows what it was")
                .isEmpty();
    }

    @Test
    void theFirstOrderIsAnOccasionAndNoOther() {
        Strategies strategies = strategies(draft("a", new FirstPurchase()));

        assertThat(reasons(strategies, bought(NOW), event(order(NOW)))).containsExactly("first purchase");
        assertThat(reasons(strategies, bought(NOW - DAY, NOW), event(order(NOW))))
                .isEmpty();
        assertThat(reasons(strategies, bought(NOW - DAY), Happening.TIME)).isEmpty();
    }

    @Test
    void negativeFeedbackIsAnOccasionUpToTheScore() {
        Strategies scores = strategies(draft("a", new NegativeFeedback(6, 2, false)));
        Strategies complaints = strategies(draft("a", new NegativeFeedback(null, null, true)));

        assertThat(reasons(scores, NOBODY, opinion(Opinion.Kind.NPS, 6))).containsExactly("NPS 6");
        assertThat(reasons(scores, NOBODY, opinion(Opinion.Kind.NPS, 7))).isEmpty();
        assertThat(reasons(scores, NOBODY, opinion(Opinion.Kind.CSAT, 2))).containsExactly("CSAT 2");
        assertThat(reasons(scores, NOBODY, opinion(Opinion.Kind.CSAT, 3))).isEmpty();
        assertThat(reasons(scores, NOBODY, complaint(NOW))).isEmpty();
        assertThat(reasons(complaints, NOBODY, complaint(NOW))).containsExactly("complaint");
        assertThat(reasons(complaints, NOBODY, opinion(Opinion.Kind.NPS, 0))).isEmpty();
        assertThat(reasons(complaints, NOBODY, opinion(Opinion.Kind.CSAT, 1))).isEmpty();
    }

    @Test
    void whatHappenedTooLongAgoIsKeptBackAsExpired() {
        // Given
        Strategies strategies = strategies(draft("a", new FirstPurchase()).expiry(Duration.ofDays(2)));
        long bought = NOW - 2 * DAY;

        // When, Then
        assertThat(look(strategies, bought(bought), event(order(bought)), NOW - 1)
                        .triggers())
                .hasSize(1);
        assertThat(look(strategies, bought(bought), event(order(bought)), NOW).suppressed())
                .containsExactly(new Suppressed("a", Suppressed.Why.EXPIRED));
    }

    @Test
    void lapsingIsAnOccasionOnceASilence() {
        // Given: who bought every week falls silent.
        Strategies strategies = strategies(draft("a", new Lapsing(0.5)));
        CustomerState state = bought(weekly(NOW, 12));
        TriggerMemory memory = new TriggerMemory();

        // When, Then
        assertThat(fired(look(strategies, state, Happening.TIME, NOW + 7 * DAY, memory)))
                .isEmpty();
        Decisions first = look(strategies, state, Happening.TIME, NOW + 100 * DAY, memory);
        assertThat(fired(first)).containsExactly("a");
        assertThat(first.triggers().getFirst().reasons().getFirst()).startsWith("probably alive with 0.0");
        assertThat(fired(look(strategies, state, Happening.TIME, NOW + 400 * DAY, memory)))
                .isEmpty();
        state.apply(order(NOW + 401 * DAY), DECAY);
        assertThat(fired(look(strategies, state, Happening.TIME, NOW + 2_000 * DAY, memory)))
                .containsExactly("a");
    }

    @Test
    void beingOverdueIsAnOccasionOnceASilence() {
        // Given
        Strategies strategies = strategies(draft("a", new Overdue(Duration.ofDays(3))));
        CustomerState state = bought(weekly(NOW, 12));
        TriggerMemory memory = new TriggerMemory();
        long due = NextOccasion.of(strategies, "ann", state, "s0", memory, NOW, NOW + 365 * DAY);

        // When, Then
        assertThat(due).isBetween(NOW + 5 * DAY, NOW + 30 * DAY);
        assertThat(fired(look(strategies, state, Happening.TIME, due - 1, memory)))
                .isEmpty();
        assertThat(fired(look(strategies, state, Happening.TIME, due, memory))).containsExactly("a");
        assertThat(fired(look(strategies, state, Happening.TIME, due + 300 * DAY, memory)))
                .isEmpty();
        assertThat(fired(look(strategies, NOBODY, Happening.TIME, NOW))).isEmpty();
    }

    @Test
    void aSeasonIsAnOccasionOnceAYearAndMayGoPastItsEnd() {
        // Given
        Strategies strategies = strategies(
                GENEROUS,
                ZoneId.of("Europe/Oslo"),
                List.of(),
                draft("a", new Season(MonthDay.of(12, 20), MonthDay.of(1, 6))).expiry(Duration.ofDays(30)));
        TriggerMemory memory = new TriggerMemory();

        // When, Then
        assertThat(firedAt(strategies, "2026-12-19T22:59:59Z", memory)).isEmpty();
        assertThat(firedAt(strategies, "2026-12-20T07:00:00Z", memory)).containsExactly("a");
        assertThat(firedAt(strategies, "2026-12-25T07:00:00Z", memory)).isEmpty();
        assertThat(firedAt(strategies, "2027-01-06T07:00:00Z", memory)).isEmpty();
        assertThat(firedAt(strategies, "2027-12-31T07:00:00Z", memory)).containsExactly("a");
        assertThat(firedAt(strategies, "2029-01-06T22:59:59Z", memory)).containsExactly("a");
        assertThat(firedAt(strategies, "2030-01-06T23:00:00Z", memory)).isEmpty();
    }

    @Test
    void anOfferOfASeasonExpiresWithIt() {
        // Given
        Strategies strategies = strategies(
                draft("a", new Season(MonthDay.of(3, 1), MonthDay.of(3, 11))).expiry(Duration.ofDays(30)));

        // When
        Trigger trigger =
                look(strategies, NOBODY, Happening.TIME, NOW).triggers().getFirst();

        // Then
        assertThat(Instant.ofEpochMilli(trigger.expires())).isEqualTo("2026-03-12T00:00:00Z");
    }

    @Test
    void reachingAValueIsAnOccasionOnceInALife() {
        // Given
        Strategies strategies = strategies(draft("a", new Reaches("frequency", 2)));
        CustomerState state = bought(NOW - 2 * DAY);
        TriggerMemory memory = new TriggerMemory();

        // When, Then
        assertThat(fired(look(strategies, state, Happening.TIME, NOW, memory))).isEmpty();
        state.apply(order(NOW), DECAY);
        Decisions second = look(strategies, state, event(order(NOW)), NOW, memory);
        assertThat(second.triggers().getFirst().reasons()).containsExactly("frequency has reached 2");
        assertThat(fired(look(strategies, state, Happening.TIME, NOW + DAY, memory)))
                .isEmpty();
    }

    @Test
    void aTraitThatBecomesAValueIsAnOccasionOnceInALife() {
        // Given
        Strategies strategies = strategies(draft("a", new Becomes("tier", "gold")));
        TriggerMemory memory = new TriggerMemory();

        // When, Then
        assertThat(fired(look(
                        strategies,
                        knownBy(Map.of("tier", new TraitValue.Text("silver"))),
                        Happening.TIME,
                        NOW,
                        memory)))
                .isEmpty();
        CustomerState gold = knownBy(Map.of("tier", new TraitValue.Text("gold")));
        assertThat(fired(look(strategies, gold, Happening.TIME, NOW, memory))).containsExactly("a");
        assertThat(fired(look(strategies, gold, Happening.TIME, NOW + DAY, memory)))
                .isEmpty();
    }

    @Test
    void anniversariesOfTheFirstPurchaseAreOccasionsForAWeek() {
        // Given
        Strategies strategies = strategies(draft("a", new Anniversary()));
        CustomerState state = bought(Instant.parse("2024-02-29T18:00:00Z").toEpochMilli(), NOW);
        TriggerMemory memory = new TriggerMemory();

        // When, Then
        assertThat(anniversaryAt(strategies, state, "2024-03-01T18:00:00Z", memory))
                .isEmpty();
        assertThat(anniversaryAt(strategies, state, "2025-02-27T23:59:59Z", memory))
                .isEmpty();
        assertThat(anniversaryAt(strategies, state, "2025-02-28T06:00:00Z", memory))
                .containsExactly("anniversary 1 of the first purchase");
        assertThat(anniversaryAt(strategies, state, "2025-03-01T06:00:00Z", memory))
                .isEmpty();
        assertThat(anniversaryAt(strategies, state, "2026-03-06T23:59:59Z", memory))
                .containsExactly("anniversary 2 of the first purchase");
        assertThat(anniversaryAt(strategies, state, "2027-03-07T00:00:00Z", memory))
                .isEmpty();
        assertThat(anniversaryAt(strategies, NOBODY, "2025-02-28T06:00:00Z", memory))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNoOccasion() {
        assertThatThrownBy(() -> new Lapsing(1)).hasMessage("alive_below must be more than 0 and less than 1, not 1.0");
        assertThatThrownBy(() -> new Overdue(Duration.ofDays(-1)))
                .hasMessageStartingWith("overdue must not be negative");
        assertThatThrownBy(() -> new NegativeFeedback(11, null, false))
                .hasMessage("nps_at_most must be from 0 to 10, not 11");
        assertThatThrownBy(() -> new NegativeFeedback(null, 0, false))
                .hasMessage("csat_at_most must be from 1 to 5, not 0");
        assertThatThrownBy(() -> new NegativeFeedback(null, null, false))
                .hasMessageStartingWith("feedback must have at least one of");
        assertThatThrownBy(() -> new Reaches("frequency", Double.POSITIVE_INFINITY))
                .hasMessageStartingWith("value must be a finite number");
    }

    private static long[] weekly(long last, int times) {
        long[] moments = new long[times];
        for (int i = 0; i < times; i++) {
            moments[i] = last - 7 * DAY * (times - 1 - i);
        }
        return moments;
    }

    private static Happening opinion(Opinion.Kind kind, int score) {
        return event(new Opinion("opinion", NOW, kind, score));
    }

    private static List<String> reasons(Strategies strategies, CustomerState state, Happening happening) {
        return look(strategies, state, happening, NOW).triggers().stream()
                .flatMap(trigger -> trigger.reasons().stream())
                .toList();
    }

    private static List<String> firedAt(Strategies strategies, String moment, TriggerMemory memory) {
        return fired(
                look(strategies, NOBODY, Happening.TIME, Instant.parse(moment).toEpochMilli(), memory));
    }

    private static List<String> anniversaryAt(
            Strategies strategies, CustomerState state, String moment, TriggerMemory memory) {
        return look(strategies, state, Happening.TIME, Instant.parse(moment).toEpochMilli(), memory).triggers().stream()
                .flatMap(trigger -> trigger.reasons().stream())
                .toList();
    }
}
