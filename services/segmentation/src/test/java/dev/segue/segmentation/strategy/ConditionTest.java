package dev.segue.segmentation.strategy;

import static dev.segue.segmentation.strategy.StrategyFixture.DAY;
import static dev.segue.segmentation.strategy.StrategyFixture.NOW;
import static dev.segue.segmentation.strategy.StrategyFixture.atComplaints;
import static dev.segue.segmentation.strategy.StrategyFixture.bought;
import static dev.segue.segmentation.strategy.StrategyFixture.complaint;
import static dev.segue.segmentation.strategy.StrategyFixture.knownBy;
import static dev.segue.segmentation.strategy.StrategyFixture.look;
import static dev.segue.segmentation.strategy.StrategyFixture.strategies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.strategy.Condition.Above;
import dev.segue.segmentation.strategy.Condition.All;
import dev.segue.segmentation.strategy.Condition.Any;
import dev.segue.segmentation.strategy.Condition.Below;
import dev.segue.segmentation.strategy.Condition.Between;
import dev.segue.segmentation.strategy.Condition.Not;
import dev.segue.segmentation.strategy.Condition.RoleIn;
import dev.segue.segmentation.strategy.Condition.TraitIn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionTest {
    private static final CustomerState BOUGHT_TWICE = bought(NOW - 30 * DAY, NOW - 3 * DAY);

    @Test
    void featuresAreComparedByTheirRawValues() {
        assertThat(holds(new Above("frequency", 1.5))).isTrue();
        assertThat(holds(new Above("frequency", 2))).isFalse();
        assertThat(holds(new Below("frequency", 2.5))).isTrue();
        assertThat(holds(new Below("frequency", 2))).isFalse();
        assertThat(holds(new Between("frequency", 2, 3))).isTrue();
        assertThat(holds(new Between("frequency", 1, 2))).isTrue();
        assertThat(holds(new Between("frequency", 2.1, 3))).isFalse();
        assertThat(holds(new Between("recency_days", 2.9, 3.1))).isTrue();
        assertThat(holds(new Above("category_share.wine", 0.9))).isTrue();
        assertThat(holds(new Above("probability_alive", 0.5))).isTrue();
    }

    @Test
    void aComparisonOfWhatTheCustomerDoesNotHaveIsFalseBothWays() {
        assertThat(holds(new Above("csat", 0))).isFalse();
        assertThat(holds(new Below("csat", 6))).isFalse();
        assertThat(holds(new Between("csat", 0, 6))).isFalse();
        assertThat(holds(new Not(new Above("csat", 0)))).isTrue();
    }

    @Test
    void rolesAreThoseOfTheCustomersSegment() {
        assertThat(holds(new RoleIn(List.of("large", "small")))).isTrue();
        assertThat(holds(new RoleIn(List.of("large")))).isFalse();
    }

    @Test
    void whoIsInNoSegmentHasNoRole() {
        // Given
        Strategies strategies = strategies(atComplaints("a").where(new RoleIn(List.of("small", "large"))));

        // When
        Decisions decisions = strategies.decide(
                "ann", BOUGHT_TWICE, null, complaint(NOW), NOW, new TriggerMemory(), OutcomesSoFar.NONE);

        // Then
        assertThat(decisions).isEqualTo(Decisions.NONE);
    }

    @Test
    void traitsAreComparedAsTexts() {
        CustomerState state = knownBy(Map.of(
                "city", new TraitValue.Text("Oslo"),
                "vip", new TraitValue.Flag(true),
                "children", new TraitValue.Number(2)));

        assertThat(holds(new TraitIn("city", List.of("Bergen", "Oslo")), state)).isTrue();
        assertThat(holds(new TraitIn("city", List.of("Bergen")), state)).isFalse();
        assertThat(holds(new TraitIn("vip", List.of("true")), state)).isTrue();
        assertThat(holds(new TraitIn("children", List.of("2", "3")), state)).isTrue();
        assertThat(holds(new TraitIn("age", List.of("2")), state)).isFalse();
    }

    @Test
    void conditionsAreCombined() {
        Condition yes = new Above("frequency", 1);
        Condition no = new Above("frequency", 10);

        assertThat(holds(new All(List.of(yes, yes)))).isTrue();
        assertThat(holds(new All(List.of(yes, no)))).isFalse();
        assertThat(holds(new Any(List.of(no, yes)))).isTrue();
        assertThat(holds(new Any(List.of(no, no)))).isFalse();
        assertThat(holds(new Not(no))).isTrue();
        assertThat(holds(new Not(yes))).isFalse();
        assertThat(holds(Condition.ALWAYS)).isTrue();
    }

    @Test
    void whatHoldsIsTold() {
        // Given
        Condition condition = new All(List.of(
                new RoleIn(List.of("small")),
                new Any(List.of(new Above("frequency", 10), new Between("frequency", 1, 2.5))),
                new Not(new Above("csat", 3)),
                new Below("recency_days", 4)));

        // When
        Decisions decisions = look(strategies(atComplaints("a").where(condition)), BOUGHT_TWICE, complaint(NOW), NOW);

        // Then
        assertThat(decisions.triggers().getFirst().reasons())
                .containsExactly(
                        "complaint", "role is small", "frequency is 2, from 1 to 2.5", "recency_days is 3, below 4");
    }

    @Test
    void refusesWhatCanNeverHold() {
        assertThatThrownBy(() -> new Between("frequency", 2, 1)).hasMessage("low must be at most high (1.0), not 2.0");
        assertThatThrownBy(() -> new Above("frequency", Double.NaN))
                .hasMessage("above must be a finite number, not NaN");
        assertThatThrownBy(() -> new Any(List.of())).hasMessage("any must name at least one");
        assertThatThrownBy(() -> new RoleIn(List.of())).hasMessage("role must name at least one");
        assertThatThrownBy(() -> new TraitIn("city", List.of())).hasMessage("one_of must name at least one");
    }

    private static boolean holds(Condition condition) {
        return holds(condition, BOUGHT_TWICE);
    }

    private static boolean holds(Condition condition, CustomerState state) {
        Decisions decisions = look(strategies(atComplaints("a").where(condition)), state, complaint(NOW), NOW);
        return !decisions.triggers().isEmpty();
    }
}
