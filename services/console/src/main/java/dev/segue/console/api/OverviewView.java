package dev.segue.console.api;

import dev.segue.console.deadletters.DeadLetters;
import dev.segue.console.kpis.Kpis;
import dev.segue.console.live.Pulse;
import dev.segue.console.models.Models;
import dev.segue.console.moves.Moves;
import dev.segue.console.segments.SegmentCard;
import dev.segue.console.segments.SegmentCards;
import dev.segue.console.settings.ConsoleConfig;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.kpi.SegmentKpis;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Puts the first page together. Thread-safe. */
@Singleton
final class OverviewView {
    private final Models models;
    private final Kpis kpis;
    private final Moves moves;
    private final SegmentCards cards;
    private final DeadLetters deadLetters;
    private final Pulse pulse;
    private final String currency;
    private final boolean onEventTime;

    OverviewView(
            Models models,
            Kpis kpis,
            Moves moves,
            SegmentCards cards,
            DeadLetters deadLetters,
            Pulse pulse,
            ConsoleConfig config) {
        this.models = models;
        this.kpis = kpis;
        this.moves = moves;
        this.cards = cards;
        this.deadLetters = deadLetters;
        this.pulse = pulse;
        this.currency = config.currency();
        this.onEventTime = config.clock().equalsIgnoreCase("event");
    }

    /** @param segmentation one that has a model */
    Overview of(String segmentation) {
        SegmentModel model = models.inForce(segmentation).orElseThrow();
        List<SegmentCard> segments = cards.of(segmentation);
        BigDecimal net = kpis.days(segmentation).values().stream()
                .flatMap(days -> days.values().stream())
                .map(SegmentKpis::net)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Long oldest = moves.reachesBackTo();
        return new Overview(
                segmentation,
                now(),
                new Overview.ModelBrief(model.version(), model.trainedAt(), models.held(segmentation)),
                segments.stream().mapToLong(SegmentCard::size).sum(),
                currency,
                net,
                oldest == null ? null : Instant.ofEpochMilli(oldest),
                pulse.rates(),
                pulse.lag(),
                pulse.latency(),
                deadLetters.total(),
                segments);
    }

    /** On event time what happened last is now, as far as anything was published of it. */
    private Instant now() {
        Long latest = onEventTime ? moves.reachesTo() : null;
        return latest == null ? Instant.now() : Instant.ofEpochMilli(latest);
    }
}
