package dev.segue.console.moves;

import dev.segue.console.models.SegmentNames;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts changes by where from, where to and why. Thread-safe. */
@Singleton
public final class Flows {
    private final Moves moves;
    private final SegmentNames names;

    private record Way(String from, String to) {
        static Way of(Move move) {
            return new Way(move.from() == null ? "" : move.from(), move.to() == null ? "" : move.to());
        }
    }

    Flows(Moves moves, SegmentNames names) {
        this.moves = moves;
        this.names = names;
    }

    /**
     * The changes of a time.
     *
     * @param from first moment, event time; null for all that is held
     * @param to last moment; null for now
     * @param wanted causes counted in the links; empty for all
     */
    public FlowsView of(String segmentation, @Nullable Instant from, @Nullable Instant to, List<String> wanted) {
        Map<String, Long> causes = new TreeMap<>();
        Map<Way, Map<String, Long>> ways = new HashMap<>();
        for (Move move : moves.changes(segmentation)) {
            String cause = move.cause();
            boolean within = (from == null || move.at() >= from.toEpochMilli())
                    && (to == null || move.at() <= to.toEpochMilli());
            if (within && cause != null) {
                causes.merge(cause, 1L, Long::sum);
                if (wanted.isEmpty() || wanted.contains(cause)) {
                    ways.computeIfAbsent(Way.of(move), unseen -> new TreeMap<>())
                            .merge(cause, 1L, Long::sum);
                }
            }
        }
        List<FlowsView.Link> links = new ArrayList<>();
        ways.forEach((way, byCause) -> links.add(new FlowsView.Link(
                names.of(segmentation, way.from()),
                names.of(segmentation, way.to()),
                byCause.values().stream().mapToLong(Long::longValue).sum(),
                byCause)));
        links.sort(Comparator.comparingLong(FlowsView.Link::customers).reversed());
        Long oldest = moves.reachesBackTo();
        return new FlowsView(oldest == null ? null : Instant.ofEpochMilli(oldest), from, to, causes, links);
    }
}
