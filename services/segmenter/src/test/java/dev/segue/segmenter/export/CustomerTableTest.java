package dev.segue.segmenter.export;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.segmentation.features.Decay;
import java.time.Duration;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CustomerTableTest {
    private final CustomerTable table = new CustomerTable(
            "value", UnaryOperator.identity(), null, 0, Decay.halfLife(Duration.ofDays(1)), new TreeSet<>());

    @Test
    void shouldNameACustomerWhoCannotBeReadRatherThanLeaveThemOut() {
        byte[] broken = {99};

        assertThatThrownBy(() -> table.note("c7", broken))
                .isInstanceOf(UnreadableCustomerException.class)
                .hasMessageContainingAll("customer 'c7' cannot be read", "format 99");
        assertThatThrownBy(() -> table.row("c7", broken)).isInstanceOf(UnreadableCustomerException.class);
    }
}
