package dev.segue.segmenter.ingest;

/** What comes in for a customer: an event, or a request about the customer as such. */
public sealed interface Arrival permits Incoming, CustomerRequest {}
