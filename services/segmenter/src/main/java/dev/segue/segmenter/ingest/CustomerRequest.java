package dev.segue.segmenter.ingest;

/** What is to be done with a customer as such. */
public sealed interface CustomerRequest extends Arrival permits CustomerRequest.Erase, CustomerRequest.Merge {
    /** Identity of the request; a request of the same id is the same request. */
    String id();

    /** When it was asked for, epoch milliseconds. */
    long at();

    /** The record it came as. */
    Original original();

    /**
     * The customer is to be erased.
     *
     * @param id identity of the request
     * @param at when it was asked for, epoch milliseconds
     */
    record Erase(String id, long at, Original original) implements CustomerRequest {}

    /**
     * The customer is to go into another.
     *
     * @param id identity of the request
     * @param at when it was asked for, epoch milliseconds
     * @param into id of the customer that remains
     */
    record Merge(String id, long at, String into, Original original) implements CustomerRequest {}
}
