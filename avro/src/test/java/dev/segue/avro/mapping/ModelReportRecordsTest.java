package dev.segue.avro.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.segue.avro.ModelReport;
import dev.segue.avro.SampleRecords;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelReportRecordsTest {
    @Test
    void aReportSurvivesTheWayThereAndBack() {
        // Given
        ModelReport record = SampleRecords.report();

        // When
        ModelReport again = ModelReportRecords.toRecord(ModelReportRecords.fromRecord(record));

        // Then
        assertThat(again).isEqualTo(record);
    }

    @Test
    void whatWasNotDoneStaysOut() {
        // Given
        ModelReport record = ModelReport.newBuilder(SampleRecords.report())
                .setElbow(null)
                .setStructure(null)
                .setHierarchy(null)
                .setScatter(null)
                .setDrift(null)
                .setValueSentence(null)
                .build();

        // When
        ModelReport again = ModelReportRecords.toRecord(ModelReportRecords.fromRecord(record));

        // Then
        assertThat(again).isEqualTo(record);
    }

    @Test
    void aRecordThatIsNoReportIsRefusedAndItIsSaidWhy() {
        // Given
        ModelReport record = SampleRecords.report();
        record.setFeatures(List.of("frequency", "monetary"));

        // When, Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelReportRecords.fromRecord(record))
                .withMessage("report on value v2: segment s1 has 1 z-scores for 2 features");
    }
}
