package dev.segue.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.segmentation.strategy.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionDocumentTest {
    @Test
    void shouldReadAConditionWrittenInJson() {
        Condition condition = parse("""
                {
                \t"when": {
                \t\t"feature": "monetary", "above": 100.5,
                \t\t"trait": "city", "is": "York",
                \t\t"not": {"role": "best"}
                \t}
                }
                """);

        assertThat(condition)
                .isEqualTo(new Condition.All(List.of(
                        new Condition.Above("monetary", 100.5),
                        new Condition.TraitIn("city", List.of("York")),
                        new Condition.Not(new Condition.RoleIn(List.of("best"))))));
    }

    @Test
    void shouldTellAllThatIsWrongAtOnce() {
        assertThatThrownBy(() -> parse("""
                {"when": {"feature": "monetry", "above": "much",
                "role": "bset", "wenn": 1},
                "then": 2}
                """))
                .isInstanceOfSatisfying(
                        SpecException.class,
                        e -> assertThat(e.problems())
                                .hasSize(5)
                                .anyMatch(problem -> problem.startsWith(
                                        "the condition, line 1: when.feature is 'monetry', which is no feature"))
                                .anyMatch(problem ->
                                        problem.startsWith("the condition, line 1: when.above must be a number"))
                                .anyMatch(problem -> problem.startsWith(
                                        "the condition, line 2: when.role is 'bset', which is no role of the cast"))
                                .anyMatch(
                                        problem -> problem.startsWith("the condition, line 2: when.wenn is not known"))
                                .anyMatch(problem -> problem.startsWith("the condition, line 3: then is not known")));
    }

    @Test
    void shouldRefuseWhatHasNoConditionRatherThanTakeItForEverybody() {
        assertThatThrownBy(() -> parse("{}")).isInstanceOf(SpecException.class).hasMessageContaining("when is missing");
        assertThatThrownBy(() -> parse("{\"when\": {}}"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("when must have at least one of role, feature");
        assertThatThrownBy(() -> parse("[]")).isInstanceOf(SpecException.class);
    }

    private static Condition parse(String text) {
        return ConditionDocument.parse("the condition", text, List.of("best", "others"));
    }
}
