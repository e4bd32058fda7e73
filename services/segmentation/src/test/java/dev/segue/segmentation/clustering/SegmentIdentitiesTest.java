package dev.segue.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.Lineage;
import dev.segue.segmentation.assignment.Lineage.Kind;
import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.clustering.SegmentIdentities.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentIdentitiesTest {
    private static final List<ModelFeature> UNSCALED = scaling(0, 1, 1);

    @Test
    void theFirstSegmentsAreNumberedFromOne() {
        // When
        SegmentIdentities identities = SegmentIdentities.first("value", 3);

        // Then
        assertThat(identities.identities()).extracting(Identity::id).containsExactly("value-1", "value-2", "value-3");
        assertThat(identities.segmentsEver()).isEqualTo(3);
        assertThat(identities.lineage()).isEmpty();
    }

    @Test
    void segmentsThatMoveALittleKeepTheirIdentityWhateverTheOrder() {
        // Given
        SegmentModel parent = model(UNSCALED, 7, 0, 10, 20);

        // When
        SegmentIdentities identities =
                SegmentIdentities.continuing(parent, on(parent, UNSCALED), new double[][] {{20.5}, {0.5}, {9.5}}, 2);

        // Then
        assertThat(identities.identities()).extracting(Identity::id).containsExactly("value-3", "value-1", "value-2");
        assertThat(identities.identities().getFirst().kept())
                .isSameAs(parent.segments().get(2));
        assertThat(identities.segmentsEver()).isEqualTo(7);
        assertThat(identities.lineage()).extracting(Lineage::kind).containsOnly(Kind.KEPT);
        assertThat(identities.lineage()).extracting(Lineage::distance).containsOnly(0.5);
    }

    @Test
    void aCentroidFarFromAllIsBornWithAnIdNeverUsedBefore() {
        // Given a segmentation that has had seven segments
        SegmentModel parent = model(UNSCALED, 7, 0, 10);

        // When
        SegmentIdentities identities =
                SegmentIdentities.continuing(parent, on(parent, UNSCALED), new double[][] {{0}, {100}, {200}}, 2);

        // Then
        assertThat(identities.identities()).extracting(Identity::id).containsExactly("value-1", "value-8", "value-9");
        assertThat(identities.segmentsEver()).isEqualTo(9);
        assertThat(identities.lineage())
                .extracting(Lineage::kind, Lineage::segment)
                .containsExactly(
                        tuple(Kind.KEPT, "value-1"),
                        tuple(Kind.BORN, "value-8"),
                        tuple(Kind.BORN, "value-9"),
                        tuple(Kind.RETIRED, "value-2"));
    }

    @Test
    void exactlyTheLimitStillLivesOnAndAnythingBeyondDoesNot() {
        // Given
        SegmentModel parent = model(UNSCALED, 2, 0, 10);

        // When
        SegmentIdentities at =
                SegmentIdentities.continuing(parent, on(parent, UNSCALED), new double[][] {{2}, {10}}, 2);
        SegmentIdentities beyond = SegmentIdentities.continuing(
                parent, on(parent, UNSCALED), new double[][] {{Math.nextUp(2.0)}, {10}}, 2);

        // Then
        assertThat(at.identities().getFirst().id()).isEqualTo("value-1");
        assertThat(beyond.identities().getFirst().id()).isEqualTo("value-3");
    }

    @Test
    void aVeryFarCentroidDoesNotPushAGoodMatchAside() {
        // Given: 1 to -50 and 60 to 0 is less in total than 1 to 0 and 60 to -50, though no segment lives on that way
        SegmentModel parent = model(UNSCALED, 2, 0, -50);

        // When
        SegmentIdentities identities =
                SegmentIdentities.continuing(parent, on(parent, UNSCALED), new double[][] {{1}, {60}}, 10);

        // Then
        assertThat(identities.identities()).extracting(Identity::id).containsExactly("value-1", "value-3");
    }

    @Test
    void centroidsAreComparedOnTheNewScaling() {
        // Given a parent scaled by (x - 100) / 50 with weight 2, the new model by (x - 90) / 20
        SegmentModel parent = model(scaling(100, 50, 2), 2, 0, 2);

        // When: 0 was 100, which is 0.5 now; 2 was 150, which is 3 now
        SegmentIdentities identities =
                SegmentIdentities.continuing(parent, on(parent, scaling(90, 20, 1)), new double[][] {{3}, {0.5}}, 0.1);

        // Then
        assertThat(identities.identities()).extracting(Identity::id).containsExactly("value-2", "value-1");
        assertThat(identities.lineage().getFirst().distance()).isCloseTo(0, within(1e-12));
    }

    @Test
    void aNewLineageKeepsNothingButTheNumbering() {
        // Given
        SegmentModel parent = model(UNSCALED, 7, 0, 10);

        // When
        SegmentIdentities identities = SegmentIdentities.renewed(parent, 2);

        // Then
        assertThat(identities.identities())
                .containsExactly(new Identity("value-8", null), new Identity("value-9", null));
        assertThat(identities.segmentsEver()).isEqualTo(9);
        assertThat(identities.lineage())
                .extracting(Lineage::kind, Lineage::segment)
                .containsExactly(
                        tuple(Kind.BORN, "value-8"),
                        tuple(Kind.BORN, "value-9"),
                        tuple(Kind.RETIRED, "value-1"),
                        tuple(Kind.RETIRED, "value-2"));
    }

    private static double[][] on(SegmentModel parent, List<ModelFeature> features) {
        return CentroidRescaling.centroids(parent, features, null);
    }

    private static List<ModelFeature> scaling(double centre, double scale, double weight) {
        return List.of(new ModelFeature("monetary", Transform.NONE, 0, -1e9, 1e9, centre, scale, weight));
    }

    private static SegmentModel model(List<ModelFeature> features, long segmentsEver, double... centroids) {
        List<Segment> segments = new ArrayList<>();
        for (double centroid : centroids) {
            String id = "value-" + (segments.size() + 1);
            segments.add(new Segment(id, id, id, new double[] {centroid}, new double[] {0}, 10, 1));
        }
        return new SegmentModel(
                "value",
                1,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                features,
                segments,
                new Quality(20, 1, 0.5, 1, 1, 1),
                new FlapControl(0, Duration.ZERO, 0),
                List.of(),
                segmentsEver,
                1);
    }
}
