package dev.segue.segmentation.clustering;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A simulated base of customers in groups that wander: every step all groups move a little, all customers jitter around
 * where they were, and groups keep their distance from one another. Groups can be split, merged, born and
 * die.
 */
final class DriftingBase {
    static final int DIMENSIONS = 4;
    /** So far apart, in deviations of a group, that K-means has no doubt. */
    private static final double APART = 9;

    private static final double STEP = 0.4;

    private final SplittableRandom random;
    private final List<Group> groups = new ArrayList<>();
    private int named;

    /** Customers who move together. */
    static final class Group {
        final String name;
        double[] centre;
        final List<double[]> offsets;

        private Group(String name, double[] centre, List<double[]> offsets) {
            this.name = name;
            this.centre = centre;
            this.offsets = offsets;
        }

        int size() {
            return offsets.size();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    DriftingBase(int groups, SplittableRandom random) {
        this.random = random;
        for (int g = 0; g < groups; g++) {
            birth();
        }
    }

    List<Group> groups() {
        return List.copyOf(groups);
    }

    /** All groups wander, those that come too near to another turning away. */
    void drift() {
        for (Group group : groups) {
            for (int attempt = 0; attempt < 50; attempt++) {
                double[] moved = group.centre.clone();
                for (int j = 0; j < DIMENSIONS; j++) {
                    moved[j] += STEP * random.nextGaussian();
                }
                if (isFree(moved, group)) {
                    group.centre = moved;
                    break;
                }
            }
            for (double[] offset : group.offsets) {
                for (int j = 0; j < DIMENSIONS; j++) {
                    // Goes on being a standard normal, correlated 0.9 with what it was.
                    offset[j] = 0.9 * offset[j] + Math.sqrt(1 - 0.81) * random.nextGaussian();
                }
            }
        }
    }

    /** New customers where nobody was. */
    Group birth() {
        List<double[]> offsets = new ArrayList<>();
        int size = 80 + random.nextInt(400);
        for (int i = 0; i < size; i++) {
            offsets.add(
                    random.doubles(DIMENSIONS).map(any -> random.nextGaussian()).toArray());
        }
        return add(freePlace(), offsets);
    }

    /** A third of the largest group's customers leave it for a place of their own. */
    Group split() {
        Group group = largest();
        List<double[]> leaving = new ArrayList<>(group.offsets.subList(0, group.size() / 3));
        group.offsets.subList(0, leaving.size()).clear();
        return add(freePlaceNear(group), leaving);
    }

    /** The smaller of the two groups nearest to each other goes a third of the way to the larger. */
    void approach() {
        Group[] meeting = nearestPair();
        move(meeting[0], meeting[1], 1 / 3.0);
    }

    /** The two groups nearest to each other, the smaller first, become one where the middle of all their customers is. */
    Group meet() {
        Group[] meeting = nearestPair();
        move(meeting[1], meeting[0], (double) meeting[0].size() / (meeting[0].size() + meeting[1].size()));
        return join(meeting[0], meeting[1]);
    }

    /** The smallest group's customers go to the largest group. */
    Group absorb() {
        return join(smallest(), largest());
    }

    private Group join(Group joining, Group joined) {
        groups.remove(joining);
        joined.offsets.addAll(joining.offsets);
        return joining;
    }

    /** Of different size, so that there is no doubt who joins whom; the smaller first. */
    Group[] nearestPair() {
        Group[] nearest = {smallest(), largest()};
        for (Group small : groups) {
            for (Group large : groups) {
                if (2 * large.size() >= 3 * small.size()
                        && squaredDistance(small.centre, large.centre)
                                < squaredDistance(nearest[0].centre, nearest[1].centre)) {
                    nearest = new Group[] {small, large};
                }
            }
        }
        return nearest;
    }

    private static void move(Group group, Group towards, double part) {
        for (int j = 0; j < DIMENSIONS; j++) {
            group.centre[j] += part * (towards.centre[j] - group.centre[j]);
        }
    }

    /** The smallest group's customers are gone. */
    Group death() {
        Group dying = smallest();
        groups.remove(dying);
        return dying;
    }

    Group largest() {
        return groups.stream().max(Comparator.comparingInt(Group::size)).orElseThrow();
    }

    private Group smallest() {
        return groups.stream().min(Comparator.comparingInt(Group::size)).orElseThrow();
    }

    private Group add(double[] centre, List<double[]> offsets) {
        named++;
        Group group = new Group("group " + named, centre, offsets);
        groups.add(group);
        return group;
    }

    private double[] freePlace() {
        double reach = APART;
        while (true) {
            double extent = reach;
            double[] place = random.doubles(DIMENSIONS)
                    .map(uniform -> extent * (2 * uniform - 1))
                    .toArray();
            if (isFree(place, null)) {
                return place;
            }
            reach *= 1.02;
        }
    }

    private double[] freePlaceNear(Group group) {
        double reach = APART;
        while (true) {
            double length = reach;
            double[] direction =
                    random.doubles(DIMENSIONS).map(any -> random.nextGaussian()).toArray();
            double norm = Math.sqrt(squaredDistance(direction, new double[DIMENSIONS]));
            double[] place = group.centre.clone();
            for (int j = 0; j < DIMENSIONS; j++) {
                place[j] += direction[j] / norm * length;
            }
            if (isFree(place, null)) {
                return place;
            }
            reach *= 1.02;
        }
    }

    private boolean isFree(double[] place, @Nullable Group except) {
        return groups.stream()
                .filter(group -> group != except)
                .allMatch(group -> squaredDistance(place, group.centre) >= APART * APART);
    }

    private static double squaredDistance(double[] a, double[] b) {
        return Centroids.squaredDistance(a, 0, b, 0, DIMENSIONS);
    }
}
