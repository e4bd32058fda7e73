package dev.segue.segmentation.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ArmTest {
    private static final ArmKey KEY = new ArmKey("value", "value-1", 3, "win-back", "A", false);

    @Property
    void armsOfSeveralTasksAddUpToTheArmOfOne(
            @ForAll("outcomes") List<TriggerOutcome> some, @ForAll("outcomes") List<TriggerOutcome> others) {
        List<TriggerOutcome> all = Stream.concat(others.stream(), some.stream()).toList();

        assertThat(arm(some).plus(arm(others)))
                .isEqualTo(arm(all))
                .isEqualTo(arm(others).plus(arm(some)));
    }

    @Property
    void itDoesNotMatterThroughWhichStagesAnOutcomeCameAbout(@ForAll("outcomes") List<TriggerOutcome> stages) {
        Arm arm = Arm.EMPTY;
        TriggerOutcome before = null;
        for (TriggerOutcome stage : stages) {
            arm = arm.with(new OutcomeChange(KEY, before, stage));
            before = stage;
        }

        assertThat(arm).isEqualTo(stages.isEmpty() ? Arm.EMPTY : arm(List.of(stages.getLast())));
    }

    @Property
    void armsAndKeysSurviveTheWayThroughBytes(@ForAll("outcomes") List<TriggerOutcome> outcomes) {
        StateWriter out = new StateWriter();
        KEY.write(out);
        arm(outcomes).write(out);
        StateReader in = new StateReader(out.bytes());

        assertThat(ArmKey.read(in)).isEqualTo(KEY);
        assertThat(Arm.read(in)).isEqualTo(arm(outcomes));
        assertThat(in.atEnd()).isTrue();
    }

    private static Arm arm(List<TriggerOutcome> outcomes) {
        Arm arm = Arm.EMPTY;
        for (TriggerOutcome outcome : outcomes) {
            arm = arm.with(new OutcomeChange(KEY, null, outcome));
        }
        return arm;
    }

    @Provide
    Arbitrary<List<TriggerOutcome>> outcomes() {
        Arbitrary<Integer> marks = Arbitraries.integers().between(0, 127);
        Arbitrary<Long> money = Arbitraries.longs().between(0, Money.MOST);
        Arbitrary<Integer> squares = Arbitraries.integers().between(0, 1_000);
        return Combinators.combine(marks, money, money, squares)
                .as((m, revenue, spent, square) -> new TriggerOutcome(
                        (m & 1) > 0,
                        (m & 2) > 0,
                        (m & 4) > 0,
                        (m & 8) > 0,
                        (m & 16) > 0,
                        (m & 32) > 0,
                        revenue,
                        (m & 64) > 0,
                        spent,
                        square))
                .list()
                .ofMaxSize(10);
    }
}
