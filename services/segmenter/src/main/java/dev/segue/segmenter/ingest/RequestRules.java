package dev.segue.segmenter.ingest;

import dev.segue.avro.CustomerErased;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a record of customer-requests must be like, and the request it then is. Thread-safe.
 *
 * @param events rules of events, whose envelope requests share
 */
record RequestRules(EventRules events) {
    /**
     * The request of a record.
     *
     * @param key the record's key
     * @param wallClock now, epoch milliseconds
     * @throws RejectedException when the record cannot be used
     */
    CustomerRequest request(String key, SpecificRecord record, long wallClock) {
        return switch (record) {
            case CustomerErased erased -> {
                events.envelope(key, erased.getUserId(), erased.getMessageId(), erased.getTimestamp(), wallClock);
                yield new CustomerRequest.Erase(
                        erased.getMessageId(), erased.getTimestamp().toEpochMilli());
            }
            default -> throw new IllegalArgumentException("no customer request: " + record.getClass());
        };
    }
}
