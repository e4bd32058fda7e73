package dev.segue.segmentation.selection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The number of clusters that was chosen, among which, and why.
 *
 * <p>The rule: four criteria have a vote each. The elbow votes for the knee of the inertia from one cluster to the most;
 * silhouette, Calinski-Harabasz and Davies-Bouldin vote for where they are best. Only a stable number of clusters can be
 * voted for (stability {@value #STABLE} or more), unless none is. Most votes win; of equals the larger number, because
 * silhouette and Calinski-Harabasz lean towards the coarsest cut, and more clusters say more.
 *
 * @param candidates by rising number of clusters, one or more
 * @param chosen the number of clusters chosen, one of the candidates'
 * @param elbow where the inertia bends; empty where it does not
 * @param reasons why, in sentences
 */
public record KSelection(List<KCandidate> candidates, int chosen, OptionalInt elbow, List<String> reasons) {
    private static final double STABLE = 0.6;

    public KSelection {
        candidates = List.copyOf(candidates);
        reasons = List.copyOf(reasons);
    }

    /** The candidate that was chosen. */
    public KCandidate choice() {
        return candidates.stream()
                .filter(candidate -> candidate.k() == chosen)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Chooses.
     *
     * @param inertiaOfOne inertia of all points as one cluster
     * @param candidates by number of clusters, without gaps, one or more
     */
    static KSelection of(double inertiaOfOne, List<KCandidate> candidates) {
        if (candidates.size() == 1) {
            int only = candidates.getFirst().k();
            return new KSelection(
                    candidates, only, OptionalInt.empty(), List.of("%d clusters were asked for.".formatted(only)));
        }
        OptionalInt elbow = elbow(inertiaOfOne, candidates);
        List<KCandidate> stable =
                candidates.stream().filter(c -> c.stability() >= STABLE).toList();
        List<KCandidate> eligible = stable.isEmpty() ? candidates : stable;
        List<Vote> votes = votes(elbow, eligible);
        int chosen = eligible.stream()
                .max(Comparator.comparingLong((KCandidate c) -> votesFor(c.k(), votes))
                        .thenComparingInt(KCandidate::k))
                .orElseThrow()
                .k();
        return new KSelection(candidates, chosen, elbow, reasons(chosen, votes, candidates, stable));
    }

    /** The curve begins at one cluster, so that two can be a knee. */
    private static OptionalInt elbow(double inertiaOfOne, List<KCandidate> candidates) {
        int least = candidates.getFirst().k();
        boolean fromOne = least == 2;
        List<Double> curve = new ArrayList<>();
        if (fromOne) {
            curve.add(inertiaOfOne);
        }
        candidates.forEach(candidate -> curve.add(candidate.inertia()));
        OptionalInt knee =
                Knee.of(curve.stream().mapToDouble(Double::doubleValue).toArray());
        return knee.isEmpty() ? knee : OptionalInt.of(knee.getAsInt() + (fromOne ? 1 : least));
    }

    /**
     * A criterion's vote.
     *
     * @param criterion its name, as it stands in a sentence
     * @param k the number of clusters it votes for
     * @param value the criterion itself
     */
    private record Vote(String criterion, int k, ToDoubleFunction<KCandidate> value) {}

    private static List<Vote> votes(OptionalInt elbow, List<KCandidate> eligible) {
        List<Vote> votes = new ArrayList<>();
        elbow.ifPresent(k -> {
            if (eligible.stream().anyMatch(candidate -> candidate.k() == k)) {
                votes.add(new Vote("the elbow of the inertia", k, KCandidate::inertia));
            }
        });
        addVote(votes, "the silhouette", eligible, c -> c.indices().silhouette(), 1);
        addVote(votes, "Calinski-Harabasz", eligible, c -> c.indices().calinskiHarabasz(), 1);
        addVote(votes, "Davies-Bouldin", eligible, c -> c.indices().daviesBouldin(), -1);
        return votes;
    }

    private static void addVote(
            List<Vote> votes,
            String criterion,
            List<KCandidate> eligible,
            ToDoubleFunction<KCandidate> value,
            int direction) {
        eligible.stream()
                .filter(candidate -> !Double.isNaN(value.applyAsDouble(candidate)))
                .max(Comparator.comparingDouble(candidate -> direction * value.applyAsDouble(candidate)))
                .ifPresent(best -> votes.add(new Vote(criterion, best.k(), value)));
    }

    private static long votesFor(int k, List<Vote> votes) {
        return votes.stream().filter(vote -> vote.k() == k).count();
    }

    private static List<String> reasons(
            int chosen, List<Vote> votes, List<KCandidate> candidates, List<KCandidate> stable) {
        List<String> reasons = new ArrayList<>();
        String names = votes.stream()
                .filter(vote -> vote.k() == chosen)
                .map(Vote::criterion)
                .collect(Collectors.joining(", "));
        reasons.add(
                names.isEmpty()
                        ? "%d clusters, the most: no criterion could be computed.".formatted(chosen)
                        : "%d clusters have %d of %d votes: %s."
                                .formatted(chosen, votesFor(chosen, votes), votes.size(), names));
        KCandidate choice = of(chosen, candidates);
        for (Vote vote : votes) {
            if (vote.k() != chosen) {
                reasons.add(String.format(
                        Locale.ROOT,
                        "%s would have %d (%.4g there, %.4g at %d).",
                        capitalised(vote.criterion()),
                        vote.k(),
                        vote.value().applyAsDouble(of(vote.k(), candidates)),
                        vote.value().applyAsDouble(choice),
                        chosen));
            }
        }
        reasons.add(stability(choice, candidates, stable));
        return reasons;
    }

    private static String stability(KCandidate choice, List<KCandidate> candidates, List<KCandidate> stable) {
        String agreement = String.format(
                Locale.ROOT,
                "clusterings of two parts of 80 %% agree to %.2f (adjusted Rand index; %.1f or more is stable)",
                choice.stability(),
                STABLE);
        if (stable.isEmpty()) {
            return "No number of clusters is stable: at %d, %s.".formatted(choice.k(), agreement);
        }
        String others = stable.size() == candidates.size()
                ? ""
                : " Not stable, and so not eligible: %s."
                        .formatted(candidates.stream()
                                .filter(candidate -> !stable.contains(candidate))
                                .map(candidate -> String.valueOf(candidate.k()))
                                .collect(Collectors.joining(", ")));
        return capitalised(agreement) + "." + others;
    }

    private static KCandidate of(int k, List<KCandidate> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.k() == k)
                .findFirst()
                .orElseThrow();
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
