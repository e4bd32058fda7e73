package dev.segue.segmenter.live;

import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.strategy.Playbook;
import java.time.Duration;
import java.util.List;

/**
 * How customers are kept live.
 *
 * @param clock what "now" is
 * @param decay how past events lose weight
 * @param snapshotInterval least time between two publications of one customer's features; not negative
 * @param snapshotsPerSecond most publications of features a second and task; at least one
 * @param customersInMemory how many customers' states a task keeps in memory beside the store; 0 for none
 * @param source {@code ce_source} of what is published
 * @param playbooks what is done about customers, at most one a segmentation
 */
public record LiveSettings(
        ClockMode clock,
        Decay decay,
        Duration snapshotInterval,
        int snapshotsPerSecond,
        int customersInMemory,
        String source,
        List<Playbook> playbooks) {
    public LiveSettings {
        playbooks = List.copyOf(playbooks);
        if (playbooks.stream().map(Playbook::segmentation).distinct().count() < playbooks.size()) {
            throw new IllegalArgumentException("two playbooks are of one segmentation");
        }
        if (snapshotInterval.isNegative()) {
            throw new IllegalArgumentException("snapshot interval must not be negative, but is " + snapshotInterval);
        }
        if (snapshotsPerSecond < 1) {
            throw new IllegalArgumentException("snapshots per second must be 1 or more, not " + snapshotsPerSecond);
        }
        if (customersInMemory < 0) {
            throw new IllegalArgumentException("customers in memory must be 0 or more, not " + customersInMemory);
        }
    }
}
