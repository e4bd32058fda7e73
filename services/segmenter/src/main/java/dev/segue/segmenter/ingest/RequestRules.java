package dev.segue.segmenter.ingest;

import dev.segue.avro.CustomerErased;
import dev.segue.avro.CustomersMerged;
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
     * @param original the record, the customer its key
     * @param record its value, decoded
     * @param wallClock now, epoch milliseconds
     * @throws RejectedException when the record cannot be used
     */
    CustomerRequest request(Original original, SpecificRecord record, long wallClock) {
        String key = original.customer();
        return switch (record) {
            case CustomerErased erased -> {
                events.envelope(key, erased.getUserId(), erased.getMessageId(), erased.getTimestamp(), wallClock);
                yield new CustomerRequest.Erase(
                        erased.getMessageId(), erased.getTimestamp().toEpochMilli(), original);
            }
            case CustomersMerged merged -> {
                events.envelope(key, merged.getMerged(), merged.getMessageId(), merged.getTimestamp(), wallClock);
                yield new CustomerRequest.Merge(
                        merged.getMessageId(), merged.getTimestamp().toEpochMilli(), remaining(merged), original);
            }
            default -> throw new IllegalArgumentException("no customer request: " + record.getClass());
        };
    }

    private static String remaining(CustomersMerged merged) {
        String remaining = merged.getUserId();
        if (remaining.isBlank()) {
            throw new RejectedException(
                    Reason.MISSING_CUSTOMER_ID, "userId must be the id of the customer that remains");
        }
        EventRules.notLonger("userId", remaining, EventRules.LONGEST_TEXT);
        if (remaining.equals(merged.getMerged())) {
            throw new RejectedException(
                    Reason.SAME_CUSTOMER,
                    "userId and merged must be two customers, but both are '%s'".formatted(remaining));
        }
        return remaining;
    }
}
