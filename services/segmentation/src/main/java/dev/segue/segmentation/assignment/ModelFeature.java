package dev.segue.segmentation.assignment;

import dev.segue.segmentation.features.Level;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one feature becomes one coordinate: impute, transform, clip, centre, scale, weight, in this order.
 *
 * @param name feature name, as in the feature catalogue
 * @param transform applied first
 * @param impute taken where the feature is absent; on the scale before the transform
 * @param clipLow lower bound after the transform; {@code -Infinity} for none
 * @param clipHigh upper bound after the transform, at least {@code clipLow}; {@code +Infinity} for none
 * @param centre subtracted after clipping
 * @param scale divided by after centring; greater than zero
 * @param weight multiplied by last; greater than zero
 * @param level which value of a text trait it stands for; null for a number
 */
public record ModelFeature(
        String name,
        Transform transform,
        double impute,
        double clipLow,
        double clipHigh,
        double centre,
        double scale,
        double weight,
        @Nullable Level level) {

    public ModelFeature {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(transform, "transform");
        requireFinite(name, "impute", impute);
        requireFinite(name, "centre", centre);
        requirePositive(name, "scale", scale);
        requirePositive(name, "weight", weight);
        if (!(clipLow <= clipHigh)) {
            throw new IllegalArgumentException(
                    "feature %s: clip_low %s must be at most clip_high %s".formatted(name, clipLow, clipHigh));
        }
    }

    /** A number's. */
    public ModelFeature(
            String name,
            Transform transform,
            double impute,
            double clipLow,
            double clipHigh,
            double centre,
            double scale,
            double weight) {
        this(name, transform, impute, clipLow, clipHigh, centre, scale, weight, null);
    }

    /** Its name with its level, which tells it apart from all others of the model. */
    public String coordinateName() {
        return level == null ? name : level.of(name);
    }

    /**
     * The coordinate of a raw value.
     *
     * @param raw raw value; NaN where the customer does not have the feature
     * @return the coordinate; finite for any finite or absent value
     */
    public double coordinate(double raw) {
        double transformed = transform.apply(Double.isNaN(raw) ? impute : raw);
        double clipped = Math.min(Math.max(transformed, clipLow), clipHigh);
        return (clipped - centre) / scale * weight;
    }

    private static void requireFinite(String name, String field, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "feature %s: %s must be a finite number, not %s".formatted(name, field, value));
        }
    }

    private static void requirePositive(String name, String field, double value) {
        requireFinite(name, field, value);
        if (value <= 0) {
            throw new IllegalArgumentException(
                    "feature %s: %s must be greater than zero, not %s".formatted(name, field, value));
        }
    }
}
