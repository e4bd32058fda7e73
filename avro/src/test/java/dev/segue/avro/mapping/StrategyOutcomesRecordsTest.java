package dev.segue.avro.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.SampleRecords;
import dev.segue.avro.StrategyOutcomes;
import dev.segue.segmentation.outcome.Arm;
import dev.segue.segmentation.outcome.ArmKey;
import org.junit.jupiter.api.Test;

class StrategyOutcomesRecordsTest {
    @Test
    void shouldLoseNothingOnTheWayThereAndBack() {
        StrategyOutcomes record = SampleRecords.outcomes();

        StrategyOutcomes again = StrategyOutcomesRecords.toRecord(
                StrategyOutcomesRecords.key(record), 3, StrategyOutcomesRecords.fromRecord(record));

        assertThat(again).isEqualTo(record);
    }

    @Test
    void shouldKeepHoldoutsOfNoSegmentApart() {
        ArmKey key = new ArmKey("value", null, 0, "win-back", null, true);

        StrategyOutcomes record = StrategyOutcomesRecords.toRecord(key, 0, Arm.EMPTY);

        assertThat(record.getHoldout()).isTrue();
        assertThat(StrategyOutcomesRecords.key(record)).isEqualTo(key);
        assertThat(StrategyOutcomesRecords.key(key, 7)).isEqualTo("value/win-back/-//0/7");
    }
}
