package dev.segue.segmenter.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.registry.RegistryUnavailableException;
import dev.segue.avro.registry.SchemaRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Response;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Result;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class UnexpectedFailuresTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final UnexpectedFailures failures = new UnexpectedFailures();
    private final Record<String, String> record = new Record<>("c1", "an event", 7);

    UnexpectedFailuresTest() {
        failures.configure(
                Map.of(UnexpectedFailures.TOPIC, "dlq", UnexpectedFailures.METRICS, new SegmenterMetrics(meters)));
    }

    @Test
    void shouldSetTheRecordAsideAndGoOn() {
        Response response = failures.handleError(reading("purchases"), record, new IllegalStateException("broken"));

        assertThat(response.result()).isEqualTo(Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).hasSize(1);
        ProducerRecord<byte[], byte[]> letter =
                response.deadLetterQueueRecords().getFirst();
        assertThat(letter.topic()).isEqualTo("dlq");
        assertThat(letter.partition()).isNull();
        assertThat(letter.key()).isEqualTo("c1".getBytes(UTF_8));
        assertThat(letter.value()).isEqualTo("raw".getBytes(UTF_8));
        assertThat(header(letter, "segue_reason")).isEqualTo("unexpected-failure");
        assertThat(header(letter, "traceparent")).isEqualTo("00-1");
        assertThat(header(letter, "__streams.errors.exception")).isEqualTo("java.lang.IllegalStateException");
        assertThat(header(letter, "__streams.errors.message")).isEqualTo("broken");
        assertThat(header(letter, "__streams.errors.topic")).isEqualTo("purchases");
        assertThat(header(letter, "__streams.errors.partition")).isEqualTo("3");
        assertThat(header(letter, "__streams.errors.offset")).isEqualTo("42");
        assertThat(meters.counter("segue.dead.letters", "reason", "unexpected-failure")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldNotBlameTheRecordForTheRegistry() throws IOException {
        RegistryUnavailableException away = away();

        Response response = failures.handleError(reading("purchases"), record, away);

        assertThat(response.result()).isEqualTo(Result.FAIL);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
    }

    @Test
    void shouldNotBlameTheRecordForTheBroker() {
        assertThat(failures.handleError(reading("purchases"), record, new TimeoutException("slow"))
                        .result())
                .isEqualTo(Result.FAIL);
    }

    @Test
    void shouldNotBlameTheRecordForWhatTheBrokerDoesNotTake() {
        StreamsException unsent = new StreamsException("Error encountered trying to send record to topic changelog");

        assertThat(failures.handleError(reading("purchases"), record, unsent).result())
                .isEqualTo(Result.FAIL);
    }

    @Test
    void shouldGoOnWhereThereIsNoRecord() {
        Response response = failures.handleError(reading(null), record, new IllegalStateException("broken"));

        assertThat(response.result()).isEqualTo(Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
    }

    private static ErrorHandlerContext reading(@org.jspecify.annotations.Nullable String topic) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", "00-1".getBytes(UTF_8));
        return new DefaultErrorHandlerContext(
                null,
                topic,
                3,
                42,
                headers,
                "customers",
                new TaskId(0, 3),
                7L,
                topic == null ? null : "c1".getBytes(UTF_8),
                topic == null ? null : "raw".getBytes(UTF_8));
    }

    private static RegistryUnavailableException away() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        SchemaRegistry registry = SchemaRegistry.at("http://127.0.0.1:" + port, Map.of());
        try {
            registry.byId(1);
        } catch (RegistryUnavailableException e) {
            return e;
        }
        throw new AssertionError("nobody should have answered");
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
