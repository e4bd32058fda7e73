package dev.segue.segmentation.strategy;

import dev.segue.segmentation.outcome.Arm;
import dev.segue.segmentation.outcome.ArmKey;

/** What became of triggers so far, of all customers. */
@FunctionalInterface
public interface OutcomesSoFar {
    /** Nothing yet. */
    OutcomesSoFar NONE = key -> Arm.EMPTY;

    /** What became of the triggers that are counted together. */
    Arm of(ArmKey key);
}
