package dev.segue.avro.mapping;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key of topic segment-models: of the model in force, or of one version for good.
 *
 * @param segmentation the segmentation; has no {@code @} in its name
 * @param version the version kept under the key; null for the model in force
 */
public record ModelKey(String segmentation, @Nullable Long version) {
    private static final char AT = '@';

    public ModelKey {
        if (segmentation.isEmpty() || segmentation.indexOf(AT) >= 0) {
            throw new IllegalArgumentException("segmentation '%s' must have a name without @".formatted(segmentation));
        }
        if (version != null && version < 1) {
            throw new IllegalArgumentException(
                    "version of %s must be 1 or more, not %d".formatted(segmentation, version));
        }
    }

    /** The key of the model in force. */
    public static ModelKey inForce(String segmentation) {
        return new ModelKey(segmentation, null);
    }

    /** The key of one version. */
    public static ModelKey archived(String segmentation, long version) {
        return new ModelKey(segmentation, version);
    }

    /** The key of a text; empty where it is none, which whoever reads the topic passes over. */
    public static Optional<ModelKey> of(String text) {
        int at = text.indexOf(AT);
        try {
            return Optional.of(
                    at < 0 ? inForce(text) : archived(text.substring(0, at), Long.parseLong(text.substring(at + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As it stands on the topic: {@code value}, or {@code value@3}. */
    public String text() {
        return version == null ? segmentation : segmentation + AT + version;
    }
}
