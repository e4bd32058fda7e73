package dev.segue.avro.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.SampleRecords;
import dev.segue.avro.SegmentKpis;
import dev.segue.segmentation.kpi.KpiCell;
import org.junit.jupiter.api.Test;

class SegmentKpisRecordsTest {
    @Test
    void shouldLoseNothingOnTheWayThereAndBack() {
        SegmentKpis record = SampleRecords.kpis();

        SegmentKpis again =
                SegmentKpisRecords.toRecord(SegmentKpisRecords.cell(record), 3, SegmentKpisRecords.fromRecord(record));

        assertThat(again).isEqualTo(record);
    }

    @Test
    void shouldKeepCustomersOfNoSegmentApart() {
        KpiCell cell = new KpiCell("value", "", 0);

        SegmentKpis record = SegmentKpisRecords.toRecord(cell, 0, new dev.segue.segmentation.kpi.SegmentKpis());

        assertThat(record.getSegment()).isNull();
        assertThat(SegmentKpisRecords.cell(record)).isEqualTo(cell);
    }

    @Test
    void shouldKeyByPartition() {
        assertThat(SegmentKpisRecords.key(new KpiCell("value", "value-3", 20_513), 7))
                .isEqualTo("value/value-3/2026-03-01/7");
    }
}
