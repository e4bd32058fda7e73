package dev.segue.segmentation.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class KpiCellTest {
    @Test
    void shouldCutDaysAtMidnightUtcBeforeAndAfterTheEpoch() {
        long midnight = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();

        assertThat(KpiCell.at("value", "value-1", midnight).start()).isEqualTo(midnight);
        assertThat(KpiCell.at("value", "value-1", midnight - 1).start()).isEqualTo(midnight - 86_400_000);
        assertThat(KpiCell.at("value", "value-1", -1).day()).isEqualTo(-1);
    }

    @Test
    void shouldBeOfASegmentation() {
        assertThatThrownBy(() -> new KpiCell("", "value-1", 0)).hasMessage("segmentation must not be empty");
    }

    @Test
    void shouldBeReadBackFromItsText() {
        KpiCell cell = new KpiCell("value", "value-3", 20_513);

        assertThat(cell.text()).isEqualTo("value/value-3/2026-03-01");
        assertThat(KpiCell.of(cell.text())).isEqualTo(cell);
        assertThat(KpiCell.of(new KpiCell("value", "", -1).text())).isEqualTo(new KpiCell("value", "", -1));
    }
}
