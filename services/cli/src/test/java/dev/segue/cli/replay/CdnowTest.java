package dev.segue.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.OrderLine;
import dev.segue.avro.Purchase;
import dev.segue.cli.publish.InputEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CdnowTest {
    private static final String HEADER = "master_id,sample_id,date,number_of_cds,dollar_value";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path directory;

    @Test
    void aRowShouldMakeAPurchaseAtTheFirstMomentOfItsDayWithALineACd() throws IOException {
        // Given
        Path file = file("00004,0001,1997-01-01,3,41.47");

        // When
        List<Purchase> purchases = purchases(Cdnow.survey(file, null, "USD"));

        // Then
        assertThat(purchases).singleElement().satisfies(purchase -> {
            assertThat(purchase.getMessageId()).isEqualTo("cdnow-0001-1997-01-01-1");
            assertThat(purchase.getUserId()).isEqualTo("cdnow-0001");
            assertThat(purchase.getTimestamp()).isEqualTo(Instant.parse("1997-01-01T00:00:00Z"));
            assertThat(purchase.getCurrency()).isEqualTo("USD");
            assertThat(purchase.getProducts()).hasSize(3);
            assertThat(value(purchase)).isEqualByComparingTo("41.47");
        });
    }

    @Test
    void purchasesOfADayShouldBeEventsOfTheirOwnWithTheSameIdsEveryTime() throws IOException {
        // Given
        Path file = file("1,0001,1997-01-01,1,5", "1,0001,1997-01-01,1,5", "2,0002,1997-01-01,1,5");

        // When
        List<Purchase> purchases = purchases(Cdnow.survey(file, null, "USD"));

        // Then
        assertThat(purchases)
                .extracting(Purchase::getMessageId)
                .containsExactly("cdnow-0001-1997-01-01-1", "cdnow-0001-1997-01-01-2", "cdnow-0002-1997-01-01-1");
    }

    @Test
    void eventsShouldComeInOrderOfTimeAndEndWithTheLastDayWanted() throws IOException {
        // Given
        Path file = file("1,0001,1997-01-02,1,5", "1,0001,1997-10-01,1,5", "2,0002,1997-01-01,1,5");

        // When
        Cdnow cdnow = Cdnow.survey(file, LocalDate.parse("1997-09-30"), "USD");

        // Then
        assertThat(purchases(cdnow)).extracting(Purchase::getUserId).containsExactly("cdnow-0002", "cdnow-0001");
        assertThat(cdnow.events()).isEqualTo(2);
        assertThat(cdnow.rows().rowsLater()).isEqualTo(1);
    }

    @Test
    void rowsThatCannotBeRightShouldBeRefusedWithTheirLine() throws IOException {
        // Given
        Path file =
                file("1,0001,yesterday,1,5", "1,0001,1997-01-01,0,5", "1,0001,1997-01-01,1,-5", "1,,1997-01-01,1,5");

        // When
        Cdnow cdnow = Cdnow.survey(file, null, "USD");

        // Then
        assertThat(cdnow.events()).isZero();
        assertThat(cdnow.rows().rowsWithoutCustomer()).isEqualTo(1);
        assertThat(cdnow.rows().firstRefusals())
                .containsExactly(
                        "line 2: date is 'yesterday', not a date like 1997-09-30",
                        "line 3: number_of_cds is 0, but must be 1 or more",
                        "line 4: dollar_value is -5, but must be 0 or more");
    }

    @Test
    void theWholeSampleShouldAddUpToTheReference() {
        // Given
        Path file = SharedData.require("cdnow_sample.csv");

        // When
        Cdnow cdnow = Cdnow.survey(file, null, "USD");

        // Then
        List<Purchase> purchases = purchases(cdnow);
        assertThat(purchases).hasSize(6919).isSortedAccordingTo(Comparator.comparing(Purchase::getTimestamp));
        assertThat(purchases.stream().map(Purchase::getMessageId).distinct()).hasSize(6919);
        assertThat(purchases.stream().map(Purchase::getUserId).distinct()).hasSize(2357);
        assertThat(purchases.stream().map(CdnowTest::value).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("244091.94");
    }

    private static BigDecimal value(Purchase purchase) {
        return purchase.getProducts().stream().map(OrderLine::getPrice).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Path file(String... rows) throws IOException {
        return Files.writeString(directory.resolve("cdnow.csv"), HEADER + "\n" + String.join("\n", rows) + "\n");
    }

    private static List<Purchase> purchases(Cdnow cdnow) {
        List<Purchase> purchases = new ArrayList<>();
        cdnow.forEach((InputEvent event) -> purchases.add((Purchase) event.value()));
        return purchases;
    }
}
