package dev.segue.console.live;

import dev.segue.console.models.Models;
import dev.segue.console.moves.Move;
import dev.segue.console.moves.MoveView;
import dev.segue.console.moves.MoveViews;
import dev.segue.console.moves.Moves;
import dev.segue.console.segments.SegmentCards;
import dev.segue.segmentation.assignment.SegmentModel;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.serde.ObjectMapper;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Tells everybody who listens what happens. Each message is written once, however many listen; who does not keep up is cut off, and
 * resumes from where they were. Thread-safe.
 */
@Singleton
public final class LiveStream {
    private final Moves moves;
    private final MoveViews views;
    private final Models models;
    private final SegmentCards cards;
    private final Pulse pulse;
    private final ObjectMapper json;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final Map<String, String> toldKpis = new HashMap<>();
    private final Map<String, Long> toldVersions = new HashMap<>();

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
     * Everything from now on, or from where a client was.
     *
     * @param segmentation changes, triggers and KPIs of this segmentation only; null for all
     * @param profiles whether the client may see customers' profiles
     * @param resume the last move the client has; null for one that begins
     */
    public Publisher<Event<String>> open(@Nullable String segmentation, boolean profiles, @Nullable EventId resume) {
        Listener listener = new Listener(segmentation, profiles, listeners::remove);
        listeners.add(listener);
        // What comes from now on waits until what was missed is told.
        List<Move> missed =
                resume == null ? List.of() : moves.after(resume.partition(), resume.offset(), resume.published());
        missed.stream()
                .filter(move -> listener.wants(move.segmentation()))
                .map(this::message)
                .forEach(listener::missed);
        listener.begin();
        return listener.events();
    }

    private void moved(Move move) {
        if (!listeners.isEmpty()) {
            tell(message(move));
        }
    }

    private Message message(Move move) {
        MoveView view = views.of(move);
        String json = write(view);
        return new Message(
                move.type() == Move.Type.CHANGE ? "change" : "trigger",
                move.segmentation(),
                move.number(),
                EventId.of(move).text(),
                json,
                view.isPersonal() ? write(view.withoutProfile()) : json);
    }

    /** Tells rates, and what else changed. */
    @Scheduled(fixedRate = "1s")
    void tick() {
        if (listeners.isEmpty()) {
            return;
        }
        tell(Message.ofAll("rates", null, write(pulse.brief())));
        List<String> wanted = models.segmentations().stream()
                .filter(segmentation -> listeners.stream().anyMatch(listener -> listener.wants(segmentation)))
                .toList();
        for (String segmentation : wanted) {
            String kpis = write(new KpiBrief(segmentation, cards.of(segmentation)));
            if (!kpis.equals(toldKpis.put(segmentation, kpis))) {
                tell(Message.ofAll("kpis", segmentation, kpis));
            }
            models.inForce(segmentation)
                    .map(SegmentModel::version)
                    .filter(version -> !version.equals(toldVersions.put(segmentation, version)))
                    .ifPresent(version -> tell(Message.ofAll(
                            "model", segmentation, write(new ModelNews(segmentation, version, "in force")))));
        }
    }

    private void tell(Message message) {
        listeners.forEach(listener -> listener.tell(message));
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException("a message cannot be written", e);
        }
    }
}
