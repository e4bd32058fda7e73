package dev.segue.segmenter.live;

import dev.segue.segmentation.assignment.Cause;
import dev.segue.segmenter.ingest.CustomerRequest;
import dev.segue.segmenter.outbound.MoveRecords;
import dev.segue.segmenter.outbound.Nodes;
import dev.segue.segmenter.outbound.ReceiptRecords;
import dev.segue.segmenter.recommendation.ProductCounts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Erases a customer, has the ids of those who were merged into them lead nowhere any more, and leaves a receipt that does not
 * say who it was. All in one transaction, but for those ids and what was bought under them, which are other tasks' and follow. One
 * thread.
 */
final class Erasure {
    private final ProcessorContext<Object, Object> context;
    private final Departure departure;
    private final Forwardings forwardings;
    private final ProductCounts products;

    Erasure(
            ProcessorContext<Object, Object> context,
            Departure departure,
            Forwardings forwardings,
            ProductCounts products) {
        this.context = context;
        this.departure = departure;
        this.forwardings = forwardings;
        this.products = products;
    }

    /**
     * Erases a customer, whether or not anything is known of them.
     *
     * @param at event time of the changes this makes, epoch milliseconds
     */
    void erase(String id, CustomerRequest.Erase request, long at) {
        Departure.Departed departed = departure.depart(id, request, Cause.ERASURE, at);
        products.forget(departed.products());
        long now = context.currentSystemTimeMs();
        List<String> aliases = forwardings.takeAliases(id);
        for (String alias : aliases) {
            context.forward(
                    new Record<>(alias, MoveRecords.ended(alias, departed.products()), now), Nodes.CUSTOMER_MOVES);
        }
        forwardings.takeRank(id);
        Map<String, Long> removed = new TreeMap<>();
        note(removed, Customers.STORE, departed.stored() ? 1 : 0);
        note(removed, SeenPurchases.STORE, departed.purchases().size());
        note(removed, Timers.STORE, departed.timers());
        note(removed, Forwardings.STORE, aliases.size());
        context.forward(
                new Record<>(
                        request.id(),
                        ReceiptRecords.erasure(request.id(), request.at(), now, removed, departed.segmentsLeft()),
                        now),
                Nodes.REQUEST_RECEIPTS);
    }

    private static void note(Map<String, Long> removed, String store, long entries) {
        if (entries > 0) {
            removed.put(store, entries);
        }
    }
}
