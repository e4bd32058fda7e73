package dev.segue.spec;

import dev.segue.segmentation.strategy.Anniversary;
import dev.segue.segmentation.strategy.Momentary;
import dev.segue.segmentation.strategy.Occasion;
import dev.segue.segmentation.strategy.Season;
import dev.segue.segmentation.strategy.Standing;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.MonthDay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the occasion of a strategy: a mapping of exactly one field. */
final class OccasionReader {
    private static final List<String> KINDS = List.of(
            "entered",
            "left",
            "first_purchase",
            "feedback",
            "lapsing",
            "overdue",
            "season",
            "reaches",
            "becomes",
            "anniversary");

    private OccasionReader() {}

    /** Null where something is wrong with it, which has been noted. */
    static @Nullable Occasion read(YamlFields fields, Roles roles) {
        if (!fields.readable()) {
            return null;
        }
        List<String> kinds = KINDS.stream().filter(fields::has).toList();
        Occasion occasion = kinds.size() == 1 ? read(kinds.getFirst(), fields, roles) : null;
        fields.end();
        if (kinds.size() != 1) {
            fields.problem("must have exactly one of " + String.join(", ", KINDS));
        }
        return occasion;
    }

    private static @Nullable Occasion read(String kind, YamlFields fields, Roles roles) {
        return switch (kind) {
            case "entered" -> new Momentary.Entered(roles.read(fields, kind));
            case "left" -> new Momentary.Left(roles.read(fields, kind));
            case "first_purchase" -> flagged(fields, kind, new Momentary.FirstPurchase());
            case "feedback" -> feedback(fields.under(kind));
            case "lapsing" -> lapsing(fields.under(kind));
            case "overdue" -> {
                Duration after = fields.duration(kind, Duration.ZERO);
                yield fields.make(() -> new Standing.Overdue(after));
            }
            case "season" -> season(fields.under(kind));
            case "reaches" -> reaches(fields.under(kind));
            case "becomes" -> becomes(fields.under(kind));
            case "anniversary" -> flagged(fields, kind, new Anniversary());
            default -> throw new IllegalStateException("kind of occasion " + kind);
        };
    }

    private static Occasion flagged(YamlFields fields, String kind, Occasion occasion) {
        if (!fields.flag(kind, true)) {
            fields.wrong(kind, "must be true, or left out");
        }
        return occasion;
    }

    private static @Nullable Occasion feedback(YamlFields fields) {
        Integer nps = fields.has("nps_at_most") ? (Integer) fields.whole("nps_at_most", 0) : null;
        Integer csat = fields.has("csat_at_most") ? (Integer) fields.whole("csat_at_most", 1) : null;
        boolean complaint = fields.flag("complaint", false);
        fields.end();
        return fields.make(() -> new Momentary.NegativeFeedback(nps, csat, complaint));
    }

    private static @Nullable Occasion lapsing(YamlFields fields) {
        double aliveBelow = fields.number("alive_below");
        fields.end();
        return fields.make(() -> new Standing.Lapsing(aliveBelow));
    }

    private static @Nullable Occasion season(YamlFields fields) {
        MonthDay from = day(fields, "from");
        MonthDay to = day(fields, "to");
        fields.end();
        return fields.make(() -> new Season(from, to));
    }

    private static MonthDay day(YamlFields fields, String field) {
        return fields.required(
                field,
                MonthDay.of(1, 1),
                text -> {
                    try {
                        return MonthDay.parse("--" + text);
                    } catch (DateTimeException e) {
                        throw new IllegalArgumentException(text, e);
                    }
                },
                "a month and a day such as 12-24");
    }

    private static @Nullable Occasion reaches(YamlFields fields) {
        String feature = FeatureNames.read(fields, "feature", "becomes: {trait: %s, value: %s}");
        double value = fields.number("value");
        fields.end();
        return fields.make(() -> new Standing.Reaches(feature, value));
    }

    private static @Nullable Occasion becomes(YamlFields fields) {
        String trait = fields.text("trait");
        String value = fields.category("value");
        fields.end();
        return fields.make(() -> new Standing.Becomes(trait, value));
    }
}
