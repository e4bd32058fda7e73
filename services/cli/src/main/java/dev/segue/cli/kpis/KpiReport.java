package dev.segue.cli.kpis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.segue.avro.sums.KpiWindows;
import dev.segue.cli.show.Figures;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.kpi.Kpi;
import dev.segue.segmentation.kpi.SegmentKpis;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * The KPIs of a segmentation, for people or for programs.
 *
 * @param segmentation the segmentation
 * @param model the model in force, for names; empty where there is none
 * @param days by segment, with an empty id for customers who are in none, and by day
 */
record KpiReport(
        String segmentation,
        Optional<SegmentModel> model,
        NavigableMap<String, NavigableMap<LocalDate, SegmentKpis>> days) {
    private static final String ROW =
            "%-32s %9s %8s %8s %9s %14s %10s %6s %7s %6s %6s %6s %5s %5s %6s %9s %6s %7s %7s %10s%n";

    /** A table of all days, and who moved from where to where. */
    void print(PrintWriter out) {
        out.printf(
                ROW,
                "SEGMENT",
                "CUSTOMERS",
                "IN",
                "OUT",
                "ORDERS",
                "NET",
                "AOV",
                "DEALS",
                "RETURNS",
                "OPEN",
                "CLICK",
                "TAKEN",
                "NPS",
                "CSAT",
                "COMPL.",
                "PREDICTED",
                "CHURN",
                "LAPSED",
                "REVIVED",
                "CLV");
        days.forEach((segment, windows) -> {
            SegmentKpis kpis = KpiWindows.sum(windows);
            out.printf(
                    ROW,
                    name(segment),
                    segment.isEmpty() ? "–" : Figures.count(kpis.growth()),
                    Figures.count(sum(kpis.inflow())),
                    Figures.count(sum(kpis.outflow())),
                    Figures.count(kpis.count(Kpi.ORDERS)),
                    String.format(Locale.ROOT, "%,.2f", kpis.net()),
                    String.format(Locale.ROOT, "%,.2f", kpis.averageOrderValue()),
                    percent(kpis.discountDependence()),
                    percent(kpis.returnRate()),
                    percent(kpis.openRate()),
                    percent(kpis.clickThroughRate()),
                    percent(kpis.conversionRate()),
                    Figures.value(kpis.netPromoterScore()),
                    Figures.value(kpis.satisfaction()),
                    Figures.count(kpis.count(Kpi.COMPLAINTS)),
                    Figures.count(kpis.count(Kpi.PREDICTED)),
                    percent(kpis.churnRate()),
                    Figures.count(kpis.count(Kpi.LAPSED)),
                    Figures.count(kpis.count(Kpi.REVIVED)),
                    kpis.count(Kpi.PREDICTED) == 0
                            ? "–"
                            : String.format(Locale.ROOT, "%,.2f", kpis.customerLifetimeValue()));
        });
        out.println();
        days.forEach((segment, windows) -> KpiWindows.sum(windows)
                .outflow()
                .forEach((to, count) -> out.printf("%9s  %s → %s%n", Figures.count(count), name(segment), name(to))));
    }

    private static long sum(Map<String, Long> flow) {
        return flow.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : Math.round(100 * share) + " %";
    }

    private String name(String segment) {
        return segment.isEmpty()
                ? "(in none)"
                : segment(segment).map(Segment::slug).orElse(segment);
    }

    private Optional<Segment> segment(String id) {
        return model.filter(m -> m.indexOf(id) >= 0).map(m -> m.segments().get(m.indexOf(id)));
    }

    /** Every segment and day, for programs; keys as in the contract. What there is none of is null. */
    void printJson(PrintWriter out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("segmentation", segmentation);
            json.writeArrayFieldStart("segments");
            for (Map.Entry<String, NavigableMap<LocalDate, SegmentKpis>> segment : days.entrySet()) {
                write(json, segment.getKey(), segment.getValue());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.println();
    }

    private void write(JsonGenerator json, String segment, NavigableMap<LocalDate, SegmentKpis> windows)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("segment", segment.isEmpty() ? null : segment);
        json.writeStringField("slug", segment(segment).map(Segment::slug).orElse(null));
        SegmentKpis all = KpiWindows.sum(windows);
        predictions(json, all, "");
        if (!segment.isEmpty()) {
            json.writeNumberField("size", all.growth());
        }
        json.writeObjectFieldStart("total");
        write(json, all);
        json.writeEndObject();
        json.writeArrayFieldStart("days");
        SegmentKpis soFar = new SegmentKpis();
        for (Map.Entry<LocalDate, SegmentKpis> window : windows.entrySet()) {
            soFar = soFar.plus(window.getValue());
            json.writeStartObject();
            json.writeStringField("day", window.getKey().toString());
            if (!segment.isEmpty()) {
                json.writeNumberField("size_at_end", soFar.growth());
            }
            predictions(json, soFar, "_at_end");
            write(json, window.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** @param kpis of all days so far */
    private static void predictions(JsonGenerator json, SegmentKpis kpis, String suffix) throws IOException {
        json.writeNumberField("customers_predicted" + suffix, kpis.count(Kpi.PREDICTED));
        number(json, "churn_rate" + suffix, kpis.churnRate());
        if (kpis.count(Kpi.PREDICTED) == 0) {
            json.writeNullField("predicted_clv" + suffix);
        } else {
            json.writeNumberField("predicted_clv" + suffix, kpis.customerLifetimeValue());
        }
    }

    private static void write(JsonGenerator json, SegmentKpis kpis) throws IOException {
        for (Kpi kpi : Kpi.values()) {
            json.writeNumberField(kpi.name().toLowerCase(Locale.ROOT), kpis.count(kpi));
        }
        json.writeNumberField("gross", kpis.gross());
        json.writeNumberField("refunds", kpis.refunds());
        json.writeNumberField("net", kpis.net());
        json.writeNumberField("expected", kpis.expected());
        json.writeNumberField("average_order_value", kpis.averageOrderValue());
        number(json, "discount_dependence", kpis.discountDependence());
        number(json, "return_rate", kpis.returnRate());
        number(json, "open_rate", kpis.openRate());
        number(json, "click_through_rate", kpis.clickThroughRate());
        number(json, "conversion_rate", kpis.conversionRate());
        number(json, "nps", kpis.netPromoterScore());
        number(json, "csat", kpis.satisfaction());
        flow(json, "inflow", kpis.inflow());
        flow(json, "outflow", kpis.outflow());
    }

    private static void flow(JsonGenerator json, String name, Map<String, Long> flow) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> part : flow.entrySet()) {
            json.writeNumberField(part.getKey(), part.getValue());
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }
}
