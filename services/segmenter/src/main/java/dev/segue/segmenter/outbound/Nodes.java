package dev.segue.segmenter.outbound;

/** Names of the topology's nodes. */
public final class Nodes {
    /** Reads the input topics. */
    public static final String INPUTS = "inputs";
    /** Bytes to events. */
    public static final String VALIDATE = "validate";
    /** Events to customer state and segment changes. */
    public static final String CUSTOMERS = "customers";
    /** Writes segment changes. */
    public static final String SEGMENT_EVENTS = "segment-events";
    /** Writes feature snapshots. */
    public static final String CUSTOMER_FEATURES = "customer-features";
    /** Writes what was done for requests. */
    public static final String REQUEST_RECEIPTS = "request-receipts";
    /** Writes segments' KPIs. */
    public static final String SEGMENT_KPIS = "segment-kpis";
    /** Writes what became of triggers. */
    public static final String STRATEGY_OUTCOMES = "strategy-outcomes";
    /** Writes what customers buy. */
    public static final String PRODUCT_TALLIES = "product-tallies";
    /** Writes what goes from one customer to another. */
    public static final String CUSTOMER_MOVES = "customer-moves";
    /** Writes dead letters. */
    public static final String DEAD_LETTERS = "dead-letters";

    private Nodes() {}
}
