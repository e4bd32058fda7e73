package dev.segue.spec;

import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.GateLimits;
import dev.segue.segmentation.preparation.Components;
import dev.segue.segmentation.preparation.Dimension;
import dev.segue.segmentation.preparation.Preparation;
import dev.segue.segmentation.preparation.Scaling;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A segmentation: on what customers are clustered, into how many segments, from when and how often.
 *
 * @param id name of the segmentation, and of its segments before the number: lower-case letters, digits and hyphens,
 *     a letter first, at most 64
 * @param title name for people; not blank
 * @param labels names for people of single segments, by segment id or slug, in place of those made from how they differ
 * @param features the features clustered on, one or more, none twice
 * @param scaling how numbers are centred and scaled
 * @param pca the principal components clustered on; null for the features themselves
 * @param clusters how many segments
 * @param training when and on what it is trained
 * @param flapControl what a customer's move needs
 * @param gates what a new model must pass
 * @param clock what "now" is for it; null for what it is for the service
 */
public record SegmentationSpec(
        String id,
        String title,
        Map<String, String> labels,
        List<SpecFeature> features,
        Scaling scaling,
        @Nullable Components pca,
        Clusters clusters,
        Training training,
        FlapControl flapControl,
        GateLimits gates,
        @Nullable SpecClock clock) {
    private static final String LEGAL_ID = "[a-z][a-z0-9-]{0,63}";
    /** What ids are, in words. */
    static final String IDS = "lower-case letters, digits and hyphens, a letter first, at most 64";

    private static final int FINGERPRINT_DIGITS = 16;

    public SegmentationSpec {
        features = List.copyOf(features);
        labels = Map.copyOf(labels);
        if (!isId(id)) {
            throw new IllegalArgumentException("id must be %s, not '%s'".formatted(IDS, id));
        }
        if (title.isBlank()) {
            throw new IllegalArgumentException("title must not be blank");
        }
        labels.forEach((segment, label) -> {
            if (label.isBlank()) {
                throw new IllegalArgumentException("labels must not be blank, but that of %s is".formatted(segment));
            }
        });
        if (features.isEmpty()) {
            throw new IllegalArgumentException("features must name at least one feature");
        }
        Set<String> names = new HashSet<>();
        for (SpecFeature feature : features) {
            if (!names.add(feature.name())) {
                throw new IllegalArgumentException("features names %s twice".formatted(feature.name()));
            }
        }
        boolean allNumbers = features.stream().allMatch(feature -> feature.dimension() instanceof Dimension.Number);
        if (pca instanceof Components.Count(int count) && allNumbers && count > features.size()) {
            throw new IllegalArgumentException("pca.components must be at most the number of features (%d), not %d"
                    .formatted(features.size(), count));
        }
        if (training.minCustomers() <= clusters.high()) {
            throw new IllegalArgumentException("training.min_customers must be more than clusters (%s), not %d"
                    .formatted(clusters, training.minCustomers()));
        }
    }

    /** How raw values become the points that are clustered. */
    public Preparation preparation() {
        return new Preparation(features.stream().map(SpecFeature::dimension).toList(), scaling, pca);
    }

    /**
     * Tells specifications apart whose models do not mean the same: those that differ in features, in how they are prepared,
     * in clusters or in who counts. Names, schedule, gates and the rest of flap control may change within a lineage.
     *
     * @return sixteen hexadecimal digits
     */
    public String fingerprint() {
        // Records print all their components, so whatever is added to one of these is part of it.
        String meaning = List.of(features, scaling, String.valueOf(pca), clusters, flapControl.minEvidence())
                .toString();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(meaning.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, FINGERPRINT_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Names of the features without which a customer is neither trained on nor placed. */
    public List<String> required() {
        return features.stream()
                .filter(SpecFeature::required)
                .map(SpecFeature::name)
                .toList();
    }

    /** Whether a text can be the id of a segmentation. */
    static boolean isId(String text) {
        return text.matches(LEGAL_ID);
    }
}
