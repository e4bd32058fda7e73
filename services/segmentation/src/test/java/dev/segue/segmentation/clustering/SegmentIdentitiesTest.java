package dev.segue.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

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
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SegmentIdentitiesTest {
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
        SegmentModel parent = model(7, at(0, 10), at(10, 10), at(20, 10));
        long[][] customers = {{0, 10, 0}, {0, 0, 10}, {10, 0, 0}};

        // When
        SegmentIdentities identities = continuing(parent, customers, 2, 20.5, 0.5, 9.5);

        // Then
        assertThat(identities.identities()).extracting(Identity::id).containsExactly("value-3", "value-1", "value-2");
        assertThat(identities.identities().getFirst().kept())
                .isSameAs(parent.segments().get(2));
        assertThat(identities.segmentsEver()).isEqualTo(7);
        assertThat(identities.lineage()).extracting(Lineage::kind).containsOnly(Kind.KEPT);
        assertThat(identities.lineage()).extracting(Lineage::distance).containsOnly(0.5);
    }

    @Test
    void aClusterOfNewcomersIsBornWithAnIdNeverUsedBefore() {
        // Given a segmentation that has had seven segments, and 30 customers in the second cluster, 29 of them new
        SegmentModel parent = model(7, at(0, 50), at(10, 40));
        long[][] customers = {{50, 0, 0}, {0, 1, 40}};

        // When
        SegmentIdentities identities = continuing(parent, customers, new long[] {50, 30, 40}, 2, 0, 11, 10);

        // Then
        assertThat(identities.identities()).extracting(Identity::id).containsExactly("value-1", "value-8", "value-2");
        assertThat(identities.segmentsEver()).isEqualTo(8);
        assertThat(changes(identities)).containsExactly(new Lineage(Kind.BORN, "value-8", List.of(), null));
    }

    @Test
    void whoCameIntoANewRegionIsBornThoughOneSegmentWasNearest() {
        // Given a segment of 40 that now has 70, 30 of them far away
        SegmentModel parent = model(2, at(0, 50), at(10, 40));
        long[][] customers = {{50, 0, 0}, {0, 40, 30}};

        // When
        SegmentIdentities identities = continuing(parent, customers, 2, 0, 10, 25);

        // Then
        assertThat(changes(identities)).containsExactly(new Lineage(Kind.BORN, "value-3", List.of(), null));
    }

    @Test
    void whoComesFromSeveralSegmentsIsBorn() {
        // Given
        SegmentModel parent = model(3, at(0, 40), at(10, 40), at(20, 40));
        long[][] customers = {{40, 0, 0, 10}, {0, 40, 0, 10}, {0, 0, 40, 10}};

        // When
        SegmentIdentities identities = continuing(parent, customers, 2, 0, 10, 20, 10);

        // Then
        assertThat(changes(identities)).containsExactly(new Lineage(Kind.BORN, "value-4", List.of(), null));
    }

    @Test
    void aPartThatLeavesASegmentThatLivesOnIsSplitFromItHoweverFarItGoes() {
        // Given a segment of 100 that still has 100, 40 of them far away
        SegmentModel parent = model(2, at(0, 50), at(10, 100));
        long[][] customers = {{50, 0, 0}, {0, 60, 40}};

        // When
        SegmentIdentities near = continuing(parent, customers, 2, 0, 9, 11);
        SegmentIdentities far = continuing(parent, customers, 2, 0, 10, 25);

        // Then
        assertThat(changes(near)).containsExactly(new Lineage(Kind.SPLIT, "value-3", List.of("value-2"), null));
        assertThat(changes(far)).containsExactly(new Lineage(Kind.SPLIT, "value-3", List.of("value-2"), null));
    }

    @Test
    void aPartThatLeavesForANewRegionNearAnotherIsStillSplitFromTheSegmentThatLostIt() {
        // Given: 40 left the first segment for where the second is the nearest
        SegmentModel parent = model(3, at(0, 100), at(10, 60), at(50, 80));
        long[][] customers = {{60, 0, 0, 0}, {0, 60, 0, 40}, {0, 0, 80, 0}};

        // When
        SegmentIdentities identities = continuing(parent, customers, 2, 0, 10, 50, 25);

        // Then
        assertThat(changes(identities)).containsExactly(new Lineage(Kind.SPLIT, "value-4", List.of("value-1"), null));
    }

    @Test
    void theLargerPartOfASegmentThatFallsApartKeepsTheId() {
        // Given both parts equally far from where it was
        SegmentModel parent = model(2, at(0, 50), at(10, 100));
        long[][] customers = {{50, 0, 0}, {0, 45, 55}};

        // When
        SegmentIdentities identities = continuing(parent, customers, 2, 0, 5, 15);

        // Then
        assertThat(identities.identities()).extracting(Identity::id).containsExactly("value-1", "value-3", "value-2");
    }

    @Test
    void ofEqualPartsFarAwayTheNearerKeepsTheId() {
        // Given
        SegmentModel parent = model(2, at(0, 50), at(50, 100));
        long[][] customers = {{50, 0, 0}, {0, 50, 50}};

        // When
        SegmentIdentities identities = continuing(parent, customers, 2, 0, 56, 45);

        // Then
        assertThat(identities.identities()).extracting(Identity::id).containsExactly("value-1", "value-3", "value-2");
    }

    @Test
    void twoThatMeetInTheMiddleAreOneAndTheLargerKeepsTheId() {
        // Given
        SegmentModel parent = model(3, at(0, 50), at(10, 40), at(20, 60));
        long[][] customers = {{50, 0}, {0, 40}, {0, 60}};

        // When
        SegmentIdentities identities = continuing(parent, customers, 2, 0, 15);

        // Then
        assertThat(identities.identities()).extracting(Identity::id).containsExactly("value-1", "value-3");
        assertThat(changes(identities)).containsExactly(new Lineage(Kind.MERGED, "value-2", List.of("value-3"), null));
    }

    @Test
    void aSegmentWhoseCustomersWentToAnotherHasMergedIntoIt() {
        // Given: where 40 stood nobody does, and another has 40 more
        SegmentModel parent = model(3, at(0, 50), at(10, 40), at(20, 60));
        long[][] customers = {{50, 0}, {0, 0}, {0, 100}};

        // When
        SegmentIdentities identities = continuing(parent, customers, 2, 0, 20);

        // Then
        assertThat(changes(identities)).containsExactly(new Lineage(Kind.MERGED, "value-2", List.of("value-3"), null));
    }

    @Test
    void aSegmentThatHasEmptiedRetiresThoughAllOthersGrowWithTheBase() {
        // Given a base that doubled, but for one segment's customers
        SegmentModel parent = model(3, at(0, 500), at(10, 40), at(20, 600));
        long[][] customers = {{1010, 0}, {3, 2}, {0, 1190}};

        // When
        SegmentIdentities identities = continuing(parent, customers, 2, 0, 20);

        // Then
        assertThat(changes(identities)).containsExactly(new Lineage(Kind.RETIRED, "value-2", List.of(), null));
    }

    @Test
    void aSegmentWhoseCustomersScatterRetires() {
        // Given
        SegmentModel parent = model(4, at(0, 50), at(10, 60), at(20, 50), at(30, 50));
        long[][] customers = {{50, 0, 0}, {20, 20, 20}, {0, 50, 0}, {0, 0, 50}};

        // When
        SegmentIdentities identities = continuing(parent, customers, 2, 0, 20, 30);

        // Then
        assertThat(changes(identities)).containsExactly(new Lineage(Kind.RETIRED, "value-2", List.of(), null));
    }

    @Test
    void aSegmentThatMovesFarWithItsCustomersLivesOn() {
        // Given
        SegmentModel parent = model(2, at(0, 50), at(30, 40));
        long[][] customers = {{50, 0}, {0, 40}};

        // When
        SegmentIdentities identities = continuing(parent, customers, 2, 0, 22);

        // Then
        assertThat(changes(identities)).isEmpty();
    }

    @Test
    void newcomersInTheRegionOfASegmentThatIsGoneAreNotThatSegment() {
        // Given
        SegmentModel parent = model(2, at(0, 50), at(30, 40));
        long[][] customers = {{50, 0}, {0, 0}};

        // When
        SegmentIdentities identities = continuing(parent, customers, new long[] {50, 40}, 2, 0, 22);

        // Then
        assertThat(changes(identities))
                .containsExactly(
                        new Lineage(Kind.BORN, "value-3", List.of(), null),
                        new Lineage(Kind.RETIRED, "value-2", List.of(), null));
    }

    @Test
    void whenAllDriftTheSameWayNobodyTakesTheNeighboursId() {
        // Given all moved by most of the way to the next, so that most customers stand nearest to the neighbour
        SegmentModel parent = model(3, at(0, 50), at(10, 50), at(20, 50));
        long[][] customers = {{20, 0, 0}, {30, 20, 0}, {0, 30, 50}};

        // When
        SegmentIdentities identities = continuing(parent, customers, 8, 6, 16, 26);

        // Then
        assertThat(identities.identities()).extracting(Identity::id).containsExactly("value-1", "value-2", "value-3");
    }

    @Test
    void exactlyTheLimitStillLivesOnAndAnythingBeyondDoesNot() {
        // Given a segment nobody stands in any more
        SegmentModel parent = model(2, at(0, 10), at(10, 10));
        long[][] customers = {{0, 0}, {0, 10}};
        long[] now = {10, 10};

        // When
        SegmentIdentities at = continuing(parent, customers, now, 2, 2, 10);
        SegmentIdentities beyond = continuing(parent, customers, now, 2, Math.nextUp(2.0), 10);

        // Then
        assertThat(at.identities().getFirst().id()).isEqualTo("value-1");
        assertThat(beyond.identities().getFirst().id()).isEqualTo("value-3");
    }

    @Test
    void whereNothingCanBeRecognisedAllAreNewAndTheNumbersGoOn() {
        // When
        SegmentIdentities identities = SegmentIdentities.renewed(model(7, at(0, 10), at(10, 10)), 2);

        // Then
        assertThat(identities.identities()).extracting(Identity::id).containsExactly("value-8", "value-9");
        assertThat(identities.segmentsEver()).isEqualTo(9);
        assertThat(identities.lineage())
                .extracting(Lineage::kind, Lineage::segment)
                .containsExactly(
                        tuple(Kind.BORN, "value-8"),
                        tuple(Kind.BORN, "value-9"),
                        tuple(Kind.RETIRED, "value-1"),
                        tuple(Kind.RETIRED, "value-2"));
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        // Given
        SegmentModel parent = model(2, at(0, 10), at(10, 10));

        // When, Then
        assertThatThrownBy(() -> continuing(parent, new long[][] {{10}}, 2, 0))
                .hasMessage(
                        "model value v1 has 2 segments, but there are 2 centroids of it and customers of 1; and 1 new centroids, but customers of 1");
        assertThatThrownBy(() -> continuing(parent, new long[][] {{10}, {10}}, 0, 0))
                .hasMessage("limit must be greater than zero, not 0.0");
    }

    /** A segment of a model: where its centroid is, and how many customers it had. */
    private record Place(double centroid, long size) {}

    private static Place at(double centroid, long size) {
        return new Place(centroid, size);
    }

    private static SegmentIdentities continuing(
            SegmentModel parent, long[][] customers, double limit, double... centroids) {
        long[] now = new long[centroids.length];
        for (long[] row : customers) {
            for (int c = 0; c < now.length; c++) {
                now[c] += row[c];
            }
        }
        return continuing(parent, customers, now, limit, centroids);
    }

    /** Those in a cluster who are not in the table were not there before. */
    private static SegmentIdentities continuing(
            SegmentModel parent, long[][] customers, long[] now, double limit, double... centroids) {
        List<int[]> each = new ArrayList<>();
        for (int c = 0; c < now.length; c++) {
            long newcomers = now[c];
            for (int s = 0; s < customers.length; s++) {
                each.addAll(Collections.nCopies((int) customers[s][c], new int[] {s, c}));
                newcomers -= customers[s][c];
            }
            each.addAll(Collections.nCopies((int) newcomers, new int[] {-1, c}));
        }
        return SegmentIdentities.continuing(
                parent,
                parent.segments().stream().map(Segment::centroid).toArray(double[][]::new),
                DoubleStream.of(centroids).mapToObj(x -> new double[] {x}).toArray(double[][]::new),
                Contingency.of(
                        each.stream().mapToInt(both -> both[0]).toArray(),
                        customers.length,
                        each.stream().mapToInt(both -> both[1]).toArray(),
                        now.length),
                limit);
    }

    private static List<Lineage> changes(SegmentIdentities identities) {
        return identities.lineage().stream()
                .filter(lineage -> lineage.kind() != Kind.KEPT)
                .toList();
    }

    private static SegmentModel model(long segmentsEver, Place... places) {
        List<Segment> segments = new ArrayList<>();
        for (Place place : places) {
            String id = "value-" + (segments.size() + 1);
            segments.add(new Segment(id, id, id, new double[] {place.centroid()}, new double[] {0}, place.size(), 1));
        }
        return new SegmentModel(
                "value",
                1,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(new ModelFeature("monetary", Transform.NONE, 0, -1e9, 1e9, 0, 1, 1)),
                segments,
                new Quality(20, 1, 0.5, 1, 1, 1),
                new FlapControl(0, Duration.ZERO, 0),
                List.of(),
                segmentsEver,
                1);
    }
}
