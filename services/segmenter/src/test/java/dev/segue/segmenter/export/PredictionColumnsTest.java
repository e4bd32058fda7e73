package dev.segue.segmenter.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.StateWriter;
import dev.segue.segmentation.value.BgNbd;
import dev.segue.segmentation.value.GammaGamma;
import dev.segue.segmentation.value.PurchaseHistory;
import dev.segue.segmentation.value.ValueModel;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PredictionColumnsTest {
    private static final Decay DECAY = Decay.halfLife(Duration.ofDays(90));
    private static final ValueModel VALUE =
            new ValueModel(new BgNbd(0.243, 4.414, 0.793, 2.426), new GammaGamma(6.25, 3.74, 15.44), 39);

    @Test
    void whereTheModelPredictsTheTableHasThePredictions() {
        // Given a customer who bought on days 0 and 7, on day 70
        Customer customer = new Customer();
        customer.state().apply(bought(0, 100_000), DECAY);
        customer.state().apply(bought(7, 200_000), DECAY);
        CustomerTable table = table(VALUE);

        // When
        List<String> row = table.row("ann", stored(customer));

        // Then
        PurchaseHistory history = new PurchaseHistory(1, 1, 10, 20);
        assertThat(row).hasSameSizeAs(table.header());
        assertThat(row.get(table.header().indexOf("predicted_clv")))
                .isEqualTo(Double.toString(VALUE.lifetimeValue(history)));
        assertThat(row.get(table.header().indexOf("probability_alive")))
                .isEqualTo(Double.toString(VALUE.probabilityAlive(history)));
    }

    @Test
    void whoHasNotBoughtHasNoPredictions() {
        CustomerTable table = table(VALUE);

        assertThat(table.row("bob", stored(new Customer())).get(table.header().indexOf("predicted_clv")))
                .isEmpty();
    }

    @Test
    void whereNothingPredictsTheTableHasNoSuchColumns() {
        assertThat(table(null).header())
                .contains("purchase_days", "repeat_value")
                .doesNotContain("predicted_clv");
        assertThat(table(null).row("ann", stored(new Customer())))
                .hasSameSizeAs(table(null).header());
    }

    private static byte[] stored(Customer customer) {
        return customer.encode(new StateWriter());
    }

    private static CustomerTable table(@Nullable ValueModel value) {
        return new CustomerTable(
                "value", UnaryOperator.identity(), value, Duration.ofDays(70).toMillis(), DECAY, new TreeSet<>());
    }

    private static Order bought(int day, long value) {
        long at = Duration.ofDays(day).toMillis();
        return new Order(
                "o" + day,
                at,
                at,
                Order.Kind.PURCHASE,
                null,
                false,
                0,
                List.of(new Order.Line("p1", null, value, 1, 0)));
    }
}
