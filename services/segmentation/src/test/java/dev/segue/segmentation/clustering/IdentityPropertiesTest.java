package dev.segue.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** What holds of identities whatever the data: here customers anywhere and centroids anywhere. */
class IdentityPropertiesTest {
    private static final int DIMENSIONS = 3;

    @Property(tries = 300)
    void theOrderOfTheCentroidsDoesNotMatter(
            @ForAll @IntRange(min = 1, max = 7) int segments,
            @ForAll @IntRange(min = 1, max = 7) int clusters,
            @ForAll long seed) {
        // Given
        Random random = new Random(seed);
        SegmentModel parent = model(first(places(segments, random), random), null);
        double[][] centroids = places(clusters, random);
        double[][] customers = places(200, random);
        List<Integer> order = IntStream.range(0, clusters).boxed().collect(Collectors.toList());
        Collections.shuffle(order, random);
        double[][] shuffled = order.stream().map(c -> centroids[c]).toArray(double[][]::new);

        // When
        SegmentIdentities one = next(parent, centroids, customers);
        SegmentIdentities other = next(parent, shuffled, customers);

        // Then each centroid is who it was, and the newborn differ in their numbers only
        Map<String, String> renumbered = new HashMap<>();
        for (int c = 0; c < clusters; c++) {
            Identity here = one.identities().get(order.get(c));
            Identity there = other.identities().get(c);
            assertThat(there.kept()).isSameAs(here.kept());
            renumbered.put(here.id(), there.id());
        }
        assertThat(one.lineage().stream()
                        .map(lineage -> new Lineage(
                                lineage.kind(),
                                renumbered.getOrDefault(lineage.segment(), lineage.segment()),
                                lineage.related(),
                                lineage.distance())))
                .containsExactlyInAnyOrderElementsOf(other.lineage());
    }

    @Property(tries = 100)
    void idsAreNeverUsedAgainAndTheLineageAccountsForEverySegment(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        double[][] centroids = places(1 + random.nextInt(6), random);
        SegmentModel model = model(first(centroids, random), null);
        Set<String> ever = ids(model);

        for (int retrain = 0; retrain < 20; retrain++) {
            // When
            Set<String> before = ids(model);
            SegmentIdentities identities = next(model, places(1 + random.nextInt(6), random), places(100, random));
            model = model(with(identities, random), model);

            // Then
            Set<String> after = ids(model);
            Set<String> fresh = new HashSet<>(after);
            fresh.removeAll(before);
            assertThat(fresh).doesNotContainAnyElementsOf(ever);
            ever.addAll(fresh);
            assertThat(model.segmentsEver()).isEqualTo(ever.size());
            assertThat(of(identities, Kind.KEPT)).isEqualTo(intersection(before, after));
            assertThat(of(identities, Kind.BORN, Kind.SPLIT)).isEqualTo(fresh);
            assertThat(of(identities, Kind.RETIRED, Kind.MERGED)).isEqualTo(difference(before, after));
            assertThat(identities.lineage()).allSatisfy(lineage -> {
                boolean relates = lineage.kind() == Kind.SPLIT || lineage.kind() == Kind.MERGED;
                assertThat(lineage.related()).hasSize(relates ? 1 : 0);
                assertThat(of(identities, Kind.KEPT)).containsAll(lineage.related());
            });
        }
    }

    private static Set<String> of(SegmentIdentities identities, Kind... kinds) {
        return identities.lineage().stream()
                .filter(lineage -> List.of(kinds).contains(lineage.kind()))
                .map(Lineage::segment)
                .collect(Collectors.toSet());
    }

    private static Set<String> intersection(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }

    private static Set<String> difference(Set<String> one, Set<String> other) {
        Set<String> rest = new HashSet<>(one);
        rest.removeAll(other);
        return rest;
    }

    private static Set<String> ids(SegmentModel model) {
        return model.segments().stream().map(Segment::id).collect(Collectors.toCollection(HashSet::new));
    }

    private static double[][] places(int count, Random random) {
        return IntStream.range(0, count)
                .mapToObj(i -> random.doubles(DIMENSIONS, 0, 10).toArray())
                .toArray(double[][]::new);
    }

    private static SegmentIdentities next(SegmentModel parent, double[][] centroids, double[][] customers) {
        double[][] before = parent.segments().stream().map(Segment::centroid).toArray(double[][]::new);
        Points points = Points.of(customers);
        Contingency table = Contingency.of(
                Clustering.assign(points, before).labels(),
                before.length,
                Clustering.assign(points, centroids).labels(),
                centroids.length);
        return SegmentIdentities.continuing(parent, before, centroids, table, 2);
    }

    private record Named(SegmentIdentities identities, List<Segment> segments) {}

    private static Named first(double[][] centroids, Random random) {
        return named(SegmentIdentities.first("any", centroids.length), centroids, random);
    }

    private static Named with(SegmentIdentities identities, Random random) {
        return named(identities, places(identities.identities().size(), random), random);
    }

    private static Named named(SegmentIdentities identities, double[][] centroids, Random random) {
        List<Segment> segments = new ArrayList<>();
        for (int c = 0; c < centroids.length; c++) {
            String id = identities.identities().get(c).id();
            segments.add(new Segment(id, id, id, centroids[c], new double[DIMENSIONS], random.nextInt(100), 1));
        }
        return new Named(identities, segments);
    }

    private static SegmentModel model(Named named, @Nullable SegmentModel parent) {
        return new SegmentModel(
                "any",
                parent == null ? 1 : parent.version() + 1,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                Collections.nCopies(DIMENSIONS, new ModelFeature("monetary", Transform.NONE, 0, -1e9, 1e9, 0, 1, 1)),
                named.segments(),
                new Quality(20, 1, 0.5, 1, 1, 1),
                new FlapControl(0, Duration.ZERO, 0),
                named.identities().lineage(),
                named.identities().segmentsEver(),
                1);
    }
}
