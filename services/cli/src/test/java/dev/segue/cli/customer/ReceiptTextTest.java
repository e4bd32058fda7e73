package dev.segue.cli.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.ErasureReceipt;
import dev.segue.avro.MergeReceipt;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceiptTextTest {
    private static final Instant ASKED = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant DONE = ASKED.plusSeconds(1);

    @Test
    void anErasureIsShownWithWhatWasRemoved() {
        assertThat(ReceiptText.of(new ErasureReceipt(
                        "6b1f", ASKED, DONE, Map.of("timers", 1L, "customers", 1L, "seen-purchases", 96L), 2)))
                .containsExactly(
                        "Erased at 2026-11-24T10:00:01Z:",
                        "  customers        1",
                        "  seen-purchases   96",
                        "  timers           1",
                        "  segments left    2",
                        "Request 6b1f");
    }

    @Test
    void aMergeIsShownWithWhatWasTakenOver() {
        assertThat(ReceiptText.of(new MergeReceipt("6b1f", ASKED, DONE, true, 12L)))
                .containsExactly("Merged at 2026-11-24T10:00:01Z, with 12 orders.", "Request 6b1f");
    }

    @Test
    void aMergeOfSomebodyUnknownSaysWhatItIsGoodForAllTheSame() {
        assertThat(ReceiptText.of(new MergeReceipt("6b1f", ASKED, DONE, false, 0L)))
                .containsExactly(
                        "There was nothing to take over; what comes for the id from now on is the other customer's.",
                        "Request 6b1f");
    }

    @Test
    void anErasureOfSomebodyUnknownSaysSo() {
        assertThat(ReceiptText.of(new ErasureReceipt("6b1f", ASKED, DONE, Map.of(), 0)))
                .containsExactly("Nothing was known of this customer.", "Request 6b1f");
    }
}
