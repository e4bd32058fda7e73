package dev.segue.segmentation.clustering;

import dev.segue.segmentation.assignment.ModelFeature;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Names segments by how they differ from the population: the features whose centroid lies farthest from the average,
 * in standard deviations, as in "High spend · bought recently". Remembers the slugs given out, so that each is given
 * once. For one model; not safe for use by several threads at once.
 */
public final class Labels {
    /** A label and the slug made of it. */
    public record Label(String label, String slug) {}

    private static final int FEATURES = 2;
    /** A quarter of a standard deviation: nearer to the average a difference is not worth a word. */
    private static final double NOTABLE = 0.25;

    private final List<ModelFeature> features;
    private final Set<String> taken;

    /**
     * Labels for one model.
     *
     * @param features the model's features
     * @param taken slugs that must not be given out, those of the segments that keep theirs
     */
    public Labels(List<ModelFeature> features, Set<String> taken) {
        this.features = List.copyOf(features);
        this.taken = new HashSet<>(taken);
    }

    /**
     * Names a segment. One that would get the name of another is told apart by its next features, at last by a number.
     *
     * @param centroid its centroid, on the scaled, weighted features
     */
    public Label name(double[] centroid) {
        double[] z = new double[centroid.length];
        for (int j = 0; j < z.length; j++) {
            z[j] = centroid[j] / features.get(j).weight();
        }
        List<String> phrases = IntStream.range(0, z.length)
                .filter(j -> Math.abs(z[j]) >= NOTABLE)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -Math.abs(z[j])))
                .map(j -> FeatureWords.of(features.get(j).name()).of(z[j]))
                .toList();
        if (phrases.isEmpty()) {
            phrases = List.of("average");
        }
        for (int count = Math.min(FEATURES, phrases.size()); count <= phrases.size(); count++) {
            Label label = label(String.join(" · ", phrases.subList(0, count)), "");
            if (taken.add(label.slug())) {
                return label;
            }
        }
        String words = String.join(" · ", phrases.subList(0, Math.min(FEATURES, phrases.size())));
        int number = 2;
        Label label = label(words, " " + number);
        while (!taken.add(label.slug())) {
            number++;
            label = label(words, " " + number);
        }
        return label;
    }

    private static Label label(String words, String suffix) {
        String text = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + suffix;
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
        String slug =
                plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return new Label(text, slug.isEmpty() ? "segment" : slug);
    }
}
