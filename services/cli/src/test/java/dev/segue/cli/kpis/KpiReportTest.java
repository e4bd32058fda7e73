package dev.segue.cli.kpis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.avro.mapping.SegmentKpisRecords;
import dev.segue.avro.sums.KpiWindows;
import dev.segue.segmentation.event.Opinion;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.kpi.KpiCell;
import dev.segue.segmentation.kpi.SegmentKpis;
import dev.segue.segmentation.value.Outlook;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class KpiReportTest {
    private final KpiWindows windows = new KpiWindows("value");

    @Test
    void shouldAddUpTheLatestPartsOfAllPartitions() {
        // Given two partitions, one of which published twice
        part("value-1", 0, 0, kpis -> kpis.count(order("o1", 100)));
        part("value-1", 0, 0, kpis -> {
            kpis.count(order("o1", 100));
            kpis.count(order("o2", 200));
        });
        part("value-1", 0, 1, kpis -> kpis.count(order("o3", 400)));

        // When
        SegmentKpis sum = KpiWindows.sum(windows.days().firstEntry().getValue());

        // Then
        assertThat(sum.gross()).isEqualByComparingTo("0.0700");
    }

    @Test
    void shouldOnlyWantWhatIsOfTheSegmentation() {
        assertThat(windows.wants("value/value-1/2026-03-01/0")).isTrue();
        assertThat(windows.wants("value-two/value-two-1/2026-03-01/0")).isFalse();
    }

    @Test
    void shouldShowASizeForEveryDayAndNoneForCustomersInNoSegment() throws IOException {
        // Given
        part("value-1", 0, 0, kpis -> {
            kpis.came("");
            kpis.came("");
        });
        part("value-1", 2, 1, kpis -> kpis.left("value-2"));
        part("", 0, 0, kpis -> kpis.left("value-1"));

        // When
        JsonNode json = json();

        // Then
        JsonNode none = json.path("segments").get(0);
        JsonNode first = json.path("segments").get(1);
        assertThat(none.path("segment").isNull()).isTrue();
        assertThat(none.has("size")).isFalse();
        assertThat(first.path("size").asLong()).isEqualTo(1);
        assertThat(first.path("days").findValuesAsText("size_at_end")).containsExactly("2", "1");
        assertThat(first.path("days").findValuesAsText("day")).containsExactly("1970-01-01", "1970-01-03");
        assertThat(first.path("total").path("outflow").path("value-2").asLong()).isEqualTo(1);
        assertThat(first.path("total").path("open_rate").isNull()).isTrue();
    }

    @Test
    void shouldPrintALineASegmentAndThenWhoMoved() {
        part("value-1", 0, 0, kpis -> {
            kpis.came("");
            kpis.count(order("o1", 1_234_567));
            kpis.count(new Opinion("f1", 0, Opinion.Kind.NPS, 10));
            kpis.left("value-2");
        });

        List<String> lines = text().lines().toList();

        assertThat(lines.get(1)).startsWith("value-1 ").contains(" 123.46 ").contains(" 100 ");
        assertThat(lines.getLast()).isEqualTo("        1  value-1 → value-2");
    }

    @Test
    void shouldShowWhatIsPredictedOfWhoIsThereAtTheEndOfEachDay() throws IOException {
        // Given a customer who lapses on the third day
        part("value-1", 0, 0, kpis -> kpis.predicted(null, new Outlook(50_000, false)));
        part("value-1", 0, 1, kpis -> kpis.predicted(null, new Outlook(10_000, false)));
        part("value-1", 2, 1, kpis -> kpis.predicted(new Outlook(10_000, false), new Outlook(0, true)));

        // When
        JsonNode segment = json().path("segments").get(0);

        // Then
        assertThat(segment.path("predicted_clv").decimalValue()).isEqualByComparingTo("2.5");
        assertThat(segment.path("churn_rate").asDouble()).isEqualTo(0.5);
        assertThat(segment.path("customers_predicted").asLong()).isEqualTo(2);
        assertThat(segment.path("days").findValuesAsText("churn_rate_at_end")).containsExactly("0.0", "0.5");
        assertThat(segment.path("days").get(0).path("predicted_clv_at_end").decimalValue())
                .isEqualByComparingTo("3");
        assertThat(text().lines().toList().get(1)).contains(" 50 % ").endsWith(" 2.50");
    }

    private void part(String segment, long day, int partition, Consumer<SegmentKpis> counting) {
        KpiCell cell = new KpiCell("value", segment, day);
        SegmentKpis kpis = new SegmentKpis();
        counting.accept(kpis);
        windows.put(SegmentKpisRecords.key(cell, partition), SegmentKpisRecords.toRecord(cell, partition, kpis));
    }

    private static Order order(String id, long value) {
        return new Order(
                id, 0, 0, Order.Kind.PURCHASE, null, false, 0, List.of(new Order.Line("p1", null, value, 1, 0)));
    }

    private String text() {
        StringWriter text = new StringWriter();
        report().print(new PrintWriter(text, true));
        return text.toString();
    }

    private JsonNode json() throws IOException {
        StringWriter text = new StringWriter();
        report().printJson(new PrintWriter(text, true));
        return new ObjectMapper().readTree(text.toString());
    }

    private KpiReport report() {
        return new KpiReport("value", Optional.empty(), windows.days());
    }
}
