package dev.segue.spec;

import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.GateLimits;
import dev.segue.segmentation.preparation.Components;
import dev.segue.segmentation.preparation.Scaling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads segmentation specifications. */
public final class SpecReader {
    /** Names of the specifications that come with the product. */
    public static final List<String> SHIPPED =
            List.of("value", "lifetime", "life-stage", "engagement", "household", "buying-habits", "spending");

    private static final Shipped FILES = new Shipped("specification", "shipped", SHIPPED);

    /** The version of the format that is read. */
    static final int VERSION = 1;

    private static final FlapControl FLAP_CONTROL = new FlapControl(0.1, Duration.ofDays(1), 1);

    private SpecReader() {}

    /**
     * Reads a specification: a shipped one by its name, any other from its file.
     *
     * @param location name of a shipped specification, or path of a file
     * @throws SpecException where there is none or it cannot be used
     */
    public static SegmentationSpec read(String location) {
        return FILES.read(location, SpecReader::parse);
    }

    /**
     * The YAML of a shipped specification.
     *
     * @throws SpecException where there is none of that name; the message has the nearest there are
     */
    public static String shipped(String name) {
        return FILES.text(name);
    }

    /**
     * Reads a specification.
     *
     * @param file its name, for messages
     * @param text its YAML
     * @throws SpecException where it cannot be used, with all that could be found wrong at once
     */
    public static SegmentationSpec parse(String file, String text) {
        Problems problems = new Problems(file);
        YamlFields root = YamlFields.parse(problems, text);
        if (root.whole("version", VERSION) != VERSION) {
            root.wrong("version", "must be %d, the only version of the format there is".formatted(VERSION));
        }
        String id = root.text("id");
        if (!id.isEmpty() && !SegmentationSpec.isId(id)) {
            root.wrong("id", "must be %s, not '%s'".formatted(SegmentationSpec.IDS, id));
        }
        String title = root.text("title", id);
        YamlFields named = root.under("labels");
        Map<String, String> labels = named.allTexts();
        List<SpecFeature> features = new ArrayList<>();
        for (YamlFields fields : root.mappings("features")) {
            SpecFeature feature = FeatureReader.read(fields);
            if (feature != null) {
                features.add(feature);
            }
        }
        Scaling scaling = root.choice("scaling", Scaling.STANDARD);
        Components pca = root.has("pca") ? pca(root.under("pca")) : null;
        Clusters clusters = root.required(
                "clusters", Clusters.of(2), Clusters::parse, "a number from 2 to 100 or a range of them such as 2..8");
        Training training = training(root.under("training"));
        FlapControl flapControl = flapControl(root.under("flap_control"));
        GateLimits gates = gates(root.under("gates"));
        SpecClock clock = clock(root);
        root.end();
        SegmentationSpec spec = root.make(() -> new SegmentationSpec(
                id, title, labels, features, scaling, pca, clusters, training, flapControl, gates, clock));
        problems.throwIfAny();
        if (spec == null) {
            throw new IllegalStateException(file + ": nothing was made of it, and nothing noted");
        }
        return spec;
    }

    private static @Nullable Components pca(YamlFields fields) {
        if (fields.has("components") == fields.has("variance")) {
            fields.problem("must have one of components and variance, such as {components: 3} or {variance: 0.9}");
        }
        int components = fields.whole("components", 1);
        double variance = fields.number("variance", 1);
        fields.end();
        return fields.make(
                () -> fields.has("components") ? new Components.Count(components) : new Components.Variance(variance));
    }

    private static Training training(YamlFields fields) {
        int minCustomers = fields.whole("min_customers", Training.DEFAULT.minCustomers());
        int sample = fields.whole("sample", Math.max(minCustomers, Training.DEFAULT.sample()));
        long seed = fields.wholeLong("seed", Training.DEFAULT.seed());
        Duration interval = fields.duration("interval", Training.DEFAULT.interval());
        Duration halfLife = fields.duration("half_life", Training.DEFAULT.halfLife());
        Duration fullEvery = fields.duration("full_every", Training.DEFAULT.fullEvery());
        fields.end();
        return fields.make(
                () -> new Training(minCustomers, sample, seed, interval, halfLife, fullEvery), Training.DEFAULT);
    }

    private static FlapControl flapControl(YamlFields fields) {
        double margin = fields.number("margin", FLAP_CONTROL.margin());
        Duration dwell = fields.duration("dwell", FLAP_CONTROL.dwell());
        long minEvidence = fields.wholeLong("min_evidence", FLAP_CONTROL.minEvidence());
        fields.end();
        return fields.make(() -> new FlapControl(margin, dwell, minEvidence), FLAP_CONTROL);
    }

    private static GateLimits gates(YamlFields fields) {
        double maxMoved = fields.number("max_moved", GateLimits.DEFAULT.maxMoved());
        double minSilhouetteRatio = fields.number("min_silhouette_ratio", GateLimits.DEFAULT.minSilhouetteRatio());
        double maxInertiaRatio = fields.number("max_inertia_ratio", GateLimits.DEFAULT.maxInertiaRatio());
        fields.end();
        return fields.make(() -> new GateLimits(maxMoved, minSilhouetteRatio, maxInertiaRatio), GateLimits.DEFAULT);
    }

    private static @Nullable SpecClock clock(YamlFields root) {
        return root.has("clock") ? root.choice("clock", SpecClock.WALL) : null;
    }
}
