package dev.segue.segmentation.assignment;

/** Why a customer moved. */
public enum Cause {
    /** A purchase, visit, campaign event or feedback. */
    BEHAVIOUR,
    /** A profile update. */
    PROFILE,
    /** Time passed. */
    TIME,
    /** A new model. */
    MODEL,
    /** The segmentation's first model reached a customer who was there before it. */
    BACKFILL,
    /** Two customers became one. */
    MERGE,
    /** The customer was erased. */
    ERASURE;

    /** Whether a move of this cause has to wait until the customer has been in their segment long enough. */
    boolean mustDwell() {
        return this != MODEL && this != BACKFILL && this != MERGE;
    }
}
