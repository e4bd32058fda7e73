package dev.segue.segmentation.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.event.ProfileUpdate;
import dev.segue.segmentation.event.TraitValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TraitsTest {
    @Test
    void theLatestValueStandsHoweverLateAnOlderOneComes() {
        Traits traits = new Traits();
        traits.add(update(20, "income", new TraitValue.Number(2)));
        traits.add(update(10, "income", new TraitValue.Number(1)));

        assertThat(traits.number("income")).isEqualTo(2);
    }

    @Test
    void traitsNotNamedStayAsTheyAre() {
        Traits traits = new Traits();
        traits.add(update(10, "income", new TraitValue.Number(1)));
        traits.add(update(20, "education", new TraitValue.Text("PhD")));

        assertThat(traits.number("income")).isEqualTo(1);
        assertThat(traits.value("education")).isEqualTo(new TraitValue.Text("PhD"));
    }

    @Test
    void aForgottenTraitIsNotBroughtBackByAnOlderUpdate() {
        Traits traits = new Traits();
        traits.add(update(20, "income", new TraitValue.Absent()));
        traits.add(update(10, "income", new TraitValue.Number(1)));

        assertThat(traits.value("income")).isEqualTo(new TraitValue.Absent());
        assertThat(traits.number("income")).isNaN();
    }

    @Test
    void asNumbersYesIsOneNoIsZeroAndTextIsNone() {
        Traits traits = new Traits();
        traits.add(new ProfileUpdate(
                "p",
                1,
                Map.of(
                        "yes", new TraitValue.Flag(true),
                        "no", new TraitValue.Flag(false),
                        "text", new TraitValue.Text("3"))));

        assertThat(traits.number("yes")).isEqualTo(1);
        assertThat(traits.number("no")).isZero();
        assertThat(traits.number("text")).isNaN();
        assertThat(traits.number("never given")).isNaN();
    }

    @Property(tries = 100)
    void whichTraitsAreKeptBeyondTheMostDoesNotDependOnTheOrder(@ForAll Random random) {
        // Given
        List<ProfileUpdate> updates = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            updates.add(update(i / 3, "trait-" + i % 100, new TraitValue.Number(i)));
        }
        Traits one = new Traits();
        updates.forEach(one::add);

        // When
        Collections.shuffle(updates, random);
        Traits other = new Traits();
        updates.forEach(other::add);

        // Then
        assertThat(one.names()).hasSize(Traits.MOST);
        assertThat(bytesOf(other)).isEqualTo(bytesOf(one));
    }

    private static ProfileUpdate update(long at, String name, TraitValue value) {
        return new ProfileUpdate("p" + at, at, Map.of(name, value));
    }

    private static byte[] bytesOf(Traits traits) {
        StateWriter out = new StateWriter();
        traits.write(out);
        return out.bytes();
    }
}
