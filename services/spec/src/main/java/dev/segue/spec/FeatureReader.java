package dev.segue.spec;

import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.preparation.Dimension;
import dev.segue.segmentation.preparation.Dimension.Clip;
import dev.segue.segmentation.preparation.Imputation;
import dev.segue.segmentation.preparation.Levels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the features of a specification. */
final class FeatureReader {
    /** Where tails are cut unless the specification says otherwise. */
    private static final Clip CLIP = new Clip(0.01, 0.99);

    private static final Levels.Found LEVELS = new Levels.Found(0.02, 12);

    private static final String MOST_FREQUENT = "most_frequent";

    private enum Encoding {
        NUMBER,
        ONE_HOT
    }

    private FeatureReader() {}

    static @Nullable SpecFeature read(YamlFields fields) {
        if (!fields.readable()) {
            return null;
        }
        String name = FeatureNames.read(fields, "name", "name: profile.%s with encoding: one_hot and levels: [%s]");
        boolean required = fields.flag("required", false);
        double weight = fields.number("weight", 1);
        Encoding encoding = fields.choice("encoding", Encoding.NUMBER);
        SpecFeature feature = switch (encoding) {
            case NUMBER -> number(fields, name, weight, required);
            case ONE_HOT -> category(fields, name, weight, required);
        };
        fields.end();
        return feature;
    }

    private static @Nullable SpecFeature number(YamlFields fields, String name, double weight, boolean required) {
        if (fields.has("levels")) {
            fields.wrong("levels", "is only for encoding: one_hot; leave it out, or set the encoding");
        }
        Transform transform = fields.choice("transform", Transform.NONE);
        Imputation imputation = imputation(fields);
        YamlFields quantiles = fields.under("clip");
        double low = quantiles.number("low", CLIP.low());
        double high = quantiles.number("high", CLIP.high());
        Clip clip = quantiles.make(() -> new Clip(low, high), CLIP);
        quantiles.end();
        return fields.make(
                () -> new SpecFeature(new Dimension.Number(name, transform, imputation, clip, weight), required));
    }

    private static Imputation imputation(YamlFields fields) {
        if (fields.has("impute") && fields.isMapping("impute")) {
            YamlFields constant = fields.under("impute");
            double value = constant.number("constant");
            constant.end();
            return constant.make(() -> new Imputation.Constant(value), Imputation.Statistic.MEDIAN);
        }
        return fields.value(
                "impute",
                Imputation.Statistic.MEDIAN,
                text -> switch (text) {
                    case "median" -> Imputation.Statistic.MEDIAN;
                    case "mean" -> Imputation.Statistic.MEAN;
                    default -> throw new IllegalArgumentException(text);
                },
                "median, mean or {constant: <number>}");
    }

    private static @Nullable SpecFeature category(YamlFields fields, String name, double weight, boolean required) {
        for (String field : List.of("transform", "clip")) {
            if (fields.has(field)) {
                fields.wrong(field, "is only for numbers; leave it out with encoding: one_hot");
            }
        }
        String impute = categoryImputed(fields);
        Levels levels = levels(fields);
        return fields.make(() -> new SpecFeature(new Dimension.Category(name, levels, impute, weight), required));
    }

    /** The text imputed; null for the most frequent. */
    private static @Nullable String categoryImputed(YamlFields fields) {
        if (fields.has("impute") && fields.isMapping("impute")) {
            YamlFields constant = fields.under("impute");
            String text = constant.category("constant");
            constant.end();
            return text;
        }
        if (!fields.text("impute", MOST_FREQUENT).equals(MOST_FREQUENT)) {
            fields.wrong("impute", "must be most_frequent or {constant: <category>}");
        }
        return null;
    }

    private static Levels levels(YamlFields fields) {
        if (!fields.has("levels")) {
            return LEVELS;
        }
        if (fields.isList("levels")) {
            List<String> listed = fields.categories("levels");
            return fields.make(() -> (Levels) new Levels.Listed(listed), LEVELS);
        }
        if (!fields.isMapping("levels")) {
            fields.wrong("levels", "must be a list of categories, or {min_share: 0.02, most: 12}");
            return LEVELS;
        }
        YamlFields found = fields.under("levels");
        double minShare = found.number("min_share", LEVELS.minShare());
        int most = found.whole("most", LEVELS.most());
        found.end();
        return found.make(() -> (Levels) new Levels.Found(minShare, most), LEVELS);
    }
}
