package dev.segue.spec;

/** What "now" is for the age of a segmentation's features. */
public enum SpecClock {
    /** The latest event's time, for replays. */
    EVENT,
    /** The clock on the wall. */
    WALL
}
