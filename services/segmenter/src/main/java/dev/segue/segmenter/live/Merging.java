package dev.segue.segmenter.live;

import dev.segue.segmentation.assignment.Cause;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.customer.Forwarding;
import dev.segue.segmentation.customer.Journey;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.StateWriter;
import dev.segue.segmenter.ingest.CustomerMove;
import dev.segue.segmenter.ingest.CustomerRequest;
import dev.segue.segmenter.ingest.Original;
import dev.segue.segmenter.outbound.MoveRecords;
import dev.segue.segmenter.outbound.Nodes;
import dev.segue.segmenter.outbound.ReceiptRecords;
import dev.segue.segmenter.tracing.Tracing;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Merges one customer into another, who is mostly another task's: here the one goes, leaving a forwarding, and everything
 * of theirs is sent to the other, in one transaction; there it is taken in, in another. One thread.
 */
final class Merging {
    /** Of ten bytes each at most, which leaves room for the state in a record of a megabyte. */
    private static final int PURCHASES_A_RECORD = 50_000;

    private final ProcessorContext<Object, Object> context;
    private final Customers customers;
    private final Departure departure;
    private final Forwardings forwardings;
    private final HandledRequests handled;
    private final SeenPurchases seen;
    private final Outcomes outcomes;
    private final Decay decay;
    private final Tracing tracing;
    private final StateWriter writer = new StateWriter();

    Merging(
            ProcessorContext<Object, Object> context,
            Customers customers,
            Departure departure,
            Forwardings forwardings,
            HandledRequests handled,
            SeenPurchases seen,
            Outcomes outcomes,
            Decay decay,
            Tracing tracing) {
        this.context = context;
        this.customers = customers;
        this.departure = departure;
        this.forwardings = forwardings;
        this.handled = handled;
        this.seen = seen;
        this.outcomes = outcomes;
        this.decay = decay;
        this.tracing = tracing;
    }

    /** Sends a record on to the customer whom its own was merged into. */
    void forward(Original original, Forwarding forwarding) {
        send(forwarding.to(), MoveRecords.forwarded(forwarding.to(), original));
    }

    /**
     * Has a customer go, and sends what is theirs to the other.
     *
     * @param at event time of the changes this makes, epoch milliseconds
     */
    void depart(String id, CustomerRequest.Merge request, long at) {
        if (id.equals(request.into())) {
            // They were merged before, by another request.
            receipt(request.id(), request.at(), null);
            return;
        }
        // Fails for who cannot be read, before anything is changed.
        Customer customer = customers.get(id);
        Departure.Departed departed = departure.depart(id, request, Cause.MERGE, at);
        List<String> aliases = forwardings.takeAliases(id);
        Journey journey = Journey.from(id, request.id(), forwardings.takeRank(id));
        forwardings.put(id, journey.forwarding(request.into()));
        List<Long> purchases = departed.purchases();
        int first = Math.min(purchases.size(), PURCHASES_A_RECORD);
        byte @Nullable [] state = customer == null ? null : customer.encode(writer);
        send(
                request.into(),
                new CustomerMove.Moved(journey, request.at(), 0, state, purchases.subList(0, first), aliases));
        for (int sent = first, part = 1; sent < purchases.size(); sent += PURCHASES_A_RECORD, part++) {
            int end = Math.min(purchases.size(), sent + PURCHASES_A_RECORD);
            send(
                    request.into(),
                    new CustomerMove.Moved(journey, request.at(), part, null, purchases.subList(sent, end), List.of()));
        }
    }

    /**
     * Whether what another customer sends ends at a customer; where they were merged away themselves, it may have to go on,
     * and is sent.
     */
    boolean arrives(String id, CustomerMove.Moved moved) {
        Forwarding met = forwardings.of(id);
        if (met == null) {
            return true;
        }
        if (moved.journey().revives(met)) {
            forwardings.remove(id);
            return true;
        }
        send(met.to(), moved.on(moved.journey().past(met)));
        return false;
    }

    /**
     * Takes in what another customer sends, once.
     *
     * @param customer who takes it in
     * @return whether the customer changed
     * @throws ArithmeticException when a lifetime total does not fit; nothing is changed then
     */
    boolean takeIn(String id, Customer customer, CustomerMove.Moved moved) {
        if (moved.part() > 0) {
            remember(id, moved.purchases());
            return false;
        }
        Journey journey = moved.journey();
        if (handled.hasArrived(journey.request())) {
            return false;
        }
        Customer other = moved.state() == null ? null : Customer.decode(moved.state());
        if (other != null) {
            seen.add(id, customer.state().merge(other.state(), decay));
            customer.triggers().merge(other.triggers());
            outcomes.count(customer.followed().merge(other.followed()));
            customer.products().merge(other.products());
        }
        remember(id, moved.purchases());
        forwardings.addAliases(id, List.of(journey.customer()));
        forwardings.addAliases(id, moved.aliases());
        forwardings.addRank(id, journey.rank());
        handled.arrived(journey.request(), context.currentSystemTimeMs());
        receipt(journey.request(), moved.requestedAt(), other);
        return other != null;
    }

    private void remember(String id, List<Long> purchases) {
        seen.add(id, purchases.stream().mapToLong(Long::longValue).toArray());
    }

    private void receipt(String request, long requestedAt, @Nullable Customer other) {
        long now = context.currentSystemTimeMs();
        context.forward(
                new Record<>(
                        request,
                        ReceiptRecords.merge(
                                request,
                                requestedAt,
                                now,
                                other != null,
                                other == null ? 0 : other.state().lifetime().orders()),
                        now),
                Nodes.REQUEST_RECEIPTS);
    }

    private void send(String to, CustomerMove.Moved moved) {
        send(to, MoveRecords.moved(to, moved));
    }

    private void send(String to, Object record) {
        Headers headers = new RecordHeaders();
        tracing.passOn(headers);
        context.forward(new Record<>(to, record, context.currentSystemTimeMs(), headers), Nodes.CUSTOMER_MOVES);
    }
}
