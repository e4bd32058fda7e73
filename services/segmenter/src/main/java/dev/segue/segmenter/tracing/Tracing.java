package dev.segue.segmenter.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Follows a record to what is published because of it, with the headers of W3C Trace Context ({@code traceparent},
 * {@code tracestate}): a span begins where the record comes in, and what is published meanwhile, on the same thread, names it
 * as its parent. Names and attributes are those of OpenTelemetry's semantic conventions for messaging; customers' ids are no
 * part of them. Thread-safe.
 */
public final class Tracing {
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> TOPIC = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> SEGMENTATION = AttributeKey.stringKey("segue.segmentation");
    private static final AttributeKey<Long> MODEL_VERSION = AttributeKey.longKey("segue.model_version");

    private static final String PARENT = "traceparent";

    private final boolean records;
    private final Tracer tracer;
    private final TextMapPropagator propagator;

    /** Tracing that records spans with what is given. */
    public Tracing(OpenTelemetry telemetry) {
        this(telemetry, true);
    }

    private Tracing(OpenTelemetry telemetry, boolean records) {
        this.records = records;
        this.tracer = telemetry.getTracer("dev.segue.segmenter");
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    /** Records nothing: what is published names the parent that its cause came with, if any. */
    public static Tracing passingOn() {
        return new Tracing(
                OpenTelemetry.propagating(ContextPropagators.create(W3CTraceContextPropagator.getInstance())), false);
    }

    /**
     * Begins with a record, whose headers stay as they are.
     *
     * @return to be closed on the same thread
     */
    public Work begin(Headers headers, RecordMetadata source) {
        if (!records && headers.lastHeader(PARENT) == null) {
            return Work.NONE;
        }
        Span span = tracer.spanBuilder("process " + source.topic())
                .setParent(propagator.extract(Context.root(), headers, HeaderReader.INSTANCE))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(OPERATION, "process")
                .setAttribute(TOPIC, source.topic())
                .setAttribute(PARTITION, Integer.toString(source.partition()))
                .setAttribute(OFFSET, source.offset())
                .startSpan();
        return new Following(span);
    }

    /** Adds to headers what their record is because of, if that is known. */
    public void passOn(Headers headers) {
        propagator.inject(
                Context.current(),
                headers,
                (carrier, name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Notes in the span what is published because of its record.
     *
     * @param event its kind, such as a CloudEvents type
     * @param modelVersion the version of the segmentation's model that decided it; null where none did
     */
    public void published(String event, String segmentation, @Nullable Long modelVersion) {
        Span span = Span.current();
        if (span.isRecording()) {
            span.addEvent(
                    event,
                    modelVersion == null
                            ? Attributes.of(SEGMENTATION, segmentation)
                            : Attributes.of(SEGMENTATION, segmentation, MODEL_VERSION, modelVersion));
        }
    }

    /**
     * Notes in the span that its record was rejected.
     *
     * @param kind few different ones, such as a reason's code: what is wrong in words may name the customer
     */
    public void rejected(String kind) {
        Span.current().setStatus(StatusCode.ERROR).setAttribute(ERROR, kind);
    }

    /** What is done with one record. Closed by the thread that began it; logs in between name the trace. */
    @FunctionalInterface
    public interface Work extends AutoCloseable {
        /** There is nothing to follow. */
        Work NONE = () -> {};

        @Override
        void close();
    }

    private static final class Following implements Work {
        private static final String TRACE_ID = "trace_id";
        private static final String SPAN_ID = "span_id";

        private final Span span;
        private final Scope scope;
        private final boolean named;

        @SuppressWarnings("MustBeClosedChecker") // Closed with this.
        Following(Span span) {
            this.span = span;
            this.scope = span.makeCurrent();
            SpanContext ids = span.getSpanContext();
            this.named = ids.isValid();
            if (named) {
                MDC.put(TRACE_ID, ids.getTraceId());
                MDC.put(SPAN_ID, ids.getSpanId());
            }
        }

        @Override
        public void close() {
            if (named) {
                MDC.remove(TRACE_ID);
                MDC.remove(SPAN_ID);
            }
            scope.close();
            span.end();
        }
    }

    private enum HeaderReader implements TextMapGetter<Headers> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Headers headers) {
            List<String> keys = new ArrayList<>();
            headers.forEach(header -> keys.add(header.key()));
            return keys;
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String key) {
            Header header = headers == null ? null : headers.lastHeader(key);
            return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }
    }
}
