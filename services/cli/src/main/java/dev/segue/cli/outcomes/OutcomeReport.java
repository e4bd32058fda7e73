package dev.segue.cli.outcomes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.segue.avro.sums.OutcomeSums;
import dev.segue.avro.sums.OutcomeSums.Row;
import dev.segue.cli.show.Figures;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.outcome.Arm;
import dev.segue.segmentation.outcome.ArmKey;
import dev.segue.segmentation.outcome.Interval;
import dev.segue.segmentation.outcome.Uplift;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of a segmentation's strategies, for people or for programs.
 *
 * @param segmentation the segmentation
 * @param model the model in force, for names; empty where there is none
 * @param sums what became of the triggers
 */
record OutcomeReport(String segmentation, Optional<SegmentModel> model, OutcomeSums sums) {
    private static final String LINE = "%-44s %9s %7s %7s %7s %7s %8s %8s %7s %14s  %s%n";
    private static final double HUNDRED = 100;

    /** A table: each strategy as a whole, in each segment, and there each of its variants. */
    void print(PrintWriter out) {
        out.printf(
                LINE,
                "STRATEGY",
                "TRIGGERS",
                "SENT",
                "OPENED",
                "CLICKED",
                "TAKEN",
                "OPTED OUT",
                "BOUGHT",
                "RATE",
                "REVENUE",
                "UPLIFT");
        for (String strategy : sums.strategies()) {
            Arm treated = sums.sum(key -> key.strategy().equals(strategy) && !key.holdout());
            Arm holdout = sums.sum(key -> key.strategy().equals(strategy) && key.holdout());
            line(out, strategy, treated, uplift(treated, holdout));
            for (Row row : sums.rows(strategy)) {
                Arm here = sums.sum(key -> row.has(key) && !key.holdout());
                Arm heldOut = sums.sum(key -> row.has(key) && key.holdout());
                line(out, "  " + name(row), here, uplift(here, heldOut));
                for (String variant : sums.variants(row)) {
                    if (!variant.isEmpty()) {
                        line(out, "    " + variant, sums.sum(key -> row.has(key) && isOf(key, variant)), "");
                    }
                }
                if (heldOut.trials() > 0) {
                    line(out, "    (left alone)", heldOut, "");
                }
            }
        }
    }

    private static boolean isOf(ArmKey key, String variant) {
        return !key.holdout() && OutcomeSums.variant(key).equals(variant);
    }

    private static void line(PrintWriter out, String name, Arm arm, String uplift) {
        out.printf(
                LINE,
                name,
                Figures.count(arm.trials()),
                Figures.count(arm.sent()),
                Figures.count(arm.opened()),
                Figures.count(arm.clicked()),
                Figures.count(arm.accepted()),
                Figures.count(arm.unsubscribed()),
                Figures.count(arm.buyers()),
                Double.isNaN(arm.buyingRate()) ? "–" : percent(arm.buyingRate()),
                String.format(Locale.ROOT, "%,.2f", revenue(arm)),
                uplift);
    }

    private static String percent(double rate) {
        return String.format(Locale.ROOT, "%.1f %%", HUNDRED * rate);
    }

    private static BigDecimal revenue(Arm arm) {
        return new BigDecimal(arm.revenue(), Money.SCALE);
    }

    private static String uplift(Arm treated, Arm holdout) {
        if (!treated.addsUp() || !holdout.addsUp()) {
            return "not known now, as parts of it are still to come";
        }
        return Uplift.of(treated, holdout)
                .map(uplift -> String.format(
                        Locale.ROOT,
                        "%+.1f points (%+.1f to %+.1f), against %s left alone",
                        HUNDRED * uplift.buying().estimate(),
                        HUNDRED * uplift.buying().low(),
                        HUNDRED * uplift.buying().high(),
                        Figures.count(holdout.trials())))
                .orElse("nobody to compare with");
    }

