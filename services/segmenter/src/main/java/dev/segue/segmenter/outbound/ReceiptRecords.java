package dev.segue.segmenter.outbound;

import dev.segue.avro.ErasureReceipt;
import dev.segue.avro.MergeReceipt;
import java.time.Instant;
import java.util.Map;

/** What was done for a request, as it travels. */
public final class ReceiptRecords {
    private ReceiptRecords() {}

    /**
     * The receipt of a merge.
     *
     * @param request id of the request
     * @param requestedAt when it was asked for, epoch milliseconds
     * @param doneAt wall clock, epoch milliseconds
     * @param known whether anything was known of the customer that went
     * @param orders orders they brought along
     */
    public static MergeReceipt merge(String request, long requestedAt, long doneAt, boolean known, long orders) {
        return MergeReceipt.newBuilder()
                .setRequest(request)
                .setRequestedAt(Instant.ofEpochMilli(requestedAt))
                .setDoneAt(Instant.ofEpochMilli(doneAt))
                .setKnown(known)
                .setOrders(orders)
                .build();
    }

    /**
     * The receipt of an erasure.
     *
     * @param request id of the request
     * @param requestedAt when it was asked for, epoch milliseconds
     * @param doneAt wall clock, epoch milliseconds
     * @param removed store to number of entries, without those of none
     */
    public static ErasureReceipt erasure(
            String request, long requestedAt, long doneAt, Map<String, Long> removed, int segmentsLeft) {
        return ErasureReceipt.newBuilder()
                .setRequest(request)
                .setRequestedAt(Instant.ofEpochMilli(requestedAt))
                .setDoneAt(Instant.ofEpochMilli(doneAt))
                .setRemoved(removed)
                .setSegmentsLeft(segmentsLeft)
                .build();
    }
}
