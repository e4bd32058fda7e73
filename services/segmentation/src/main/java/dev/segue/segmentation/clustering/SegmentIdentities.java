package dev.segue.segmentation.clustering;

import dev.segue.segmentation.assignment.Lineage;
import dev.segue.segmentation.assignment.Lineage.Kind;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who the new centroids are: segments that were there before, or newborn ones. Ids are {@code <segmentation>-<n>} with n
 * counting all segments the segmentation ever had, so that no id is used again.
 *
 * @param identities one a centroid, in the centroids' order
 * @param lineage what became of the parent's segments, and who was born; empty for a segmentation's first model
 * @param segmentsEver how many segment ids the segmentation has given out, these included
 */
public record SegmentIdentities(List<Identity> identities, List<Lineage> lineage, long segmentsEver) {

    /**
     * Identity of one centroid.
     *
     * @param id the segment's id
     * @param kept the parent's segment that lives on in it, or null for a newborn one
     */
    public record Identity(String id, @Nullable Segment kept) {}

    public SegmentIdentities {
        identities = List.copyOf(identities);
        lineage = List.copyOf(lineage);
    }

    /**
     * Identities of a segmentation's first segments.
     *
     * @param segmentation the segmentation's id
     * @param segments how many there are
     */
    public static SegmentIdentities first(String segmentation, int segments) {
        List<Identity> identities = new ArrayList<>();
        for (int n = 1; n <= segments; n++) {
            identities.add(new Identity(segmentation + "-" + n, null));
        }
        return new SegmentIdentities(identities, List.of(), segments);
    }

    /**
     * Identities where nothing of the parent can be recognised: it is of other features, say. All are newborn, all of
     * the parent's segments retire, and the numbers count on.
     *
     * @param parent the model in force
     * @param segments how many new segments there are
     */
    public static SegmentIdentities renewed(SegmentModel parent, int segments) {
        List<Identity> identities = new ArrayList<>();
        List<Lineage> lineage = new ArrayList<>();
        for (int n = 1; n <= segments; n++) {
            String id = parent.segmentation() + "-" + (parent.segmentsEver() + n);
            identities.add(new Identity(id, null));
            lineage.add(new Lineage(Kind.BORN, id, List.of(), null));
        }
        for (Segment segment : parent.segments()) {
            lineage.add(new Lineage(Kind.RETIRED, segment.id(), List.of(), null));
        }
        return new SegmentIdentities(identities, lineage, parent.segmentsEver() + segments);
    }

    /**
     * Matches new centroids with the parent's segments by optimal assignment over distance and shared customers, and
     * tells splits, merges, births and retirements apart by where the customers stand under the parent and where they
     * stand now. The rules are those of {@link Succession}. The order of the centroids does not matter, but for the numbers newborn
     * segments get.
     *
     * @param parent the model in force
     * @param before its centroids in the space of the new ones, one a segment
     * @param centroids the new centroids
     * @param customers the sampled customers, by the parent's segments and the new centroids
     * @param limit distance up to which a centroid counts as being in the same place, such as a typical member's from
     *     its centroid; greater than zero
     * @throws IllegalArgumentException where the sizes of these do not fit together
     */
    public static SegmentIdentities continuing(
            SegmentModel parent, double[][] before, double[][] centroids, Contingency customers, double limit) {
        if (!(limit > 0)) {
            throw new IllegalArgumentException("limit must be greater than zero, not " + limit);
        }
        List<Segment> segments = parent.segments();
        if (before.length != segments.size()
                || customers.segments() != segments.size()
                || customers.clusters() != centroids.length) {
            throw new IllegalArgumentException(
                    "model %s v%d has %d segments, but there are %d centroids of it and customers of %d; and %d new centroids, but customers of %d"
                            .formatted(
                                    parent.segmentation(),
                                    parent.version(),
                                    segments.size(),
                                    before.length,
                                    customers.segments(),
                                    centroids.length,
                                    customers.clusters()));
        }
        double[][] squared = squaredDistances(centroids, before);
        long[] sizes = segments.stream().mapToLong(Segment::size).toArray();
        Succession succession = new Succession(sizes, customers, squared, limit);
        List<Identity> identities = new ArrayList<>();
        List<Lineage> lineage = new ArrayList<>();
        long segmentsEver = parent.segmentsEver();
        for (int c = 0; c < centroids.length; c++) {
            int segment = succession.segmentOf(c);
            if (segment >= 0) {
                Segment kept = segments.get(segment);
                identities.add(new Identity(kept.id(), kept));
                lineage.add(new Lineage(Kind.KEPT, kept.id(), List.of(), Math.sqrt(squared[c][segment])));
            } else {
                segmentsEver++;
                String id = parent.segmentation() + "-" + segmentsEver;
                identities.add(new Identity(id, null));
                lineage.add(lineage(succession.origin(c), id, segments));
            }
        }
        for (int s = 0; s < segments.size(); s++) {
            if (succession.clusterOf(s) < 0) {
                lineage.add(lineage(succession.end(s), segments.get(s).id(), segments));
            }
        }
        return new SegmentIdentities(identities, lineage, segmentsEver);
    }

    private static Lineage lineage(Succession.Fate fate, String id, List<Segment> segments) {
        List<String> related = fate.related() < 0
                ? List.of()
                : List.of(segments.get(fate.related()).id());
        return new Lineage(fate.kind(), id, related, null);
    }

    private static double[][] squaredDistances(double[][] centroids, double[][] before) {
        double[][] squared = new double[centroids.length][before.length];
        for (int c = 0; c < centroids.length; c++) {
            for (int s = 0; s < before.length; s++) {
                squared[c][s] = Centroids.squaredDistance(centroids[c], 0, before[s], 0, centroids[c].length);
            }
        }
        return squared;
    }
}
