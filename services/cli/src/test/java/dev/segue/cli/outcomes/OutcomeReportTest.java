package dev.segue.cli.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.avro.mapping.StrategyOutcomesRecords;
import dev.segue.avro.sums.OutcomeSums;
import dev.segue.segmentation.outcome.Arm;
import dev.segue.segmentation.outcome.ArmKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutcomeReportTest {
    private final OutcomeSums sums = new OutcomeSums("value");

    @Test
    void shouldAddUpTheLatestPartsOfAllPartitions() throws IOException {
        // Given two partitions, one of which published twice
        part("value-1", 7, "a", false, 0, 10, 1);
        part("value-1", 7, "a", false, 0, 20, 3);
        part("value-1", 7, "a", false, 1, 5, 2);

        // When
        JsonNode strategy = json().path("strategies").path(0);

        // Then
        assertThat(strategy.path("triggers").asLong()).isEqualTo(25);
        assertThat(strategy.path("converted").asLong()).isEqualTo(5);
        assertThat(strategy.path("revenue").decimalValue()).isEqualByComparingTo("50");
        assertThat(strategy.path("uplift").isNull()).isTrue();
    }

    @Test
    void shouldCompareAllVariantsTogetherWithThoseLeftAlone() throws IOException {
        // Given
        part("value-1", 7, "a", false, 0, 100, 30);
        part("value-1", 7, "b", false, 0, 100, 10);
        part("value-1", 7, null, true, 0, 100, 10);

        // When
        JsonNode strategy = json().path("strategies").path(0);

        // Then
        assertThat(strategy.path("triggers").asLong()).isEqualTo(200);
        assertThat(strategy.path("left_alone").path("triggers").asLong()).isEqualTo(100);
        assertThat(strategy.path("uplift").path("estimate").asDouble()).isCloseTo(0.1, within(1e-9));
        assertThat(strategy.path("uplift").path("low").asDouble()).isBetween(0.0, 0.1);
        assertThat(strategy.path("first_triggers_only").asBoolean()).isTrue();
        assertThat(strategy.path("segments").path(0).path("variants")).hasSize(2);
        assertThat(text()).contains("+10.0 points (+", "against 100 left alone").contains("    b ");
    }

    @Test
    void shouldShowAllElseWhileAPartOfARowIsStillToCome() throws IOException {
        // Given a buyer of one partition whose trigger of another is not published yet
        part("value-1", 7, "a", false, 0, 0, 1);
        part("value-1", 7, null, true, 0, 100, 10);
        part("value-2", 7, "a", false, 0, 100, 30);
        part("value-2", 7, null, true, 0, 100, 10);

        // When
        JsonNode segments = json().path("strategies").path(0).path("segments");

        // Then
        assertThat(segments.path(0).path("adds_up").asBoolean()).isFalse();
        assertThat(segments.path(0).path("uplift").isNull()).isTrue();
        assertThat(segments.path(0).path("buying_rate").isNull()).isTrue();
        assertThat(segments.path(1).path("adds_up").asBoolean()).isTrue();
        assertThat(segments.path(1).path("uplift").path("estimate").asDouble()).isCloseTo(0.2, within(1e-9));
        assertThat(text()).contains("not known now, as parts of it are still to come", "+20.0 points (+");
    }

    @Test
    void shouldKeepWhatASegmentMeantBeforeApart() throws IOException {
        // Given
        part("value-1", 7, null, false, 0, 10, 1);
        part("value-1", 8, null, false, 0, 20, 2);

        // When
        JsonNode segments = json().path("strategies").path(0).path("segments");

        // Then
        assertThat(segments).hasSize(2);
        assertThat(segments.path(0).path("triggers").asLong()).isEqualTo(10);
        assertThat(segments.path(0).path("current").asBoolean()).isFalse();
        assertThat(segments.path(1).path("triggers").asLong()).isEqualTo(20);
    }

    @Test
    void shouldOnlyWantWhatIsOfTheSegmentation() {
        assertThat(sums.wants("value/welcome/a/value-1/0/0")).isTrue();
        assertThat(sums.wants("value-two/welcome/a/value-two-1/0/0")).isFalse();
    }

    private void part(
            String segment,
            int meaning,
            @Nullable String variant,
            boolean holdout,
            int partition,
            long n,
            long bought) {
        ArmKey key = new ArmKey("value", segment, meaning, "welcome", variant, holdout);
        BigInteger revenue = BigInteger.valueOf(bought * 100_000);
        Arm arm = new Arm(
                n, n, 0, 0, 0, 0, 0, bought, revenue, bought, revenue, revenue.multiply(BigInteger.valueOf(100_000)));
        sums.put(StrategyOutcomesRecords.key(key, partition), StrategyOutcomesRecords.toRecord(key, partition, arm));
    }

    private JsonNode json() throws IOException {
        StringWriter out = new StringWriter();
        new OutcomeReport("value", Optional.empty(), sums).printJson(new PrintWriter(out));
        return new ObjectMapper().readTree(out.toString());
    }

    private String text() {
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        new OutcomeReport("value", Optional.empty(), sums).print(printer);
        printer.flush();
        return out.toString();
    }
}
