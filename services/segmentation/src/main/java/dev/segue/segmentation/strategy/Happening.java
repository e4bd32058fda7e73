package dev.segue.segmentation.strategy;

import dev.segue.segmentation.assignment.SegmentChange;
import dev.segue.segmentation.event.CustomerEvent;
import org.jspecify.annotations.Nullable;

/**
 * What gave occasion to look at a customer: an event, a change of segment, both (an event that moved them), or neither,
 * which is time.
 *
 * @param event the event, already taken into the customer's state; null where there was none
 * @param change the change in the playbook's segmentation; null where there was none
 */
public record Happening(
        @Nullable CustomerEvent event, @Nullable SegmentChange change) {
    /** Time passed. */
    public static final Happening TIME = new Happening(null, null);
}
