package dev.segue.segmenter.live;

import dev.segue.segmentation.assignment.Assigner;
import dev.segue.segmentation.assignment.Cause;
import dev.segue.segmentation.assignment.Membership;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.recommendation.ProductMemory;
import dev.segue.segmenter.ingest.CustomerRequest;
import dev.segue.segmenter.model.Models;
import dev.segue.segmenter.outbound.Nodes;
import java.nio.BufferUnderflowException;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a customer goes who is erased or merged into another: out of every store and out of what is kept in memory, out of
 * their segments, and out of the compacted topic of features. One thread.
 */
final class Departure {
    private static final Logger LOG = LoggerFactory.getLogger(Departure.class);

    private final ProcessorContext<Object, Object> context;
    private final Customers customers;
    private final SeenPurchases seen;
    private final Timers timers;
    private final Snapshots snapshots;
    private final Models models;
    private final Kpis kpis;
    private final Outbound outbound;

    Departure(
            ProcessorContext<Object, Object> context,
            Customers customers,
            SeenPurchases seen,
            Timers timers,
            Snapshots snapshots,
            Models models,
            Kpis kpis,
            Outbound outbound) {
        this.context = context;
        this.customers = customers;
        this.seen = seen;
        this.timers = timers;
        this.snapshots = snapshots;
        this.models = models;
        this.kpis = kpis;
        this.outbound = outbound;
    }

    /**
     * What was removed.
     *
     * @param stored whether there was a customer
     * @param timers how many timers they had
     * @param purchases fingerprints of their older purchases
     * @param products what they bought, as far as was remembered
     * @param segmentsLeft how many segments they were in
     */
    record Departed(boolean stored, long timers, List<Long> purchases, ProductMemory products, int segmentsLeft) {}

    /**
     * Removes a customer, whether or not anything is known of them.
     *
     * @param at event time of the changes this makes, epoch milliseconds
     */
    Departed depart(String id, CustomerRequest request, Cause cause, long at) {
        Customer customer = null;
        long timersRemoved = 0;
        try {
            customer = customers.get(id);
            if (customer != null) {
                timersRemoved = customer.timer() == 0 ? 0 : 1;
                timers.set(id, customer, 0);
            }
        } catch (IllegalStateException | BufferUnderflowException e) {
            // Where they were cannot be told any more, and their timer has to be searched for. They go all the same.
            LOG.error("the state of a customer who is to go cannot be read (request {})", request.id(), e);
            timersRemoved = timers.search(id);
        }
        int segmentsLeft = customer == null ? 0 : leaveSegments(id, customer, request, cause, at);
        boolean stored = customers.remove(id);
        snapshots.forget(id);
        // Also where nothing was known: the topic may know more.
        context.forward(new Record<>(id, null, context.currentSystemTimeMs()), Nodes.CUSTOMER_FEATURES);
        ProductMemory products = customer == null ? new ProductMemory() : customer.products();
        return new Departed(stored, timersRemoved, seen.take(id), products, segmentsLeft);
    }

    private int leaveSegments(String id, Customer customer, CustomerRequest request, Cause cause, long at) {
        kpis.gone(customer, at);
        List<Membership> left = customer.memberships().stream()
                .filter(membership -> membership.segment() != null)
                .toList();
        left.forEach(membership ->
                outbound.publish(Assigner.leave(id, membership, slug(membership), at, cause, request.id()), null));
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
}
