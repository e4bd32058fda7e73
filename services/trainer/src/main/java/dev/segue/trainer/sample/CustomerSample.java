package dev.segue.trainer.sample;

import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.clustering.HashSample;
import dev.segue.segmentation.features.BehaviourFeature;
import dev.segue.segmentation.gate.SampledCustomer;
import dev.segue.segmentation.preparation.Column;
import dev.segue.segmentation.preparation.Dimension;
import dev.segue.segmentation.value.PurchaseHistory;
import dev.segue.spec.SegmentationSpec;
import dev.segue.spec.SpecFeature;
import dev.segue.trainer.training.TrainingSet;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sampled customers' latest snapshots. Safe for use by several threads. */
public final class CustomerSample {
    private final HashSample<CustomerSnapshot> customers;
    private final TrainingClock training;
    private final Clock wall;
    private Instant latest = Instant.MIN;
    private long changes;

    /**
     * An empty sample.
     *
     * @param bound most customers it holds, one or more
     * @param training what "now" is
     * @param wall the clock on the wall
     */
    public CustomerSample(int bound, TrainingClock training, Clock wall) {
        this.customers = new HashSample<>(bound);
        this.training = training;
        this.wall = wall;
    }

    /** Takes a customer's latest snapshot in. */
    public synchronized void put(String customer, CustomerSnapshot snapshot) {
        changes++;
        if (snapshot.asOf().isAfter(latest)) {
            latest = snapshot.asOf();
        }
        customers.put(customer, snapshot);
    }

    /** Takes a customer out. */
    public synchronized void remove(String customer) {
        changes++;
        customers.remove(customer);
    }

    /** How many customers are in the sample. */
    public synchronized int size() {
        return customers.size();
    }

    /** Counts the snapshots and removals so far: as long as it stays, so does the sample. */
    public synchronized long changes() {
        return changes;
    }

    /** How many customers count towards training: those with the features required and enough evidence. */
    public synchronized int eligible(SegmentationSpec spec) {
        int[] count = {0};
        customers.forEach((customer, snapshot) -> {
            if (counts(snapshot, spec)) {
                count[0]++;
            }
        });
        return count[0];
    }

    /**
     * The customers to train on, aged to now: all that count, at most as many as the specification wants, and always
     * the same ones.
     */
    public synchronized TrainingSet trainingSet(SegmentationSpec spec) {
        Instant now = now();
        List<CustomerSnapshot> chosen = new ArrayList<>();
        customers.forEach((customer, snapshot) -> {
            if (chosen.size() < spec.training().sample() && counts(snapshot, spec)) {
                chosen.add(snapshot);
            }
        });
        return new TrainingSet(
                spec.features().stream()
                        .map(feature -> column(chosen, feature.dimension(), now))
                        .toList(),
                histories(chosen, now),
                new Column.Numbers(chosen.stream()
                        .mapToDouble(snapshot -> snapshot.at(now, BehaviourFeature.MONETARY.featureName()))
                        .toArray()),
                now);
    }

    private static List<@Nullable PurchaseHistory> histories(List<CustomerSnapshot> chosen, Instant now) {
        List<@Nullable PurchaseHistory> histories = new ArrayList<>(chosen.size());
        for (CustomerSnapshot snapshot : chosen) {
            histories.add(snapshot.history(now));
        }
        return histories;
    }

    private static Column column(List<CustomerSnapshot> chosen, Dimension dimension, Instant now) {
        return switch (dimension) {
            case Dimension.Number number ->
                new Column.Numbers(chosen.stream()
                        .mapToDouble(snapshot -> snapshot.at(now, number.name()))
                        .toArray());
            case Dimension.Category category ->
                new Column.Texts(chosen.stream()
                        .map(snapshot -> snapshot.text(category.name()))
                        .toArray(String[]::new));
        };
    }

    /**
     * The customers as two models see them, aged to a moment: those of too few orders too, always the same ones and in the
     * same order, which is as good as a random one.
     *
     * @param most how many at most
     */
    public synchronized List<SampledCustomer> asSeenBy(
            SegmentModel inForce, SegmentModel candidate, Instant moment, int most) {
        List<SampledCustomer> seen = new ArrayList<>();
        customers.forEach((customer, snapshot) -> {
            if (seen.size() < most) {
                seen.add(new SampledCustomer(
                        snapshot.evidence(),
                        snapshot.valuesFor(inForce, moment),
                        snapshot.valuesFor(candidate, moment)));
            }
        });
        return seen;
    }

    /** The moment customers are aged to: now, by the clock trained by. */
    public synchronized Instant now() {
        return training == TrainingClock.WALL || latest.equals(Instant.MIN) ? wall.instant() : latest;
    }

    private static boolean counts(CustomerSnapshot snapshot, SegmentationSpec spec) {
        return snapshot.evidence() >= spec.flapControl().minEvidence()
                && spec.features().stream()
                        .filter(SpecFeature::required)
                        .allMatch(feature -> snapshot.has(feature.dimension()));
    }
}
