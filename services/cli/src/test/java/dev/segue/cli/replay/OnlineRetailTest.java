package dev.segue.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.avro.OrderLine;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.cli.csv.CsvException;
import dev.segue.cli.publish.InputEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlineRetailTest {
    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path directory;

    @Test
    void anInvoicesRowsShouldMakeOnePurchaseWithALineEach() throws IOException {
        // Given
        Path file = file(
                "536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850,United Kingdom",
                "536365,71053,,2,2010-12-01 08:26:00,0.001,17850,United Kingdom");

        // When
        List<Purchase> purchases = purchases(OnlineRetail.survey(file, "GBP"));

        // Then
        assertThat(purchases).singleElement().satisfies(purchase -> {
            assertThat(purchase.getMessageId()).isEqualTo("online-retail-536365");
            assertThat(purchase.getUserId()).isEqualTo("17850");
            assertThat(purchase.getType()).isEqualTo(PurchaseType.PURCHASE);
            assertThat(purchase.getTimestamp()).isEqualTo(Instant.parse("2010-12-01T08:26:00Z"));
            assertThat(purchase.getStartedAt()).isNull();
            assertThat(purchase.getCurrency()).isEqualTo("GBP");
            assertThat(purchase.getChannel()).isEqualTo("web");
            assertThat(purchase.getProducts())
                    .extracting(
                            OrderLine::getProductId,
                            OrderLine::getName,
                            OrderLine::getQuantity,
                            line -> line.getPrice().toPlainString())
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("85123A", "WHITE HANGING HEART", 6, "2.5500"),
                            org.assertj.core.groups.Tuple.tuple("71053", null, 2, "0.0010"));
        });
    }

    @Test
    void anInvoiceEnteredOverTimeAmongOthersShouldStillBeOneEventFromItsFirstToItsLastLine() throws IOException {
        // Given an invoice whose rows lie around another's, and end three hours later
        Path file = file(
                "1,A,a,1,2011-01-01 10:00:00,1,c1,UK",
                "2,B,b,1,2011-01-01 10:01:00,1,c2,UK",
                "1,C,c,1,2011-01-01 13:00:00,1,c1,UK");

        // When
        List<Purchase> purchases = purchases(OnlineRetail.survey(file, "GBP"));

        // Then
        assertThat(purchases).extracting(Purchase::getOrderId).containsExactly("2", "1");
        assertThat(purchases.get(1).getStartedAt()).isEqualTo(Instant.parse("2011-01-01T10:00:00Z"));
        assertThat(purchases.get(1).getTimestamp()).isEqualTo(Instant.parse("2011-01-01T13:00:00Z"));
        assertThat(purchases.get(1).getProducts()).hasSize(2);
    }

    @Test
    void aCancellationShouldTakeBackPositiveUnits() throws IOException {
        // Given
        Path file = file("C536379,D,Discount,-3,2010-12-01 09:41:00,27.5,14527,United Kingdom");

        // When
        List<Purchase> purchases = purchases(OnlineRetail.survey(file, "GBP"));

        // Then
        assertThat(purchases).singleElement().satisfies(purchase -> {
            assertThat(purchase.getType()).isEqualTo(PurchaseType.CANCELLATION);
            assertThat(purchase.getProducts().getFirst().getQuantity()).isEqualTo(3);
        });
    }

    @Test
    void rowsWithoutCustomerShouldBeCountedAndNotPublished() throws IOException {
        // Given
        Path file = file(
                "1,A,a,1,2011-01-01 10:00:00,1,,UK",
                "2,B,b,-5,2011-01-01 10:01:00,1, ,UK",
                "3,C,c,1,2011-01-01 10:02:00,0,c1,UK");

        // When
        OnlineRetail retail = OnlineRetail.survey(file, "GBP");

        // Then
        assertThat(retail.rows().rows()).isEqualTo(3);
        assertThat(retail.rows().rowsWithoutCustomer()).isEqualTo(2);
        assertThat(retail.rows().rowsRefused()).isZero();
        assertThat(retail.events()).isEqualTo(1);
        assertThat(purchases(retail)).extracting(Purchase::getOrderId).containsExactly("3");
    }

    @Test
    void customersOfAFileInAnotherEncodingShouldBeRefusedRatherThanBecomeOne() throws IOException {
        // Given two customers who only differ in letters that are not UTF-8, and a name that is not
        Path file = file(
                "1,A,caf\u00e9,1,2011-01-01 10:00:00,1,c1,UK",
                "2,A,a,1,2011-01-01 10:00:00,1,c\u00e9,UK",
                "3,A,a,1,2011-01-01 10:00:00,1,c\u00e8,UK");
        Files.write(file, Files.readString(file).getBytes(StandardCharsets.ISO_8859_1));

        // When
        OnlineRetail retail = OnlineRetail.survey(file, "GBP");

        // Then
        assertThat(purchases(retail)).extracting(Purchase::getOrderId).containsExactly("1");
        assertThat(retail.rows().firstRefusals())
                .hasSize(2)
                .allSatisfy(refusal -> assertThat(refusal).contains("CustomerID", "not UTF-8"));
        assertThat(retail.lastEvent()).hasValue(Instant.parse("2011-01-01T10:00:00Z"));
    }

    @Test
    void rowsThatCannotBeRightShouldBeRefusedWithTheirLineAndTheRestPublished() throws IOException {
        // Given
        Path file = file(
                "1,A,a,1,2011-01-01 10:00:00,1,c1,UK",
                "1,B,b,-1,2011-01-01 10:00:00,1,c1,UK",
                "C2,B,b,1,2011-01-01 10:01:00,1,c1,UK",
                "3,C,c,one,2011-01-01 10:02:00,0,c1,UK",
                "4,C,c,1,yesterday,0,c1,UK",
                "5,C,c,1,2011-01-01 10:02:00,-3,c1,UK",
                "6,C,c,1,2011-01-01 10:02:00,1e999999999,c1,UK",
                "7,C,c,1,2011-01-01 10:02:00,0.00001,c1,UK",
                "8,,c,1,2011-01-01 10:02:00,1,c1,UK");

        // When
        OnlineRetail retail = OnlineRetail.survey(file, "GBP");

        // Then
        assertThat(retail.rows().rowsRefused()).isEqualTo(8);
        assertThat(retail.rows().firstRefusals())
                .hasSize(5)
                .first()
                .isEqualTo("line 3: Quantity is -1, but must be 1 or more");
        assertThat(purchases(retail))
                .singleElement()
                .satisfies(purchase -> assertThat(purchase.getProducts()).hasSize(1));
    }

    @Test
    void theSpreadsheetsOwnTimesAndGzipShouldBeReadToo() throws IOException {
        // Given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write((HEADER + "\r\n536365,85123A,HEART,6,12/1/2010 8:26,2.55,17850,UK\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(directory.resolve("data.bin"), bytes.toByteArray());

        // When
        List<Purchase> purchases = purchases(OnlineRetail.survey(file, "GBP"));

        // Then
        assertThat(purchases).extracting(Purchase::getTimestamp).containsExactly(Instant.parse("2010-12-01T08:26:00Z"));
    }

    @Test
    void gzippedDataCutShortShouldBeToldByFile() throws IOException {
        // Given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write((HEADER + "\n").getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(directory.resolve("cut.csv.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() - 6));

        // When, Then
        assertThatThrownBy(() -> OnlineRetail.survey(file, "GBP"))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("cut.csv.gz")
                .hasMessageContaining("cut short after line");
    }

    @Test
    void aFileWithOtherColumnsShouldBeToldByItsMissingOnes() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("other.csv"), "InvoiceNo,Price\n1,2\n");

        // When, Then
        assertThatThrownBy(() -> OnlineRetail.survey(file, "GBP"))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("other.csv: line 1: the header has no column [StockCode, Description,");
    }

    @Test
    void aMissingFileShouldBeToldByName() {
        assertThatThrownBy(() -> OnlineRetail.survey(directory.resolve("nowhere.csv"), "GBP"))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("nowhere.csv: there is no such file");
    }

    private Path file(String... rows) throws IOException {
        return Files.writeString(directory.resolve("retail.csv"), HEADER + "\n" + String.join("\n", rows) + "\n");
    }

    private static List<Purchase> purchases(OnlineRetail retail) {
        List<Purchase> purchases = new ArrayList<>();
        retail.forEach((InputEvent event) -> purchases.add((Purchase) event.value()));
        return purchases;
    }
}
