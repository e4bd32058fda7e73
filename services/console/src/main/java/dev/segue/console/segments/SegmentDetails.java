package dev.segue.console.segments;

import dev.segue.avro.sums.KpiWindows;
import dev.segue.console.kpis.Kpis;
import dev.segue.console.models.ModelReports;
import dev.segue.console.models.Models;
import dev.segue.console.models.SegmentNames;
import dev.segue.console.outcomes.OutcomeRows;
import dev.segue.console.products.ProductLifts;
import dev.segue.segmentation.assignment.Lineage;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.kpi.Kpi;
import dev.segue.segmentation.kpi.SegmentKpis;
import dev.segue.segmentation.report.ModelReport;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts together all there is to know of a segment. Thread-safe. */
@Singleton
public final class SegmentDetails {
    private final SegmentCards cards;
    private final SegmentNames names;
    private final Models models;
    private final ModelReports reports;
    private final Kpis kpis;
    private final ProductLifts products;
    private final OutcomeRows outcomes;

    SegmentDetails(
            SegmentCards cards,
            SegmentNames names,
            Models models,
            ModelReports reports,
            Kpis kpis,
            ProductLifts products,
            OutcomeRows outcomes) {
        this.cards = cards;
        this.names = names;
        this.models = models;
        this.reports = reports;
        this.kpis = kpis;
        this.products = products;
        this.outcomes = outcomes;
    }

    /**
     * A segment of the model in force, or one that still has customers.
     *
     * @param from first day of the KPIs; null for the first there is
     * @param to last day of the KPIs; null for the last there is
     * @return empty where there is no such segment
     */
    public Optional<SegmentDetail> of(
            String segmentation, String id, @Nullable LocalDate from, @Nullable LocalDate to) {
        return cards.of(segmentation).stream()
                .filter(card -> id.equals(card.id()))
                .findFirst()
                .map(card -> {
                    NavigableMap<LocalDate, SegmentKpis> days =
                            kpis.days(segmentation).getOrDefault(id, Collections.emptyNavigableMap());
                    return new SegmentDetail(
                            card,
                            features(segmentation, id),
                            KpiView.of(KpiWindows.sum(within(days, from, to))),
                            days(days, from, to),
                            lineage(segmentation, id),
                            products.of(segmentation, id),
                            outcomes.of(segmentation).stream()
                                    .filter(row -> row.segment() != null
                                            && id.equals(row.segment().id()))
                                    .toList());
                });
    }

    private static NavigableMap<LocalDate, SegmentKpis> within(
            NavigableMap<LocalDate, SegmentKpis> days, @Nullable LocalDate from, @Nullable LocalDate to) {
        NavigableMap<LocalDate, SegmentKpis> some = from == null ? days : days.tailMap(from, true);
        return to == null ? some : some.headMap(to, true);
    }

    private static List<SegmentDetail.Day> days(
            NavigableMap<LocalDate, SegmentKpis> windows, @Nullable LocalDate from, @Nullable LocalDate to) {
        List<SegmentDetail.Day> days = new ArrayList<>();
        long size = 0;
        for (Map.Entry<LocalDate, SegmentKpis> window : windows.entrySet()) {
            SegmentKpis day = window.getValue();
            size += day.growth();
            if ((from == null || !window.getKey().isBefore(from))
                    && (to == null || !window.getKey().isAfter(to))) {
                days.add(new SegmentDetail.Day(
                        window.getKey().toString(),
                        size,
                        day.count(Kpi.ORDERS),
                        day.net(),
                        SegmentCards.total(day.inflow()),
                        SegmentCards.total(day.outflow())));
            }
        }
        return days;
    }

    private List<SegmentDetail.FeatureProfile> features(String segmentation, String id) {
        SegmentModel model = models.inForce(segmentation).orElse(null);
        int index = model == null ? -1 : model.indexOf(id);
        if (model == null || index < 0) {
            return List.of();
        }
        List<Double> z = reports.of(segmentation, model.version()).stream()
                .flatMap(report -> report.segments().stream())
                .filter(segment -> segment.segment().equals(id))
                .map(ModelReport.SegmentReport::z)
                .findFirst()
                .orElse(List.of());
        List<SegmentDetail.FeatureProfile> features = new ArrayList<>();
        for (int j = 0; j < model.features().size(); j++) {
            features.add(new SegmentDetail.FeatureProfile(
                    model.features().get(j).coordinateName(),
                    known(model.segments().get(index).profile()[j]),
                    known(mean(model, j)),
                    j < z.size() ? known(z.get(j)) : null));
        }
        features.sort(Comparator.comparingDouble(
                        (SegmentDetail.FeatureProfile feature) -> feature.z() == null ? 0 : Math.abs(feature.z()))
                .reversed());
        return features;
    }

    /** Over all segments, by their sampled customers; NaN where nobody has the feature. */
    private static double mean(SegmentModel model, int feature) {
        double sum = 0;
        long customers = 0;
        for (var segment : model.segments()) {
            if (Double.isFinite(segment.profile()[feature])) {
                sum += segment.profile()[feature] * segment.size();
                customers += segment.size();
            }
        }
        return sum / customers;
    }

    private List<SegmentDetail.LineageEvent> lineage(String segmentation, String id) {
        List<SegmentDetail.LineageEvent> events = new ArrayList<>();
        for (SegmentModel version : models.versions(segmentation).values()) {
            for (Lineage event : version.lineage()) {
                if (event.segment().equals(id) || event.related().contains(id)) {
                    events.add(new SegmentDetail.LineageEvent(
                            version.version(),
                            version.trainedAt(),
                            event.kind().name().toLowerCase(Locale.ROOT),
                            event.related().stream()
                                    .map(related -> names.of(segmentation, related))
                                    .toList()));
                }
            }
        }
        return events;
    }

    private static @Nullable Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
