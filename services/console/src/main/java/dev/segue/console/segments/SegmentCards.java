package dev.segue.console.segments;

import dev.segue.avro.sums.KpiWindows;
import dev.segue.avro.sums.OutcomeSums;
import dev.segue.console.kpis.Kpis;
import dev.segue.console.models.Models;
import dev.segue.console.models.SegmentNames;
import dev.segue.console.models.SegmentRef;
import dev.segue.console.outcomes.Outcomes;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.kpi.Kpi;
import dev.segue.segmentation.kpi.SegmentKpis;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Puts together what there is to know of a segment at a glance. Thread-safe. */
@Singleton
public final class SegmentCards {
    private static final int DAYS = 30;
    private static final int STRATEGIES = 3;

    private final Models models;
    private final Kpis kpis;
    private final Outcomes outcomes;
    private final SegmentNames names;

    SegmentCards(Models models, Kpis kpis, Outcomes outcomes, SegmentNames names) {
        this.models = models;
        this.kpis = kpis;
        this.outcomes = outcomes;
        this.names = names;
    }

    /** Cards of all segments of the model in force, and of those that still have customers; the largest first. */
    public List<SegmentCard> of(String segmentation) {
        NavigableMap<String, NavigableMap<LocalDate, SegmentKpis>> days = kpis.days(segmentation);
        List<String> ids = new ArrayList<>(models.inForce(segmentation)
                .map(model -> model.segments().stream().map(Segment::id).toList())
                .orElse(List.of()));
        days.forEach((id, windows) -> {
            if (!id.isEmpty() && !ids.contains(id) && KpiWindows.sum(windows).growth() != 0) {
                ids.add(id);
            }
        });
        LocalDate last = lastDay(days);
        long all = ids.stream().mapToLong(id -> size(days.get(id))).sum();
        Map<String, Map<String, Long>> triggers = outcomes.read(segmentation, OutcomeSums::triggers);
        return ids.stream()
                .map(id -> card(
                        names.of(segmentation, id),
                        days.getOrDefault(id, Collections.emptyNavigableMap()),
                        last,
                        all,
                        triggers.getOrDefault(id, Map.of())))
                .sorted(Comparator.comparingLong(SegmentCard::size).reversed())
                .toList();
    }

    /** The last day on which anything was counted of any segment. */
    private static @Nullable LocalDate lastDay(NavigableMap<String, NavigableMap<LocalDate, SegmentKpis>> days) {
        return days.values().stream()
                .filter(windows -> !windows.isEmpty())
                .map(NavigableMap::lastKey)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static long size(@Nullable Map<LocalDate, SegmentKpis> windows) {
        return windows == null ? 0 : KpiWindows.sum(windows).growth();
    }

    private static SegmentCard card(
            SegmentRef ref,
            NavigableMap<LocalDate, SegmentKpis> windows,
            @Nullable LocalDate last,
            long all,
            Map<String, Long> triggers) {
        SegmentKpis sum = KpiWindows.sum(windows);
        SegmentKpis today = last == null ? new SegmentKpis() : windows.getOrDefault(last, new SegmentKpis());
        long predicted = sum.count(Kpi.PREDICTED);
        return new SegmentCard(
                ref.id(),
                ref.slug(),
                ref.label(),
                ref.colour(),
                ref.pattern(),
                ref.live(),
                sum.growth(),
                all == 0 ? 0 : (double) sum.growth() / all,
                trend(windows),
                total(today.inflow()),
                total(today.outflow()),
                sum.net(),
                sum.count(Kpi.ORDERS),
                sum.count(Kpi.ORDERS) == 0 ? null : sum.averageOrderValue(),
                predicted == 0 ? null : sum.customerLifetimeValue(),
                predicted,
                predicted == 0 ? null : sum.churnRate(),
                strategies(triggers));
    }

    private static List<SegmentCard.SizeOfDay> trend(NavigableMap<LocalDate, SegmentKpis> windows) {
        List<SegmentCard.SizeOfDay> trend = new ArrayList<>();
        long size = 0;
        for (Map.Entry<LocalDate, SegmentKpis> window : windows.entrySet()) {
            size += window.getValue().growth();
            trend.add(new SegmentCard.SizeOfDay(window.getKey().toString(), size));
        }
        return trend.subList(Math.max(0, trend.size() - DAYS), trend.size());
    }

    static long total(Map<String, Long> flow) {
        return flow.values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<String> strategies(Map<String, Long> triggers) {
        return triggers.entrySet().stream()
                .filter(fired -> fired.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(STRATEGIES)
                .map(Map.Entry::getKey)
                .toList();
    }
}
