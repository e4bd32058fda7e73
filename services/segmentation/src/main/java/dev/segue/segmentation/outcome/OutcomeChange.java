package dev.segue.segmentation.outcome;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a trigger is another now.
 *
 * @param arm where the trigger is counted
 * @param before what was counted; null for a trigger that is new
 * @param after what is to be counted instead
 */
public record OutcomeChange(ArmKey arm, @Nullable TriggerOutcome before, TriggerOutcome after) {}
