package dev.segue.segmenter.listing;

/** What stands in a list of customers. */
interface Listed {
    /** Which customer it is about. */
    String customerId();
}
