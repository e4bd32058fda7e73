package dev.segue.avro.topics;

/** Headers of {@link Topic#SEGMENT_EVENTS} of Segue's own, beside those of CloudEvents. */
public final class EventHeaders {
    /** When the record came to the broker that caused this one: epoch milliseconds, in decimal digits. */
    public static final String ARRIVED_AT = "segue_arrived_at";

    private EventHeaders() {}
}
