package dev.segue.segmentation.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.segue.segmentation.AnyEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PurchaseDaysTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** A purchase. */
    record Bought(long at, long value) {}

    @Property
    void countAndValueAreWhatTheDefinitionSaysInAnyOrder(
            @ForAll("purchases") List<Bought> purchases, @ForAll Random random) {
        // Given
        TreeMap<Long, Long> byDay = new TreeMap<>();
        purchases.forEach(bought -> byDay.merge(Math.floorDiv(bought.at(), DAY), bought.value(), Long::sum));
        long gross = byDay.values().stream().mapToLong(Long::longValue).sum();
        Collections.shuffle(purchases, random);

        // When
        PurchaseDays days = daysOf(purchases);

        // Then
        assertThat(days.count()).isEqualTo(byDay.size());
        double expected = byDay.values().stream()
                .skip(1)
                .mapToLong(Long::longValue)
                .average()
                .orElse(Double.NaN);
        if (Double.isNaN(expected)) {
            assertThat(days.repeatValue(gross)).isNaN();
        } else {
            assertThat(days.repeatValue(gross)).isCloseTo(expected, within(1e-9 * expected));
        }
    }

    @Property
    void whatIsWrittenIsRead(@ForAll("purchases") List<Bought> purchases) {
        PurchaseDays days = daysOf(purchases);
        long gross = purchases.stream().mapToLong(Bought::value).sum();

        PurchaseDays read = new PurchaseDays();
        read.read(new StateReader(bytesOf(days)), gross);

        assertThat(bytesOf(read)).isEqualTo(bytesOf(days));
        assertThat(read.count()).isEqualTo(days.count());
        assertThat(Double.valueOf(read.repeatValue(gross))).isEqualTo(Double.valueOf(days.repeatValue(gross)));
    }

    @Test
    void aDayIsThatOfUniversalTimeAlsoBefore1970() {
        PurchaseDays days = daysOf(List.of(new Bought(-1, 1), new Bought(0, 1), new Bought(DAY - 1, 1)));

        assertThat(days.count()).isEqualTo(2);
    }

    @Test
    void daysBeyondThoseToldApartStillCountInOrder() {
        // When
        PurchaseDays days = daysOf(everyDay(1_000));

        // Then
        assertThat(days.count()).isEqualTo(1_000);
        assertThat(days.repeatValue(10_000)).isEqualTo(10);
        assertThat(bytesOf(days)).hasSizeLessThan(80);
    }

    @Test
    void anOrderBeforeAllThatAreToldApartCountsAsAnotherDayUnlessItIsOfTheFirst() {
        // Given
        PurchaseDays days = daysOf(everyDay(100));

        // When
        days.add(10 * DAY, 1);
        days.add(0, 5);

        // Then the tenth day counts twice, the first once, with its value
        assertThat(days.count()).isEqualTo(101);
        assertThat(days.repeatValue(1_006)).isEqualTo((1_006 - 15) / 100.0);
    }

    @Test
    void anEarlierFirstDayTakesThePlaceOfTheFirst() {
        // Given
        PurchaseDays days = daysOf(everyDay(100));

        // When
        days.add(-DAY, 7);

        // Then
        assertThat(days.count()).isEqualTo(101);
        assertThat(days.repeatValue(1_007)).isEqualTo(10);
    }

    @Provide
    Arbitrary<List<Bought>> purchases() {
        return Combinators.combine(AnyEvents.times(), Arbitraries.longs().between(0, 1_000_000))
                .as(Bought::new)
                .list()
                .ofMaxSize(PurchaseDays.TOLD_APART)
                .map(ArrayList::new);
    }

    /** One of ten ten-thousandths a day. */
    private static List<Bought> everyDay(int days) {
        return IntStream.range(0, days)
                .mapToObj(day -> new Bought(day * DAY, 10))
                .toList();
    }

    private static PurchaseDays daysOf(List<Bought> purchases) {
        PurchaseDays days = new PurchaseDays();
        purchases.forEach(bought -> days.add(bought.at(), bought.value()));
        return days;
    }

    private static byte[] bytesOf(PurchaseDays days) {
        StateWriter out = new StateWriter();
        days.write(out);
        return out.bytes();
    }
}
