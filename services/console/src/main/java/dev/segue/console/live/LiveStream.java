package dev.segue.console.live;

import dev.segue.console.models.Models;
import dev.segue.console.moves.Move;
import dev.segue.console.moves.MoveView;
import dev.segue.console.moves.MoveViews;
import dev.segue.console.moves.Moves;
import dev.segue.console.segments.SegmentCards;
import dev.segue.segmentation.assignment.SegmentModel;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.serde.ObjectMapper;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Tells everybody who listens what happens. What happens within a tenth of a second is written once for all who get the same, and
 * sent as one: hundreds may listen to thousands of changes a second. Who does not keep up is cut off, and resumes from where they
 * were. Thread-safe.
 */
@Singleton
public final class LiveStream {
    /** What was missed is told up to so many moves; who missed more is cut off after them and comes again. */
    private static final int MOST_MISSED = 8_192;

    private static final int IN_A_CHUNK = 512;
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Moves moves;
    private final MoveViews views;
    private final Models models;
    private final SegmentCards cards;
    private final Pulse pulse;
    private final ObjectMapper json;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final Map<String, String> toldKpis = new HashMap<>();
    private final Map<String, Long> toldVersions = new HashMap<>();
    private List<Message> waiting = new ArrayList<>();

    LiveStream(Moves moves, MoveViews views, Models models, SegmentCards cards, Pulse pulse, ObjectMapper json) {
        this.moves = moves;
        this.views = views;
        this.models = models;
        this.cards = cards;
        this.pulse = pulse;
        this.json = json;
    }

    @PostConstruct
    void listen() {
        moves.listen(this::moved);
    }

    /**
     * Everything from now on, or from where a client was, as it goes over the wire; for a quarter of an hour, after which clients
     * come again by themselves, and whether they still may is looked at anew.
     *
     * @param who listens
     * @param audience what they get
     * @param resume the last move the client has; null for one that begins
     */
    public Publisher<byte[]> open(String who, Audience audience, @Nullable EventId resume) {
        // Only once somebody takes what comes, and not on a thread of the server's that others wait for.
        return Flux.defer(() -> join(who, audience, resume))
                .subscribeOn(Schedulers.boundedElastic())
                .take(LONGEST);
    }

    /** How many streams somebody has open. */
    public long streams(String who) {
        return listeners.stream().filter(listener -> listener.who().equals(who)).count();
    }

    private Publisher<byte[]> join(String who, Audience audience, @Nullable EventId resume) {
        Listener listener = new Listener(who, audience, listeners::remove);
        // What comes from now on waits until what was missed is told. A move may be in both, and is known by its number
        // then.
        listeners.add(listener);
        try {
            List<Move> missed =
                    resume == null ? List.of() : moves.after(resume.partition(), resume.offset(), resume.published());
            List<Message> messages = missed.stream()
                    .filter(move -> audience.wants(move.segmentation()))
                    .limit(MOST_MISSED)
                    .map(this::message)
                    .toList();
            begin(listener, messages);
        } catch (RuntimeException e) {
            listeners.remove(listener);
            throw e;
        }
        return listener.chunks();
    }

    private synchronized void begin(Listener listener, List<Message> missed) {
        for (int from = 0; from < missed.size(); from += IN_A_CHUNK) {
            tell(listener, missed.subList(from, Math.min(from + IN_A_CHUNK, missed.size())));
        }
        if (missed.size() == MOST_MISSED) {
            listener.end();
        } else {
            tellNew(listener, listener.begin());
        }
    }

    private void moved(Move move) {
        if (!listeners.isEmpty()) {
            put(message(move));
        }
    }

    private Message message(Move move) {
        MoveView view = views.of(move);
        String whole = write(view);
        return new Message(
                move.type() == Move.Type.CHANGE ? "change" : "trigger",
                move.segmentation(),
                move.number(),
                EventId.of(move).text(),
                whole,
                view.isPersonal() ? write(view.withoutProfile()) : whole);
    }

    private synchronized void put(Message message) {
        waiting.add(message);
    }

    /** Tells what has happened since the last time. */
    @Scheduled(fixedRate = "100ms")
    synchronized void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Message> batch = waiting;
        waiting = new ArrayList<>();
        long latest = latest(batch);
        long first = batch.stream()
                .mapToLong(Message::number)
                .filter(number -> number > 0)
                .min()
                .orElse(Long.MAX_VALUE);
        Map<Audience, byte[]> chunks = new HashMap<>();
        for (Listener listener : listeners) {
            if (listener.hasBegun() && listener.told() < first) {
                byte[] chunk = chunks.computeIfAbsent(listener.audience(), audience -> chunk(batch, audience));
                if (chunk.length > 0) {
                    listener.tell(chunk, latest);
                }
            } else if (listener.hasBegun()) {
                tellNew(listener, batch);
            } else {
                listener.keep(batch);
            }
        }
    }

    /** Tells of moves that it has not been told of. */
    private static void tellNew(Listener listener, List<Message> messages) {
        tell(
                listener,
                messages.stream()
                        .filter(message -> message.number() == 0 || message.number() > listener.told())
                        .toList());
    }

    private static void tell(Listener listener, List<Message> messages) {
        byte[] chunk = chunk(messages, listener.audience());
        if (chunk.length > 0) {
            listener.tell(chunk, latest(messages));
        }
    }

    private static byte[] chunk(List<Message> messages, Audience audience) {
        StringBuilder text = new StringBuilder();
        messages.stream().filter(audience::wants).forEach(message -> message.write(text, audience));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static long latest(List<Message> messages) {
        return messages.stream().mapToLong(Message::number).max().orElse(0);
    }

    /** Tells rates, and what else changed. */
    @Scheduled(fixedRate = "1s")
    void tick() {
        if (listeners.isEmpty()) {
            return;
        }
        put(Message.ofAll("rates", null, write(pulse.brief())));
        List<String> wanted = models.segmentations().stream()
                .filter(segmentation -> listeners.stream()
                        .anyMatch(listener -> listener.audience().wants(segmentation)))
                .toList();
        for (String segmentation : wanted) {
            String kpis = write(new KpiBrief(segmentation, cards.of(segmentation)));
            if (!kpis.equals(toldKpis.put(segmentation, kpis))) {
                put(Message.ofAll("kpis", segmentation, kpis));
            }
            models.inForce(segmentation)
                    .map(SegmentModel::version)
                    .filter(version -> !version.equals(toldVersions.put(segmentation, version)))
                    .ifPresent(version -> put(Message.ofAll(
                            "model", segmentation, write(new ModelNews(segmentation, version, "in force")))));
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException("a message cannot be written", e);
        }
    }
}
