package dev.segue.segmentation.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.clustering.Clustering;
import java.util.List;
import org.junit.jupiter.api.Test;

class KSelectionTest {
    @Test
    void mostVotesWin() {
        // Given: elbow, silhouette and Davies-Bouldin for 3, Calinski-Harabasz for 2
        List<KCandidate> candidates = List.of(
                candidate(2, 80, 0.30, 500, 1.5, 0.9),
                candidate(3, 40, 0.40, 450, 1.1, 0.9),
                candidate(4, 38, 0.20, 400, 1.6, 0.9),
                candidate(5, 36, 0.20, 300, 1.7, 0.9));

        // When
        KSelection selection = KSelection.of(120, candidates);

        // Then
        assertThat(selection.chosen()).isEqualTo(3);
        assertThat(selection.elbow()).hasValue(3);
        assertThat(selection.reasons())
                .containsExactly(
                        "3 clusters have 3 of 4 votes: the elbow of the inertia, the silhouette, Davies-Bouldin.",
                        "Calinski-Harabasz would have 2 (500.0 there, 450.0 at 3).",
                        "Clusterings of two parts of 80 % agree to 0.90 (adjusted Rand index; 0.6 or more is stable).");
    }

    @Test
    void ofEqualsTheLargerNumberWins() {
        // Given: silhouette and Calinski-Harabasz for 2, elbow and Davies-Bouldin for 3
        List<KCandidate> candidates = List.of(
                candidate(2, 80, 0.50, 500, 1.5, 0.9),
                candidate(3, 40, 0.40, 450, 1.1, 0.9),
                candidate(4, 38, 0.20, 400, 1.6, 0.9),
                candidate(5, 36, 0.20, 300, 1.7, 0.9));

        // When
        KSelection selection = KSelection.of(120, candidates);

        // Then
        assertThat(selection.chosen()).isEqualTo(3);
    }

    @Test
    void whatIsNotStableIsNotEligible() {
        // Given 3 as the best but unstable
        List<KCandidate> candidates = List.of(
                candidate(2, 80, 0.30, 300, 1.5, 0.9),
                candidate(3, 40, 0.40, 450, 1.1, 0.3),
                candidate(4, 38, 0.20, 200, 1.6, 0.9),
                candidate(5, 36, 0.20, 200, 1.7, 0.9));

        // When
        KSelection selection = KSelection.of(120, candidates);

        // Then
        assertThat(selection.chosen()).isEqualTo(2);
        assertThat(selection.reasons().getLast()).endsWith("Not stable, and so not eligible: 3.");
    }

    @Test
    void whereNothingIsStableTheChoiceIsMadeAllTheSameAndSaysSo() {
        // Given
        List<KCandidate> candidates =
                List.of(candidate(2, 80, 0.30, 300, 1.5, 0.2), candidate(3, 60, 0.20, 200, 1.6, 0.1));

        // When
        KSelection selection = KSelection.of(120, candidates);

        // Then
        assertThat(selection.chosen()).isEqualTo(2);
        assertThat(selection.reasons().getLast()).startsWith("No number of clusters is stable: at 2, ");
    }

    @Test
    void anIndexThatIsNotDefinedHasNoVote() {
        // Given
        List<KCandidate> candidates = List.of(
                candidate(2, 80, Double.NaN, Double.NaN, Double.NaN, 0.9),
                candidate(3, 60, Double.NaN, Double.NaN, Double.NaN, 0.9));

        // When
        KSelection selection = KSelection.of(100, candidates);

        // Then
        assertThat(selection.chosen()).isEqualTo(3);
        assertThat(selection.reasons().getFirst()).isEqualTo("3 clusters, the most: no criterion could be computed.");
    }

    @Test
    void oneNumberAskedForIsNotChosen() {
        // When
        KSelection selection = KSelection.of(120, List.of(candidate(4, 80, 0.30, 300, 1.5, 0.2)));

        // Then
        assertThat(selection.chosen()).isEqualTo(4);
        assertThat(selection.reasons()).containsExactly("4 clusters were asked for.");
    }

    private static KCandidate candidate(
            int k, double inertia, double silhouette, double calinskiHarabasz, double daviesBouldin, double stability) {
        return new KCandidate(
                new Clustering(new double[k][1], new int[0], new int[k], inertia, 1),
                new Indices(silhouette, calinskiHarabasz, daviesBouldin),
                stability);
    }
}