    private String name(Row row) {
        if (row.segment().isEmpty()) {
            return "(in none)";
        }
        Segment segment = segment(row);
        String slug = segment == null ? row.segment() : segment.slug();
        return isCurrent(row) ? slug : slug + " (as it was before)";
    }

    private @Nullable Segment segment(Row row) {
        return model.filter(m -> m.indexOf(row.segment()) >= 0)
                .map(m -> m.segments().get(m.indexOf(row.segment())))
                .orElse(null);
    }

    /** Whether the segment still means what it did. */
    private boolean isCurrent(Row row) {
        Segment segment = segment(row);
        return row.segment().isEmpty() || (segment != null && ArmKey.meaning(segment.label()) == row.meaning());
    }

    /** The same for programs; keys as in the contract, rates 0 to 1. What there is none of is null. */
    void printJson(PrintWriter out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("segmentation", segmentation);
            json.writeArrayFieldStart("strategies");
            for (String strategy : sums.strategies()) {
                json.writeStartObject();
                json.writeStringField("strategy", strategy);
                compared(
                        json,
                        sums.sum(key -> key.strategy().equals(strategy) && !key.holdout()),
                        sums.sum(key -> key.strategy().equals(strategy) && key.holdout()));
                json.writeArrayFieldStart("segments");
                for (Row row : sums.rows(strategy)) {
                    write(json, row);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.println();
    }

    private void write(JsonGenerator json, Row row) throws IOException {
        Segment segment = segment(row);
        json.writeStartObject();
        json.writeStringField("segment", row.segment().isEmpty() ? null : row.segment());
        json.writeStringField("slug", segment == null ? null : segment.slug());
        json.writeNumberField("segment_meaning", row.meaning());
        json.writeBooleanField("current", isCurrent(row));
        compared(json, sums.sum(key -> row.has(key) && !key.holdout()), sums.sum(key -> row.has(key) && key.holdout()));
        json.writeArrayFieldStart("variants");
        for (String variant : sums.variants(row)) {
            if (!variant.isEmpty()) {
                json.writeStartObject();
                json.writeStringField("variant", variant);
                counts(json, sums.sum(key -> row.has(key) && isOf(key, variant)));
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void compared(JsonGenerator json, Arm treated, Arm holdout) throws IOException {
        counts(json, treated);
        json.writeObjectFieldStart("left_alone");
        counts(json, holdout);
        json.writeEndObject();
        json.writeBooleanField("adds_up", treated.addsUp() && holdout.addsUp());
        json.writeBooleanField("first_triggers_only", treated.firstTriggersOnly() && holdout.firstTriggersOnly());
        Optional<Uplift> uplift = Uplift.of(treated, holdout);
        interval(json, "uplift", uplift.map(Uplift::buying).orElse(null));
        interval(json, "spending_uplift", uplift.map(Uplift::spending).orElse(null));
    }

    private static void counts(JsonGenerator json, Arm arm) throws IOException {
        json.writeNumberField("triggers", arm.trials());
        json.writeNumberField("sent", arm.sent());
        json.writeNumberField("opened", arm.opened());
        json.writeNumberField("clicked", arm.clicked());
        json.writeNumberField("accepted", arm.accepted());
        json.writeNumberField("unsubscribed", arm.unsubscribed());
        json.writeNumberField("converted", arm.conversions());
        json.writeNumberField("revenue", revenue(arm));
        json.writeNumberField("buyers", arm.buyers());
        if (Double.isNaN(arm.buyingRate())) {
            json.writeNullField("buying_rate");
        } else {
            json.writeNumberField("buying_rate", arm.buyingRate());
        }
        json.writeNumberField("spent", new BigDecimal(arm.spent(), Money.SCALE));
    }

    private static void interval(JsonGenerator json, String name, @Nullable Interval interval) throws IOException {
        if (interval == null) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        json.writeNumberField("low", interval.low());
        json.writeNumberField("estimate", interval.estimate());
        json.writeNumberField("high", interval.high());
        json.writeEndObject();
    }
}
