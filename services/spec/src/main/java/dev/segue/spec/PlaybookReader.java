package dev.segue.spec;

import dev.segue.segmentation.features.FeatureCatalogue;
import dev.segue.segmentation.strategy.Cast;
import dev.segue.segmentation.strategy.Condition;
import dev.segue.segmentation.strategy.Exclusion;
import dev.segue.segmentation.strategy.FrequencyCap;
import dev.segue.segmentation.strategy.Playbook;
import dev.segue.segmentation.strategy.Strategy;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads playbooks. */
public final class PlaybookReader {
    /** Names of the playbooks that come with the product; each is its segmentation's. */
    public static final List<String> SHIPPED =
            List.of("value", "life-stage", "engagement", "household", "buying-habits", "spending");

    private static final Shipped FILES = new Shipped("playbook", "playbooks", SHIPPED);
    private static final FrequencyCap CAP = new FrequencyCap(4, Duration.ofDays(30));

    /** For how long purchases are put down to a trigger unless the playbook says otherwise. */
    private static final Duration ATTRIBUTION = Duration.ofDays(14);

    private PlaybookReader() {}

    /**
     * Reads a playbook: a shipped one by its name, any other from its file.
     *
     * @param location name of a shipped playbook, or path of a file
     * @throws SpecException where there is none or it cannot be used
     */
    public static Playbook read(String location) {
        return FILES.read(location, PlaybookReader::parse);
    }

    /**
     * The YAML of a playbook: of a shipped one by its name, of any other from its file.
     *
     * @param location name of a shipped playbook, or path of a file
     * @throws SpecException where there is none
     */
    public static String text(String location) {
        return FILES.read(location, (file, text) -> text);
    }

    /**
     * The YAML of a shipped playbook.
     *
     * @throws SpecException where there is none of that name; the message has the nearest there are
     */
    public static String shipped(String name) {
        return FILES.text(name);
    }

    /**
     * Reads a playbook.
     *
     * @param file its name, for messages
     * @param text its YAML
     * @throws SpecException where it cannot be used, with all that could be found wrong at once
     */
    public static Playbook parse(String file, String text) {
        Problems problems = new Problems(file);
        YamlFields root = YamlFields.parse(problems, text);
        if (root.whole("version", SpecReader.VERSION) != SpecReader.VERSION) {
            root.wrong("version", "must be %d, the only version of the format there is".formatted(SpecReader.VERSION));
        }
        String segmentation = root.text("segmentation");
        String title = root.text("title", segmentation);
        int revision = root.whole("revision", 1);
        ZoneId zone = root.value(
                "time_zone", ZoneOffset.UTC, PlaybookReader::zone, "a time zone such as Europe/London or UTC");
        FrequencyCap cap =
                Objects.requireNonNullElse(root.has("cap") ? StrategyReader.cap(root.under("cap")) : CAP, CAP);
        Duration attribution = root.duration("attribution", ATTRIBUTION);
        List<YamlFields> parts = root.has("cast") ? root.mappings("cast") : List.of();
        Roles roles = new Roles(parts.stream().flatMap(PlaybookReader::role).toList());
        List<Cast.Part> made = made(parts.stream().map(PlaybookReader::part));
        Cast cast = root.make(() -> new Cast(made), Cast.EMPTY);
        ConditionReader conditions = new ConditionReader(roles);
        List<YamlFields> never = root.has("never") ? root.mappings("never") : List.of();
        List<Exclusion> exclusions = made(never.stream().map(fields -> exclusion(fields, conditions)));
        StrategyReader reader = new StrategyReader(roles, conditions, exclusions);
        List<Strategy> strategies = made(root.mappings("strategies").stream().map(reader::read));
        root.end();
        Playbook playbook = root.make(() ->
                new Playbook(segmentation, title, revision, zone, cap, attribution, cast, exclusions, strategies));
        problems.throwIfAny();
        if (playbook == null) {
            throw new IllegalStateException(file + ": nothing was made of it, and nothing noted");
        }
        return playbook;
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Stream<String> role(YamlFields part) {
        return part.has("role") ? Stream.of(part.value("role", "", Function.identity(), "a role")) : Stream.empty();
    }

    private static Cast.@Nullable Part part(YamlFields fields) {
        if (!fields.readable()) {
            return null;
        }
        String role = fields.text("role");
        List<String> picks =
                Stream.of("most", "least", "segment").filter(fields::has).toList();
        Cast.Pick pick = picks.isEmpty()
                ? new Cast.Pick.Rest()
                : switch (picks.getFirst()) {
                    case "most" -> new Cast.Pick.Most(level(fields, "most"));
                    case "least" -> new Cast.Pick.Least(level(fields, "least"));
                    default -> new Cast.Pick.Named(fields.text("segment"));
                };
        if (picks.size() > 1) {
            fields.problem("must have one of most, least and segment, or none for the rest");
        }
        fields.end();
        return fields.make(() -> new Cast.Part(role, pick));
    }

    /** A feature, or a level of one. */
    private static String level(YamlFields fields, String field) {
        String name = fields.text(field, "");
        boolean level = name.startsWith(FeatureCatalogue.PROFILE) && name.contains("=");
        return level ? name : FeatureNames.read(fields, field, "%s=%s");
    }

    private static @Nullable Exclusion exclusion(YamlFields fields, ConditionReader conditions) {
        if (!fields.readable()) {
            return null;
        }
        Condition where = fields.needs("where") ? conditions.read(fields.under("where")) : null;
        List<String> channels = fields.categories("channels");
        List<String> products = fields.categories("products");
        fields.end();
        return where == null ? null : fields.make(() -> new Exclusion(where, channels, products));
    }

    private static <T> List<T> made(Stream<@Nullable T> read) {
        List<T> made = new ArrayList<>();
        read.forEach(one -> {
            if (one != null) {
                made.add(one);
            }
        });
        return made;
    }
}
