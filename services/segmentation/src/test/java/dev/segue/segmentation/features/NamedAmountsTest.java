package dev.segue.segmentation.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NamedAmountsTest {
    @Test
    void namesBeyondTheMostAreCountedAsOther() {
        // Given
        NamedAmounts amounts = new NamedAmounts();

        // When
        for (int i = 0; i < NamedAmounts.MOST + 10; i++) {
            amounts.add("name-%03d".formatted(i), 1);
        }

        // Then
        assertThat(amounts.names()).hasSize(NamedAmounts.MOST + 1).contains(NamedAmounts.OTHER);
        assertThat(amounts.amount(NamedAmounts.OTHER)).isEqualTo(10);
        assertThat(amounts.amount("name-000")).isEqualTo(1);
        assertThat(amounts.amount("name-073")).isZero();
    }

    @Property(tries = 100)
    void whichNamesAreToldApartDoesNotDependOnTheOrder(
            @ForAll @IntRange(min = 1, max = 200) int different, @ForAll Random random) {
        // Given
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            names.add(i % 50 == 0 ? NamedAmounts.OTHER : "name-" + i % different);
        }
        NamedAmounts one = new NamedAmounts();
        names.forEach(name -> one.add(name, 1));

        // When
        Collections.shuffle(names, random);
        NamedAmounts other = new NamedAmounts();
        names.forEach(name -> other.add(name, 1));

        // Then
        assertThat(other.names()).containsExactlyInAnyOrder(one.names());
        assertThat(one.names())
                .allSatisfy(name -> assertThat(other.amount(name)).isEqualTo(one.amount(name)));
    }

    @Property(tries = 200)
    void sharesAddUpToOne(@ForAll @IntRange(min = 1, max = 200) int different, @ForAll Random random) {
        NamedAmounts amounts = new NamedAmounts();
        amounts.add("sure", 1);
        for (int i = 0; i < 300; i++) {
            amounts.add("name-" + random.nextInt(different), random.nextDouble(-1, 2));
        }

        assertThat(Arrays.stream(amounts.names()).mapToDouble(amounts::share).sum())
                .isCloseTo(1, within(1e-12));
        assertThat(amounts.names())
                .allSatisfy(name -> assertThat(amounts.share(name)).isBetween(0.0, 1.0));
    }

    @Test
    void whatWasTakenBackMoreThanBoughtHasNoShare() {
        NamedAmounts amounts = new NamedAmounts();
        amounts.add("wine", 30);
        amounts.add("toys", -10);

        assertThat(amounts.total()).isEqualTo(30);
        assertThat(amounts.share("wine")).isEqualTo(1);
        assertThat(amounts.share("toys")).isZero();
        assertThat(amounts.share("fish")).isZero();
    }

    @Test
    void withoutAnyAmountThereIsNoShare() {
        NamedAmounts amounts = new NamedAmounts();
        amounts.add("wine", -1);

        assertThat(amounts.share("wine")).isNaN();
        assertThat(new NamedAmounts().share("wine")).isNaN();
    }

    /** In floating point 0.1 + 0.2 - 0.3 is not zero, nor what is left in another order. */
    @Test
    void whatRoundingLeavesOfWhatWasAllTakenBackHasNoShare() {
        NamedAmounts one = new NamedAmounts();
        DoubleStream.of(0.1, 0.2, -0.3).forEach(amount -> one.add("wine", amount));
        NamedAmounts other = new NamedAmounts();
        DoubleStream.of(-0.3, 0.1, 0.2).forEach(amount -> other.add("wine", amount));

        assertThat(one.share("wine")).isNaN();
        assertThat(other.share("wine")).isNaN();
    }

    @Test
    void anAmountHasAShareDownToAHundredThousandthOfTheSmallestMoney() {
        NamedAmounts amounts = new NamedAmounts();
        amounts.add("wine", 1e-9);

        assertThat(amounts.share("wine")).isEqualTo(1);
        amounts.scale(0.999);
        assertThat(amounts.share("wine")).isNaN();
    }
}
