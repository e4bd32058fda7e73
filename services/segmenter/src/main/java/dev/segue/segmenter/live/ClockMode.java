package dev.segue.segmenter.live;

/** What "now" is. */
public enum ClockMode {
    /** The latest event's time: replaying 2011 gives 2011's answer. */
    EVENT,
    /** The machine's time: customers age although nothing comes in. */
    WALL
}
