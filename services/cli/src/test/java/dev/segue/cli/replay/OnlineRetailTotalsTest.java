package dev.segue.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The whole of UCI Online Retail against totals computed by other software. */
class OnlineRetailTotalsTest {
    @Test
    void theWholeFileShouldAddUpToTheReferenceToTheTenthOfAPenny() throws IOException {
        // Given
        JsonNode reference = new ObjectMapper()
                .readTree(SharedData.require("reference/online_retail.json").toFile());
        OnlineRetail retail = OnlineRetail.survey(SharedData.require("online_retail.csv.gz"), "GBP");
        Totals totals = new Totals();

        // When
        retail.forEach(event -> totals.add((Purchase) event.value()));

        // Then
        assertThat(retail.rows().rows()).isEqualTo(reference.at("/rows").asLong());
        assertThat(retail.rows().rowsWithoutCustomer())
                .isEqualTo(reference.at("/missing_customer/rows").asLong());
        assertThat(retail.rows().rowsRefused()).isZero();
        assertThat(retail.events()).isEqualTo(22_190).isEqualTo(totals.events);
        assertThat(totals.messageIds).hasSize(22_190);
        assertThat(totals.purchases)
                .isEqualTo(reference.at("/purchases/invoices").asLong());
        assertThat(totals.customers)
                .hasSize(reference.at("/identified/customers").asInt());
        assertThat(totals.gross)
                .isEqualByComparingTo(reference.at("/purchases/gross").asText());
        assertThat(totals.refunds.negate())
                .isEqualByComparingTo(reference.at("/cancellations/refunds").asText());
        assertThat(totals.lines).isEqualTo(reference.at("/identified/rows").asLong());
        assertThat(totals.startedEarlier).isEqualTo(31);
        assertThat(totals.outOfOrder).isZero();
    }

    private static final class Totals {
        private final Set<String> messageIds = new HashSet<>();
        private final Set<String> customers = new HashSet<>();
        private BigDecimal gross = BigDecimal.ZERO;
        private BigDecimal refunds = BigDecimal.ZERO;
        private Instant latest = Instant.MIN;
        private long events;
        private long purchases;
        private long lines;
        private long startedEarlier;
        private long outOfOrder;

        void add(Purchase purchase) {
            events++;
            messageIds.add(purchase.getMessageId());
            customers.add(purchase.getUserId());
            lines += purchase.getProducts().size();
            startedEarlier += purchase.getStartedAt() == null ? 0 : 1;
            outOfOrder += purchase.getTimestamp().isBefore(latest) ? 1 : 0;
            latest = purchase.getTimestamp();
            BigDecimal money = purchase.getProducts().stream()
                    .map(line -> line.getPrice().multiply(BigDecimal.valueOf(line.getQuantity())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            if (purchase.getType() == PurchaseType.PURCHASE) {
                purchases++;
                gross = gross.add(money);
            } else {
                refunds = refunds.add(money);
            }
        }
    }
}
