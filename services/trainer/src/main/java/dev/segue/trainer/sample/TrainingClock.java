package dev.segue.trainer.sample;

/** What "now" is for the age of features. */
public enum TrainingClock {
    /** The latest moment any customer's features were computed for: replaying old events gives the answer of then. */
    EVENT,
    /** The clock on the wall. */
    WALL
}
