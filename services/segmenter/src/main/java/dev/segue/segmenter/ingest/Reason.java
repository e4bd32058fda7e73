package dev.segue.segmenter.ingest;

import dev.segue.avro.registry.UndecodableException;
import java.util.Locale;

/** Why an input record cannot be used. The code travels in the dead letter's headers and is the metric's label. */
public enum Reason {
    /** The record has no value. */
    NO_VALUE,
    /** Shorter than the wire format's head. */
    TOO_SHORT,
    /** Not in the wire format. */
    WRONG_MAGIC_BYTE,
    /** The registry has no schema of the record's id. */
    UNKNOWN_SCHEMA_ID,
    /** The schema is not one of this topic's. */
    INCOMPATIBLE_SCHEMA,
    /** The bytes do not fit their schema. */
    CORRUPT,
    /** Neither key nor a customer id, or one of the two missing. */
    MISSING_CUSTOMER_ID,
    /** Key and customer id differ. */
    CUSTOMER_ID_MISMATCH,
    /** A customer to be merged with themselves. */
    SAME_CUSTOMER,
    /** No event id. */
    MISSING_EVENT_ID,
    /** A type newer than this version. */
    UNKNOWN_TYPE,
    /** Dated further ahead than clocks differ. */
    TIMESTAMP_IN_FUTURE,
    /** Dated before there was e-commerce. */
    TIMESTAMP_TOO_OLD,
    /** Not the configured currency. */
    WRONG_CURRENCY,
    /** An order without lines. */
    NO_PRODUCTS,
    /** A quantity below one. */
    QUANTITY_NOT_POSITIVE,
    /** A price or discount below zero. */
    NEGATIVE_AMOUNT,
    /** More discount than there is to pay. */
    DISCOUNT_ABOVE_VALUE,
    /** Money beyond what can be counted. */
    AMOUNT_TOO_LARGE,
    /** A text longer than allowed. */
    TEXT_TOO_LONG,
    /** A number out of its range, such as a score. */
    OUT_OF_RANGE,
    /** A failure nobody foresaw while it was processed. */
    UNEXPECTED_FAILURE;

    /** The code: lower-case words with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Reason of(UndecodableException.Reason reason) {
        return switch (reason) {
            case TOO_SHORT -> TOO_SHORT;
            case WRONG_MAGIC_BYTE -> WRONG_MAGIC_BYTE;
            case UNKNOWN_SCHEMA_ID -> UNKNOWN_SCHEMA_ID;
            case INCOMPATIBLE_SCHEMA -> INCOMPATIBLE_SCHEMA;
            case CORRUPT -> CORRUPT;
        };
    }
}
