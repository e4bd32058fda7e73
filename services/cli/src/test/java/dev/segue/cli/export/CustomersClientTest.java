package dev.segue.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.cli.CommandFailure;
import dev.segue.cli.StandInService;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomersClientTest {
    private static final String CSV = """
            customer_id,orders,gross,refunds,net,first_purchase,last_purchase,segment,recency_days
            a-1,2,10.0010,1.0000,9.0010,2011-01-01T00:00:00Z,2011-02-01T00:00:00Z,loyal,3
            a-2,0,0.0000,0.0000,0.0000,,,unassigned,
            b-1,1,5.0000,0.0000,5.0000,2011-01-01T00:00:00Z,2011-01-01T00:00:00Z,away,1
            """;

    private final StandInService service = new StandInService();
    private final HttpClient http = HttpClient.newHttpClient();
    private final CustomersClient customers = new CustomersClient(http, service.address());

    CustomersClientTest() throws IOException {}

    @AfterEach
    void close() {
        http.close();
        service.close();
    }

    @Test
    void anExportShouldAddUpExactly() throws InterruptedException {
        // Given
        service.answering(200, CSV);

        // When
        CustomerTotals totals = customers.export("value", CustomerTotals::of);

        // Then
        assertThat(totals)
                .isEqualTo(new CustomerTotals(
                        3, 2, 3, new BigDecimal("15.0010"), new BigDecimal("1.0000"), new BigDecimal("14.0010")));
        assertThat(service.requests()).containsExactly("GET /customers.csv?segmentation=value");
    }

    @Test
    void onlyTheCustomersWantedShouldBeAddedUp() throws InterruptedException {
        // Given
        service.answering(200, CSV);

        // When
        CustomerTotals totals =
                customers.export("value", csv -> CustomerTotals.of(csv, customer -> customer.startsWith("a-")));

        // Then
        assertThat(totals.customers()).isEqualTo(2);
        assertThat(totals.net()).isEqualByComparingTo("9.0010");
    }

    @Test
    void aSegmenterThatIsRestoringShouldBeAskedAgain() throws InterruptedException {
        // Given
        service.answering(503, "{\"detail\": \"restoring\"}").answering(200, CSV);

        // When, Then
        assertThat(customers.export("value", CustomerTotals::of).customers()).isEqualTo(3);
    }

    @Test
    void aRefusalShouldBeToldWithItsReason() {
        // Given
        service.answering(400, "no such segmentation");

        // When, Then
        assertThatThrownBy(() -> customers.export("x", CustomerTotals::of))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("400 no such segmentation");
    }

    @Test
    void theClockOfEventsShouldBeTold() throws InterruptedException {
        service.answering(200, "{\"mode\":\"event\",\"now\":\"2011-12-09T12:50:00Z\"}")
                .answering(200, "{\"mode\":\"event\",\"now\":null}")
                .answering(200, "{\"mode\":\"wall\",\"now\":\"2026-11-24T10:00:00Z\"}");

        assertThat(customers.eventClock()).hasValue(Instant.parse("2011-12-09T12:50:00Z"));
        assertThat(customers.eventClock()).isEmpty();
        assertThat(customers.eventClock()).isEmpty();
        assertThat(service.requests()).containsOnly("GET /clock");
    }

    @Test
    void aClockThatIsNoneShouldBeAnError() {
        service.answering(200, "{\"mode\":\"event\",\"now\":\"noon\"}").answering(404, "not here");

        assertThatThrownBy(customers::eventClock)
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("clock cannot be read");
        assertThatThrownBy(customers::eventClock)
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("404 not here");
    }
}
