package dev.segue.segmentation.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.segue.segmentation.clustering.Blobs;
import dev.segue.segmentation.clustering.MiniBatchKMeans;
import dev.segue.segmentation.clustering.Points;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterSearchTest {
    private static final Clusterer MINI_BATCH =
            (k, points, random) -> MiniBatchKMeans.of(k).fit(points, random);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 7})
    void findsHowManyBlobsThereAre(int blobs) {
        // Given
        SplittableRandom random = new SplittableRandom(3);
        double[][] centres = new double[blobs][6];
        for (int b = 0; b < blobs; b++) {
            centres[b][b % 6] = b < 6 ? 10 : -10;
        }
        Points points = Blobs.around(centres, 150, 1, random);

        // When
        KSelection selection = new ClusterSearch(2, 8, 5_000).search(points, MINI_BATCH, random);

        // Then
        assertThat(selection.chosen()).isEqualTo(blobs);
        assertThat(selection.choice().stability()).isGreaterThan(0.99);
        assertThat(selection.candidates()).extracting(KCandidate::k).containsExactly(2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void sameSeedGivesTheSameSelection() {
        // Given
        Points points = Blobs.around(new double[][] {{0, 0}, {2, 2}, {4, 0}}, 200, 1.5, new SplittableRandom(3));

        // When
        KSelection one = new ClusterSearch(2, 5, 5_000).search(points, MINI_BATCH, new SplittableRandom(7));
        KSelection other = new ClusterSearch(2, 5, 5_000).search(points, MINI_BATCH, new SplittableRandom(7));

        // Then
        assertThat(one.reasons()).isEqualTo(other.reasons());
        assertThat(one.candidates())
                .extracting(KCandidate::indices, KCandidate::stability, KCandidate::inertia)
                .isEqualTo(other.candidates().stream()
                        .map(c -> tuple(c.indices(), c.stability(), c.inertia()))
                        .toList());
    }

    @Test
    void customersWhoAreAllAlikeStillGetAnAnswer() {
        // Given
        Points points = Points.of(new double[50][3]);

        // When
        KSelection selection = new ClusterSearch(2, 4, 5_000).search(points, MINI_BATCH, new SplittableRandom(7));

        // Then
        assertThat(selection.elbow()).isEmpty();
        assertThat(selection.choice().indices().silhouette()).isNaN();
    }

    @Test
    void refusesRangesThatMakeNoSense() {
        assertThatThrownBy(() -> new ClusterSearch(1, 4, 5_000)).hasMessage("least must be 2 or more, not 1");
        assertThatThrownBy(() -> new ClusterSearch(3, 2, 5_000)).hasMessage("most must be 3 or more, not 2");
        assertThatThrownBy(() -> new ClusterSearch(2, 3, 2)).hasMessage("silhouettePart must be 3 or more, not 2");
    }
}
