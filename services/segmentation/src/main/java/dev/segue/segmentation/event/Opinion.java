package dev.segue.segmentation.event;

/**
 * What a customer said.
 *
 * @param id identity of the event
 * @param at when, epoch milliseconds
 * @param kind on which scale
 * @param score NPS 0 to 10, CSAT 1 to 5; 0 for a complaint
 */
public record Opinion(String id, long at, Kind kind, int score) implements CustomerEvent {
    /** The scale. */
    public enum Kind {
        /** Net promoter score, 0 to 10. */
        NPS,
        /** Satisfaction, 1 to 5. */
        CSAT,
        /** A complaint, without score. */
        COMPLAINT
    }
}
