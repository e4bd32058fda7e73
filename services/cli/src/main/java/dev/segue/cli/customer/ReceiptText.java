package dev.segue.cli.customer;

import dev.segue.avro.ErasureReceipt;
import dev.segue.avro.MergeReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What was done for a request, for people. */
final class ReceiptText {
    private ReceiptText() {}

    static List<String> of(ErasureReceipt receipt) {
        List<String> lines = new ArrayList<>();
        if (receipt.getRemoved().isEmpty()) {
            lines.add("Nothing was known of this customer.");
        } else {
            lines.add("Erased at %s:".formatted(receipt.getDoneAt()));
            new TreeMap<>(receipt.getRemoved())
                    .forEach((store, entries) -> lines.add("  %-16s %d".formatted(store, entries)));
            lines.add("  %-16s %d".formatted("segments left", receipt.getSegmentsLeft()));
        }
        lines.add("Request %s".formatted(receipt.getRequest()));
        return lines;
    }

    static List<String> of(MergeReceipt receipt) {
        return List.of(
                receipt.getKnown()
                        ? "Merged at %s, with %d orders.".formatted(receipt.getDoneAt(), receipt.getOrders())
                        : "There was nothing to take over; what comes for the id from now on is the other customer's.",
                "Request %s".formatted(receipt.getRequest()));
    }
}
