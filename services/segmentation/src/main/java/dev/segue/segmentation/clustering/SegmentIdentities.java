package dev.segue.segmentation.clustering;

import dev.segue.segmentation.assignment.Lineage;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
     * Identities where nothing of the parent lives on, as it is of another lineage: all are newborn, all of the parent's
     * segments retire, and the numbers count on.
     *
     * @param parent the model in force
     * @param segments how many new segments there are
     */
    public static SegmentIdentities renewed(SegmentModel parent, int segments) {
        List<Identity> identities = new ArrayList<>();
        List<Lineage> lineage = new ArrayList<>();
        for (long n = parent.segmentsEver() + 1; n <= parent.segmentsEver() + segments; n++) {
            String id = parent.segmentation() + "-" + n;
            identities.add(new Identity(id, null));
            lineage.add(new Lineage(Lineage.Kind.BORN, id, List.of(), null));
        }
        parent.segments()
                .forEach(segment -> lineage.add(new Lineage(Lineage.Kind.RETIRED, segment.id(), List.of(), null)));
        return new SegmentIdentities(identities, lineage, parent.segmentsEver() + segments);
    }

    /**
     * Matches new centroids with the parent's segments by the assignment of least total squared distance, where leaving
     * a pair unmatched costs as much as the limit: a centroid farther than that from every free segment is a newborn
     * one, and a segment nobody continues retires.
     *
     * @param parent the model in force
     * @param before its centroids in the space of the new ones, one a segment
     * @param centroids the new centroids
     * @param limit largest distance over which a segment lives on; greater than zero
     */
    public static SegmentIdentities continuing(
            SegmentModel parent, double[][] before, double[][] centroids, double limit) {
        if (!(limit > 0)) {
            throw new IllegalArgumentException("limit must be greater than zero, not " + limit);
        }
        double[][] squared = squaredDistances(before, centroids);
        int[] matched = OptimalAssignment.solve(capped(squared, limit * limit));
        List<Identity> identities = new ArrayList<>();
        List<Lineage> lineage = new ArrayList<>();
        Set<String> livingOn = new HashSet<>();
        long segmentsEver = parent.segmentsEver();
        for (int c = 0; c < centroids.length; c++) {
            if (matched[c] >= 0 && squared[c][matched[c]] <= limit * limit) {
                Segment kept = parent.segments().get(matched[c]);
                identities.add(new Identity(kept.id(), kept));
                livingOn.add(kept.id());
                lineage.add(new Lineage(Lineage.Kind.KEPT, kept.id(), List.of(), Math.sqrt(squared[c][matched[c]])));
            } else {
                segmentsEver++;
                String id = parent.segmentation() + "-" + segmentsEver;
                identities.add(new Identity(id, null));
                lineage.add(new Lineage(Lineage.Kind.BORN, id, List.of(), null));
            }
        }
        for (Segment segment : parent.segments()) {
            if (!livingOn.contains(segment.id())) {
                lineage.add(new Lineage(Lineage.Kind.RETIRED, segment.id(), List.of(), null));
            }
        }
        return new SegmentIdentities(identities, lineage, segmentsEver);
    }

    private static double[][] squaredDistances(double[][] before, double[][] centroids) {
        double[][] squared = new double[centroids.length][before.length];
        for (int c = 0; c < centroids.length; c++) {
            for (int p = 0; p < before.length; p++) {
                squared[c][p] = Centroids.squaredDistance(centroids[c], 0, before[p], 0, before[p].length);
            }
        }
        return squared;
    }

    /** Beyond the limit all pairs are equally unwanted; a very far one must not push a good match aside. */
    private static double[][] capped(double[][] squared, double limit) {
        double[][] cost = new double[squared.length][];
        for (int c = 0; c < cost.length; c++) {
            cost[c] = squared[c].clone();
            for (int p = 0; p < cost[c].length; p++) {
                cost[c][p] = Math.min(cost[c][p], limit);
            }
        }
        return cost;
    }
}
