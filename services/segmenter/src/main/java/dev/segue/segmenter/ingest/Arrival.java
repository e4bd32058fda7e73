package dev.segue.segmenter.ingest;

/** What comes in for a customer: an event, a request about the customer as such, or something of another customer's. */
public sealed interface Arrival permits Incoming, CustomerRequest, CustomerMove {}
