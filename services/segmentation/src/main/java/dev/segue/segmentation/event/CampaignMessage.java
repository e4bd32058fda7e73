package dev.segue.segmentation.event;

/**
 * What became of a campaign message.
 *
 * @param id identity of the event
 * @param at when, epoch milliseconds
 * @param kind what happened
 */
public record CampaignMessage(String id, long at, Kind kind) implements CustomerEvent {
    /** What happened to the message. */
    public enum Kind {
        SENT,
        DELIVERED,
        OPENED,
        CLICKED,
        /** The customer accepted the offer. */
        CONVERTED,
        UNSUBSCRIBED
    }
}
