package dev.segue.segmenter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.SegmentChanged;
import dev.segue.avro.topics.Topic;
import dev.segue.segmenter.tracing.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracingTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-%s-00f067aa0ba902b7-01".formatted(TRACE);
    private static final LiveSettings SETTINGS = Segue.settings(ClockMode.EVENT, 500);

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();

    @TempDir
    Path stateDir;

    @Test
    void shouldHandOnTheTraceThatAnEventCameWithThoughNothingIsRecorded() {
        try (Segue segue = new Segue(stateDir, SETTINGS)) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));

            buy(segue, "c1", "e1", PARENT);

            assertThat(traceparent(segue.changes.readRecord())).isEqualTo(PARENT);
        }
    }

    @Test
    void shouldHaveAChangeNameTheSpanOfItsEventAsParent() {
        try (Segue segue = new Segue(stateDir, SETTINGS, new Tracing(telemetry))) {
            // Given
            segue.publish(Segue.model(3, "monetary", 0, 100, Segue.FREE));

            // When
            buy(segue, "c1", "e1", PARENT);

            // Then
            SpanData span = only(spans.getFinishedSpanItems());
            assertThat(span.getName()).isEqualTo("process " + Segue.TOPICS.name(Topic.PURCHASES));
            assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
            assertThat(span.getTraceId()).isEqualTo(TRACE);
            assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
            assertThat(span.getAttributes().get(AttributeKey.longKey("messaging.kafka.offset")))
                    .isZero();
            assertThat(span.getEvents()).singleElement().satisfies(event -> {
                assertThat(event.getName()).isEqualTo("dev.segue.SegmentChanged");
                assertThat(event.getAttributes().get(AttributeKey.longKey("segue.model_version")))
                        .isEqualTo(3);
            });
            assertThat(span.toString()).as("no customer's id").doesNotContain("c1");
            assertThat(traceparent(segue.changes.readRecord()))
                    .isEqualTo("00-%s-%s-01".formatted(TRACE, span.getSpanId()));
        }
    }

    @Test
    void shouldBeginATraceWhereAnEventCameWithoutOne() {
        try (Segue segue = new Segue(stateDir, SETTINGS, new Tracing(telemetry))) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));

            buy(segue, "c1", "e1", "no trace parent");

            SpanData span = only(spans.getFinishedSpanItems());
            assertThat(span.getParentSpanContext().isValid()).isFalse();
            assertThat(traceparent(segue.changes.readRecord())).contains(span.getTraceId(), span.getSpanId());
        }
    }

    @Test
    void shouldLayNoChangeThatTimeMadeOnTheEventThatHappensToCome() {
        try (Segue segue = new Segue(stateDir, SETTINGS, new Tracing(telemetry))) {
            // Given
            segue.publish(Segue.model(1, "recency_days", 0, 100, Segue.FREE));
            buy(segue, "c1", "e1", PARENT);
            segue.changes.readRecordsToList();

            // When another customer's purchase brings the clock past the fiftieth day
            Headers headers = headers(PARENT);
            segue.sendRaw(
                    Topic.PURCHASES,
                    "c2".getBytes(StandardCharsets.UTF_8),
                    segue.bytes(
                            Topic.PURCHASES, Segue.purchase("c2", "e2", Segue.START.plus(Duration.ofDays(60)), "20")),
                    headers);

            // Then
            List<TestRecord<String, SegmentChanged>> changes = segue.changes.readRecordsToList();
            assertThat(changes).extracting(TestRecord::key).containsExactly("c1", "c2");
            assertThat(traceparent(changes.getFirst())).isNull();
            assertThat(traceparent(changes.getLast())).contains(TRACE);
        }
    }

    @Test
    void shouldSayThatAnEventWasRejectedAndWhy() {
        try (Segue segue = new Segue(stateDir, SETTINGS, new Tracing(telemetry))) {
            segue.sendRaw(
                    Topic.PURCHASES,
                    "c1".getBytes(StandardCharsets.UTF_8),
                    segue.bytes(Topic.PURCHASES, Segue.purchase("somebody-else", "e1", Segue.START, "20")),
                    headers(PARENT));

            SpanData span = only(spans.getFinishedSpanItems());
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
                    .isEqualTo("customer-id-mismatch");
            assertThat(span.toString()).doesNotContain("somebody-else");
        }
    }

    /** What is known of the customer goes to another task, in a record of its own. */
    @Test
    void shouldHandOnTheTraceToWhomACustomerIsMergedInto() {
        try (Segue segue = new Segue(stateDir, SETTINGS)) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));
            segue.buy("goes", "e1", Segue.START, "20");
            segue.merge("goes", "stays", "request", Segue.START.plusSeconds(1));
            segue.moves.readRecordsToList();

            buy(segue, "goes", "e2", PARENT);

            assertThat(segue.moves.readRecordsToList())
                    .singleElement()
                    .satisfies(moved -> assertThat(new String(
                                    moved.headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8))
                            .isEqualTo(PARENT));
        }
    }

    private static void buy(Segue segue, String customer, String id, String parent) {
        segue.sendRaw(
                Topic.PURCHASES,
                customer.getBytes(StandardCharsets.UTF_8),
                segue.bytes(Topic.PURCHASES, Segue.purchase(customer, id, Segue.START, "20")),
                headers(parent));
    }

    private static Headers headers(String parent) {
        return new RecordHeaders().add("traceparent", parent.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String traceparent(TestRecord<?, ?> record) {
        var header = record.headers().lastHeader("traceparent");
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static SpanData only(List<SpanData> spans) {
        assertThat(spans).hasSize(1);
        return spans.getFirst();
    }
}
