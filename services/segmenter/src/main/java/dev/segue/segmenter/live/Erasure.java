package dev.segue.segmenter.live;

import dev.segue.segmentation.assignment.Assigner;
import dev.segue.segmentation.assignment.Cause;
import dev.segue.segmentation.assignment.Membership;
import dev.segue.segmentation.assignment.SegmentChange;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmenter.ingest.CustomerRequest;
import dev.segue.segmenter.model.Models;
import dev.segue.segmenter.outbound.Nodes;
import dev.segue.segmenter.outbound.ReceiptRecords;
import java.nio.BufferUnderflowException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases a customer: takes them out of every store and out of what is kept in memory, says that they left their segments,
 * has the compacted topic of features forget them, and leaves a receipt that does not say who it was. All in one transaction.
 * One thread.
 */
final class Erasure {
    private static final Logger LOG = LoggerFactory.getLogger(Erasure.class);

    private final ProcessorContext<Object, Object> context;
    private final Customers customers;
    private final SeenPurchases seen;
    private final Timers timers;
    private final Snapshots snapshots;
    private final Models models;
    private final Consumer<SegmentChange> changes;

    /** @param changes where the customer's leaving their segments is published */
    Erasure(
            ProcessorContext<Object, Object> context,
            Customers customers,
            SeenPurchases seen,
            Timers timers,
            Snapshots snapshots,
            Models models,
            Consumer<SegmentChange> changes) {
        this.context = context;
        this.customers = customers;
        this.seen = seen;
        this.timers = timers;
        this.snapshots = snapshots;
        this.models = models;
        this.changes = changes;
    }

    /**
     * Erases a customer, whether or not anything is known of them.
     *
     * @param at event time of the changes this makes, epoch milliseconds
     */
    void erase(String id, CustomerRequest.Erase request, long at) {
        Map<String, Long> removed = new TreeMap<>();
        int segmentsLeft = 0;
        try {
            Customer customer = customers.get(id);
            if (customer != null) {
                segmentsLeft = leaveSegments(id, customer, request.id(), at);
                note(removed, Timers.STORE, customer.timer() == 0 ? 0 : 1);
                timers.set(id, customer, 0);
            }
        } catch (IllegalStateException | BufferUnderflowException e) {
            // Where the customer was cannot be told any more. That must not keep them from being erased.
            LOG.error("the state of a customer who is to be erased cannot be read (request {})", request.id(), e);
            note(removed, Timers.STORE, timers.search(id));
        }
        note(removed, Customers.STORE, customers.remove(id) ? 1 : 0);
        note(removed, SeenPurchases.STORE, seen.remove(id));
        snapshots.forget(id);
        long now = context.currentSystemTimeMs();
        // Also where nothing was known: the topic may know more.
        context.forward(new Record<>(id, null, now), Nodes.CUSTOMER_FEATURES);
        context.forward(
                new Record<>(
                        request.id(),
                        ReceiptRecords.erasure(request.id(), request.at(), now, removed, segmentsLeft),
                        now),
                Nodes.REQUEST_RECEIPTS);
    }

    private int leaveSegments(String id, Customer customer, String request, long at) {
        List<Membership> left = customer.memberships().stream()
                .filter(membership -> membership.segment() != null)
                .toList();
        left.forEach(membership ->
                changes.accept(Assigner.leave(id, membership, slug(membership), at, Cause.ERASURE, request)));
        return left.size();
    }

    private @Nullable String slug(Membership membership) {
        return models.inForce().stream()
                .map(scorer -> scorer.model())
                .filter(model -> model.segmentation().equals(membership.segmentation()))
                .flatMap(model -> model.segments().stream())
                .filter(segment -> segment.id().equals(membership.segment()))
                .map(segment -> segment.slug())
                .findFirst()
                .orElse(null);
    }

    private static void note(Map<String, Long> removed, String store, long entries) {
        if (entries > 0) {
            removed.put(store, entries);
        }
    }
}
