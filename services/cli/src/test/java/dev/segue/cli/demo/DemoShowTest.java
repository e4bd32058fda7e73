package dev.segue.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.Cause;
import dev.segue.avro.SegmentChanged;
import dev.segue.cli.export.CustomerTotals;
import dev.segue.cli.shop.Shop;
import dev.segue.cli.shop.ShopBooks;
import dev.segue.cli.shop.ShopSettings;
import dev.segue.cli.show.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoShowTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final StringWriter text = new StringWriter();
    private Instant now = NOON;

    @Test
    void aScreenOfLinesShouldPrintTheStatusAndOnlyNewChangesEveryFiveSeconds() {
        // Given
        LineScreen screen = new LineScreen(new PrintWriter(text), () -> now);

        // When
        screen.show(picture(1));
        now = now.plusSeconds(4);
        screen.show(picture(1));
        now = now.plusSeconds(1);
        screen.show(picture(1));

        // Then
        assertThat(text.toString().lines())
                .containsExactly(
                        "2026-01-01 12:00 simulated · 312 events/s in · 14 behind · 2,000 events · 0 dead letters · 6 strategies fired, 2 left alone to compare · 1 changes: BEHAVIOUR 1",
                        "  2026-01-01 12:00  c-1           (none) → a  BEHAVIOUR",
                        "2026-01-01 12:00 simulated · 312 events/s in · 14 behind · 2,000 events · 0 dead letters · 6 strategies fired, 2 left alone to compare · 1 changes: BEHAVIOUR 1");
    }

    @Test
    void aRedrawnPictureShouldTakeThePlaceOfTheLastAndFitTheTerminal() {
        // Given
        RedrawnScreen screen = new RedrawnScreen(new PrintWriter(text), new Terminal(true, 80, 24));
        screen.show(picture(1));
        long lines = text.toString().chars().filter(c -> c == '\n').count();
        text.getBuffer().setLength(0);

        // When
        screen.show(picture(1));

        // Then
        assertThat(text.toString()).startsWith("\u001b[" + lines + "A\r");
        assertThat(text.toString().lines())
                .allSatisfy(line -> assertThat(line.replaceAll("\u001b\\[[0-9;]*[A-Za-z]|\r", "")
                                .length())
                        .isLessThan(80));
    }

    @Test
    void totalsThatAreTheShopsOwnShouldAgreeAndAnyDifferenceBeShown() {
        // Given
        Shop shop = new Shop(new ShopSettings("t", 1, NOON, 20, "GBP"));
        assertThat(shop.nextEvents(NOON.plus(Duration.ofDays(200)))).isNotEmpty();
        ShopBooks.Account total = shop.books().total();
        CustomerTotals same = new CustomerTotals(
                shop.books().accounts().size(),
                0,
                total.orders(),
                total.gross(),
                total.refunds(),
                total.gross().subtract(total.refunds()));
        CustomerTotals aPennyShort = new CustomerTotals(
                same.customers(),
                0,
                same.orders(),
                same.gross().subtract(new BigDecimal("0.01")),
                same.refunds(),
                same.net());

        // When
        DemoSummary agreeing = new DemoSummary(shop.books(), same, Observation.NOTHING, "GBP");
        DemoSummary differing = new DemoSummary(shop.books(), aPennyShort, Observation.NOTHING, "GBP");
        differing.print(new PrintWriter(text), Terminal.NONE);

        // Then
        assertThat(agreeing.agrees()).isTrue();
        assertThat(differing.agrees()).isFalse();
        assertThat(text.toString()).contains("the shop's books   DIFFER: ").contains("model              none yet");
    }

    private static DemoPicture picture(int changes) {
        SegmentChanged change = SegmentChanged.newBuilder()
                .setId("id")
                .setUserId("c-1")
                .setTimestamp(NOON)
                .setSegmentation("value")
                .setFrom(null)
                .setTo("a")
                .setCause(Cause.BEHAVIOUR)
                .setModelVersion(1)
                .setDistance(null)
                .build();
        return new DemoPicture(
                NOON,
                2_000,
                312.4,
                new Observation(
                        14,
                        0,
                        Optional.empty(),
                        Map.of("a", 1L),
                        Map.of(Cause.BEHAVIOUR, (long) changes),
                        6,
                        2,
                        List.of(change)));
    }
}
