package dev.segue.segmentation.clustering;

import dev.segue.segmentation.assignment.ModelFeature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What can be said of one segment, the strongest first. Immutable. */
final class Phrases {
    /** A quarter of a standard deviation: nearer to the average a difference is not worth a word. */
    private static final double NOTABLE = 0.25;
    /** What has been said stays true down to half of that, so that a label does not come and go. */
    private static final double STILL_TRUE = NOTABLE / 2;
    /** Members of one list are named while they are at least this fraction as strong as its strongest. */
    private static final double NEARLY_AS_STRONG = 0.5;

    private static final int LISTED = 3;
    private static final String AVERAGE = "average";

    /** One fact: the words for a feature, and how strong it is. */
    private record Fact(FeatureWords words, double z) {
        String text() {
            return words.of(z);
        }

        double strength() {
            return Math.abs(z);
        }
    }

    /**
     * What is said about one topic.
     *
     * @param text the words
     * @param strength of the strongest fact in it, in standard deviations
     */
    record Phrase(String text, double strength) {}

    private final List<Phrase> phrases;
    private final Set<String> stillTrue;

    private Phrases(List<Phrase> phrases, Set<String> stillTrue) {
        this.phrases = phrases;
        this.stillTrue = stillTrue;
    }

    /**
     * What can be said of a segment.
     *
     * @param z how far its mean lies from the population's in each feature, in standard deviations
     */
    static Phrases of(List<ModelFeature> features, double[] z) {
        Map<String, List<Fact>> topics = new LinkedHashMap<>();
        Set<String> stillTrue = new HashSet<>();
        boolean average = true;
        for (int j = 0; j < z.length; j++) {
            Fact fact = new Fact(FeatureWords.of(features.get(j)), z[j]);
            if (fact.strength() >= STILL_TRUE) {
                stillTrue.add(fact.text().toLowerCase(Locale.ROOT));
            }
            if (fact.strength() >= NOTABLE) {
                topics.computeIfAbsent(fact.words().topic(), topic -> new ArrayList<>())
                        .add(fact);
            }
            average &= fact.strength() < 2 * NOTABLE;
        }
        if (average) {
            stillTrue.add(AVERAGE);
        }
        List<Phrase> phrases = new ArrayList<>();
        topics.values().forEach(facts -> phrases.add(phrase(facts)));
        phrases.sort(Comparator.comparingDouble((Phrase phrase) -> -phrase.strength()));
        if (phrases.isEmpty()) {
            phrases.add(new Phrase(AVERAGE, 0));
        }
        return new Phrases(List.copyOf(phrases), stillTrue);
    }

    /** Of shares in one whole those that are high say enough: the others are then low. */
    private static Phrase phrase(List<Fact> facts) {
        List<Fact> sorted = new ArrayList<>(facts);
        sorted.sort(Comparator.comparingDouble((Fact fact) -> -fact.strength()));
        boolean listed = sorted.getFirst().words().listed();
        if (listed && sorted.stream().anyMatch(fact -> fact.z() > 0)) {
            sorted.removeIf(fact -> fact.z() < 0);
        }
        double strongest = sorted.getFirst().strength();
        List<String> said = sorted.stream()
                .filter(fact -> fact.strength() >= NEARLY_AS_STRONG * strongest)
                .limit(listed ? LISTED : 1)
                .map(Fact::text)
                .toList();
        return new Phrase(String.join(", ", said), strongest);
    }

    /** The strongest first; at least one. */
    List<Phrase> strongestFirst() {
        return phrases;
    }

    /** Whether everything a label says is still true. */
    boolean hold(String label) {
        String words = label.toLowerCase(Locale.ROOT).replaceAll(" \\d+$", "");
        for (String phrase : words.split(" · |, ", -1)) {
            if (!stillTrue.contains(phrase)) {
                return false;
            }
        }
        return true;
    }
}
