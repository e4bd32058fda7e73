package dev.segue.spec;

import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.clustering.Dimension;
import dev.segue.segmentation.clustering.Dimension.Clip;
import dev.segue.spec.SegmentationSpec.Training;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads segmentation specifications. */
public final class SpecReader {
    /** Names of the specifications that come with the product. */
    public static final List<String> SHIPPED = List.of("value", "personality");

    /** Cut tails at these quantiles unless the specification says otherwise. */
    private static final Clip CLIP = new Clip(0.01, 0.99);

    private static final String DURATION = "a duration such as 90s, 15m, 12h, 7d or PT36H";

    private SpecReader() {}

    /**
     * Reads a specification: a shipped one by its name, any other from its file.
     *
     * @param location name of a shipped specification, or path of a file
     * @throws SpecException where there is none or it cannot be used
     */
    public static SegmentationSpec read(String location) {
        try {
            if (SHIPPED.contains(location)) {
                return parse(location + ".yaml", shipped(location));
            }
            return parse(location, Files.readString(Path.of(location)));
        } catch (IOException e) {
            throw new SpecException("cannot read the specification %s: %s; it must be a file, or one of %s"
                    .formatted(location, e, String.join(", ", SHIPPED)));
        }
    }

    /**
     * Reads a specification.
     *
     * @param file its name, for messages
     * @param text its YAML
     * @throws SpecException where it cannot be used
     */
    public static SegmentationSpec parse(String file, String text) {
        YamlFields root = YamlFields.parse(file, text);
        List<SpecFeature> features = new ArrayList<>();
        for (YamlFields feature : root.listOf("features")) {
            features.add(feature(feature));
        }
        Training training = training(root.under("training"));
        FlapControl flapControl = flapControl(root.under("flap_control"));
        SegmentationSpec spec = root.make(
                () -> new SegmentationSpec(root.text("id"), features, root.whole("clusters"), training, flapControl));
        root.end();
        return spec;
    }

    private static SpecFeature feature(YamlFields fields) {
        String name = fields.text("name");
        Transform transform = fields.value("transform", Transform.NONE, SpecReader::transform, "none or log1p");
        boolean required = fields.value("required", Boolean.FALSE, SpecReader::flag, "true or false");
        double weight = fields.number("weight", 1);
        YamlFields quantiles = fields.under("clip");
        double low = quantiles.number("low", CLIP.low());
        double high = quantiles.number("high", CLIP.high());
        Clip clip = quantiles.make(() -> new Clip(low, high));
        quantiles.end();
        SpecFeature feature =
                fields.make(() -> new SpecFeature(new Dimension(name, transform, clip, weight), required));
        fields.end();
        return feature;
    }

    private static Training training(YamlFields fields) {
        Training training = fields.make(() -> new Training(
                fields.whole("min_customers", 100),
                fields.whole("sample", 20_000),
                fields.wholeLong("seed", 1),
                duration(fields, "interval", Duration.ofHours(1)),
                duration(fields, "half_life", Duration.ofDays(7))));
        fields.end();
        return training;
    }

    private static FlapControl flapControl(YamlFields fields) {
        FlapControl flapControl = fields.make(() -> new FlapControl(
                fields.number("margin", 0.1),
                duration(fields, "dwell", Duration.ofDays(1)),
                fields.wholeLong("min_evidence", 1)));
        fields.end();
        return flapControl;
    }

    private static Duration duration(YamlFields fields, String field, Duration otherwise) {
        return fields.value(field, otherwise, SpecReader::duration, DURATION);
    }

    /** Reads {@code 90s}, {@code 15m}, {@code 12h}, {@code 7d}, or any ISO 8601 duration. */
    private static Duration duration(String text) {
        try {
            if (text.startsWith("P")) {
                return Duration.parse(text);
            }
            long amount = Long.parseLong(text.substring(0, Math.max(0, text.length() - 1)));
            return switch (text.charAt(text.length() - 1)) {
                case 's' -> Duration.ofSeconds(amount);
                case 'm' -> Duration.ofMinutes(amount);
                case 'h' -> Duration.ofHours(amount);
                case 'd' -> Duration.ofDays(amount);
                default -> throw new IllegalArgumentException(text);
            };
        } catch (java.time.DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Transform transform(String text) {
        return Transform.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static String shipped(String name) throws IOException {
        String resource = "/dev/segue/spec/shipped/%s.yaml".formatted(name);
        try (InputStream in = SpecReader.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
