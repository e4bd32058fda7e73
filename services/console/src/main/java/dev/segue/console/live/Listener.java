package dev.segue.console.live;

import io.micronaut.http.sse.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** One who listens. Thread-safe. */
final class Listener {
    /** Messages that wait for a slow client; one that needs more is cut off, and begins again from where it was. */
    private static final int WAITING = 8_192;

    private final @Nullable String segmentation;
    private final boolean profiles;
    private final Sinks.Many<Event<String>> sink =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(WAITING));
    private final Deque<Message> meanwhile = new ArrayDeque<>();
    private final Consumer<Listener> gone;
    private boolean begun;
    private long told;

    Listener(@Nullable String segmentation, boolean profiles, Consumer<Listener> gone) {
        this.profiles = profiles;
        this.segmentation = segmentation;
        this.gone = gone;
    }

    /** Tells what the client missed, in order, before {@link #begin}. */
    synchronized void missed(Message message) {
        emit(message);
    }

    /** From now on the client gets what happens. */
    synchronized void begin() {
        begun = true;
        meanwhile.forEach(this::emitOnce);
        meanwhile.clear();
    }

    synchronized void tell(Message message) {
        if (message.segmentation() != null && !wants(message.segmentation())) {
            return;
        }
        if (begun) {
            emitOnce(message);
        } else {
            meanwhile.add(message);
        }
    }

    private void emitOnce(Message message) {
        if (message.number() == 0 || message.number() > told) {
            emit(message);
        }
    }

    private void emit(Message message) {
        told = Math.max(told, message.number());
        Event<String> event =
                Event.of(profiles ? message.json() : message.withoutProfile()).name(message.name());
        Sinks.EmitResult result = sink.tryEmitNext(message.id() == null ? event : event.id(message.id()));
        if (result.isFailure()) {
            gone.accept(this);
            // Does nothing where the client left by itself.
            sink.emitComplete(Sinks.EmitFailureHandler.FAIL_FAST);
        }
    }

    /** Whether the client wants to hear of a segmentation. */
    boolean wants(String other) {
        return segmentation == null || segmentation.equals(other);
    }

    Publisher<Event<String>> events() {
        return Flux.from(sink.asFlux()).doFinally(signal -> gone.accept(this));
    }
}
