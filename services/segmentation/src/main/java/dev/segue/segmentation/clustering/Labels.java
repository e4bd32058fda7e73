package dev.segue.segmentation.clustering;

import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.clustering.Phrases.Phrase;
import dev.segue.segmentation.clustering.SegmentIdentities.Identity;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names segments by how they differ from the population: the two or three things that set them apart most, as in
 * "High income · wine, meat · catalogue". Categories and channels are named together; of features that say nearly the same (spend
 * and recent spend) the stronger.
 *
 * <p>A segment's slug is made when it is born and stays for ever. Its label stays while it is true: while the segment
 * still differs in everything the label names, in the same direction. Otherwise it is made anew. A label given by
 * somebody always wins.
 */
public final class Labels {
    /** A label and the slug made of it. */
    public record Label(String label, String slug) {}

    private static final int ALWAYS = 2;
    private static final int AT_MOST = 3;
    /** Half a standard deviation: a third phrase must say something. */
    private static final double WORTH_A_THIRD = 0.5;

    private final Set<String> taken = new HashSet<>();

    private Labels() {}

    /**
     * Names the segments of a model. No two made here are the same; a name that another segment has is told apart by
     * what comes next, at last by a number.
     *
     * @param features the model's features
     * @param identities who the segments are
     * @param before the segments of the model before, whose slugs are not given to others; empty for the first
     * @param z how far each segment's mean lies from the population's in each feature, in standard deviations
     * @param given labels given by somebody, by segment id or slug
     * @return one label a segment, in the order of the identities
     */
    public static List<Label> of(
            List<ModelFeature> features,
            List<Identity> identities,
            List<Segment> before,
            double[][] z,
            Map<String, String> given) {
        Labels labels = new Labels();
        before.forEach(segment -> labels.taken.add(segment.slug()));
        List<Phrases> phrases = new ArrayList<>();
        List<@Nullable Label> named = new ArrayList<>();
        for (int c = 0; c < identities.size(); c++) {
            Segment kept = identities.get(c).kept();
            phrases.add(Phrases.of(features, z[c]));
            named.add(kept != null && phrases.get(c).hold(kept.label()) ? labels.keep(kept) : null);
        }
        List<Label> all = new ArrayList<>();
        for (int c = 0; c < identities.size(); c++) {
            Identity identity = identities.get(c);
            Label label = named.get(c);
            if (label == null) {
                label = labels.make(phrases.get(c), identity.kept());
            }
            String chosen = given.getOrDefault(identity.id(), given.get(label.slug()));
            all.add(chosen == null ? label : new Label(chosen, label.slug()));
        }
        return all;
    }

    private Label keep(Segment kept) {
        taken.add(slug(kept.label()));
        return new Label(kept.label(), kept.slug());
    }

    private Label make(Phrases phrases, @Nullable Segment kept) {
        List<Phrase> strongest = phrases.strongestFirst();
        int usual = Math.min(ALWAYS, strongest.size());
        while (usual < Math.min(AT_MOST, strongest.size())
                && strongest.get(usual).strength() >= WORTH_A_THIRD) {
            usual++;
        }
        String label = words(strongest.subList(0, usual));
        for (int count = usual + 1; !isFree(label, kept) && count <= strongest.size(); count++) {
            label = words(strongest.subList(0, count));
        }
        String words = words(strongest.subList(0, usual));
        for (int number = 2; !isFree(label, kept); number++) {
            label = words + " " + number;
        }
        taken.add(slug(label));
        return new Label(label, kept == null ? slug(label) : kept.slug());
    }

    /** A segment may be called what it was called at its birth. */
    private boolean isFree(String label, @Nullable Segment kept) {
        return !taken.contains(slug(label)) || (kept != null && kept.slug().equals(slug(label)));
    }

    private static String words(List<Phrase> phrases) {
        String words = String.join(" · ", phrases.stream().map(Phrase::text).toList());
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String slug(String label) {
        String plain = Normalizer.normalize(label, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
        String slug =
                plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.matches("\\d*") ? ("segment-" + slug).replaceAll("-$", "") : slug;
    }
}
