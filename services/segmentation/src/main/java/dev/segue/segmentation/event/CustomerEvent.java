package dev.segue.segmentation.event;

/** Something that happened to one customer. */
public sealed interface CustomerEvent permits Order, CampaignMessage, ProfileUpdate, SiteVisit, Opinion {
    /** Identity of the event; an event of the same id is the same event. */
    String id();

    /** When it happened, in milliseconds since the epoch (event time). */
    long at();
}
