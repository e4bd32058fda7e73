package dev.segue.console.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** One who listens. Told by one thread at a time. */
final class Listener {
    /** Chunks that wait for a slow client, half a minute of them; one that needs more is cut off, and resumes from where it was. */
    private static final int WAITING = 300;

    private final String who;
    private final Audience audience;
    private final Sinks.Many<byte[]> sink =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(WAITING));
    private final Consumer<Listener> gone;
    private List<Message> meanwhile = new ArrayList<>();
    private boolean begun;
    private long told;

    Listener(String who, Audience audience, Consumer<Listener> gone) {
        this.who = who;
        this.audience = audience;
        this.gone = gone;
    }

    String who() {
        return who;
    }

    /** Whether it has been told what it missed. */
    boolean hasBegun() {
        return begun;
    }

    /** Keeps what comes before it has. */
    void keep(List<Message> messages) {
        meanwhile.addAll(messages);
    }

    /** It has been told what it missed; returns what came meanwhile. */
    List<Message> begin() {
        begun = true;
        List<Message> waited = meanwhile;
        meanwhile = List.of();
        return waited;
    }

    Audience audience() {
        return audience;
    }

    /** Number of the latest move it was told of; 0 for none. */
    long told() {
        return told;
    }

    /**
     * Tells it something.
     *
     * @param chunk whole events
     * @param latest number of the latest move among them; 0 where there is none
     */
    void tell(byte[] chunk, long latest) {
        told = Math.max(told, latest);
        if (sink.tryEmitNext(chunk).isFailure()) {
            end();
        }
    }

    /** Cuts it off; browsers come again by themselves, and say where they were. */
    void end() {
        gone.accept(this);
        // Does nothing where the client left by itself.
        sink.emitComplete(Sinks.EmitFailureHandler.FAIL_FAST);
    }

    Publisher<byte[]> chunks() {
        return Flux.from(sink.asFlux()).doFinally(signal -> gone.accept(this));
    }
}
