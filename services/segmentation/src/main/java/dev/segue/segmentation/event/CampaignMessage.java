package dev.segue.segmentation.event;

import org.jspecify.annotations.Nullable;

/**
 * What became of a campaign message.
 *
 * @param id identity of the event
 * @param at when, epoch milliseconds
 * @param kind what happened
 * @param channel how it was sent, in lower case and without blanks around it; null where that is not known
 * @param trigger id of the strategy trigger it came of; null where it came of none
 */
public record CampaignMessage(
        String id,
        long at,
        Kind kind,
        @Nullable String channel,
        @Nullable String trigger) implements CustomerEvent {
    /** What happened to the message. */
    public enum Kind {
        SENT,
        DELIVERED,
        OPENED,
        CLICKED,
        /** The customer accepted the offer. */
        CONVERTED,
        /** The customer wants nothing more through the channel, or through any where none is named. */
        UNSUBSCRIBED,
        /** The customer takes that back. */
        SUBSCRIBED
    }
}
