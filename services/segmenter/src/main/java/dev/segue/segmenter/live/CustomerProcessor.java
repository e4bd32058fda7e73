package dev.segue.segmenter.live;

import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.customer.Forwarding;
import dev.segue.segmentation.event.CampaignMessage;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.features.EventIds;
import dev.segue.segmenter.ingest.Arrival;
import dev.segue.segmenter.ingest.CustomerMove;
import dev.segue.segmenter.ingest.CustomerRequest;
import dev.segue.segmenter.ingest.DeadLetters;
import dev.segue.segmenter.ingest.Incoming;
import dev.segue.segmenter.ingest.Original;
import dev.segue.segmenter.ingest.Reason;
import dev.segue.segmenter.ingest.RejectedException;
import dev.segue.segmenter.model.Models;
import dev.segue.segmenter.outbound.Nodes;
import dev.segue.segmenter.recommendation.ProductCounts;
import dev.segue.segmenter.recommendation.Recommendations;
import dev.segue.segmenter.service.SegmenterMetrics;
import dev.segue.segmenter.service.TaskMetrics;
import dev.segue.segmenter.shared.SharedOutcomes;
import dev.segue.segmenter.tracing.Tracing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.MDC;

/**
 * Brings an event to its customer: drops it if it is a duplicate, else reads the customer's state, takes the event in, looks
 * whether the customer moves, writes the state, and publishes what changed. All that
 * is decided is decided by the library; here is when, and what is read and written. One thread.
 */
final class CustomerProcessor implements Processor<String, Arrival, Object, Object> {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration BETWEEN_LOOKS_AT_OUTCOMES = Duration.ofSeconds(1);

    private final LiveSettings settings;
    private final SegmenterMetrics metrics;
    private final Function<ReadOnlyKeyValueStore<String, byte[]>, Models> modelsOf;
    private final Function<ReadOnlyKeyValueStore<String, byte[]>, SharedOutcomes> sharedOf;
    private final Recommendations recommendations;
    private final Tracing tracing;

    private ProcessorContext<Object, Object> context;
    private Customers customers;
    private SeenPurchases seen;
    private SegmentClock clock;
    private Timers timers;
    private Snapshots snapshots;
    private Kpis kpis;
    private Upkeep upkeep;
    private Models models;
    private SharedOutcomes shared;
    private Outcomes outcomes;
    private Playbooks playbooks;
    private CustomerLooks looks;
    private Outbound outbound;
    private HandledRequests handled;
    private Forwardings forwardings;
    private Erasure erasure;
    private Merging merging;
    private ProductCounts products;
    private TaskMetrics owed;
    private Cancellable ticks;
    private Cancellable outcomesLook;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    CustomerProcessor(
            LiveSettings settings,
            SegmenterMetrics metrics,
            Function<ReadOnlyKeyValueStore<String, byte[]>, Models> modelsOf,
            Function<ReadOnlyKeyValueStore<String, byte[]>, SharedOutcomes> sharedOf,
            Recommendations recommendations,
            Tracing tracing) {
        this.settings = settings;
        this.metrics = metrics;
        this.modelsOf = modelsOf;
        this.sharedOf = sharedOf;
        this.recommendations = recommendations;
        this.tracing = tracing;
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        customers = new Customers(context.getStateStore(Customers.STORE), settings.customersInMemory());
        seen = new SeenPurchases(context.getStateStore(SeenPurchases.STORE));
        clock = new SegmentClock(
                settings.clock(), context.getStateStore(SegmentClock.STORE), context::currentSystemTimeMs);
        timers = new Timers(context.getStateStore(Timers.STORE));
        snapshots = new Snapshots(settings.snapshotInterval(), settings.snapshotsPerSecond());
        kpis = new Kpis(context);
        models = modelsOf.apply(context.getStateStore(Models.STORE));
        takeOverModels();
        shared = sharedOf.apply(context.getStateStore(SharedOutcomes.STORE));
        shared.refresh();
        outcomes = new Outcomes(context);
        playbooks = new Playbooks(settings.playbooks(), settings.decay(), shared);
        playbooks.refresh(models);
        outbound = new Outbound(context, settings, kpis, metrics, tracing);
        looks = new CustomerLooks(models, playbooks, timers, outbound, outcomes, metrics, recommendations);
        owed = metrics.task(context.taskId().partition());
        upkeep = new Upkeep(context, customers, clock, timers, snapshots, models, kpis, looks, outbound, metrics, owed);
        handled = new HandledRequests(context.getStateStore(HandledRequests.STORE));
        forwardings = new Forwardings(context.getStateStore(Forwardings.STORE));
        Departure departure = new Departure(context, customers, seen, timers, snapshots, models, kpis, outbound);
        products = new ProductCounts(context, settings.decay());
        erasure = new Erasure(context, departure, forwardings, products);
        merging = new Merging(
                context, customers, departure, forwardings, handled, seen, outcomes, settings.decay(), tracing);
        refreshRecommendations();
        // Whatever was owed to customers when this task last stopped is found by going through them once.
        upkeep.lookThrough();
        outcomesLook = context.schedule(
                BETWEEN_LOOKS_AT_OUTCOMES, PunctuationType.WALL_CLOCK_TIME, wallClock -> shared.refresh());
        ticks = context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, wallClock -> tick());
    }

    /** Ends what was scheduled: Kafka Streams may begin again with this very processor, and does not end it then. */
    @Override
    public void close() {
        owed.close();
        ticks.cancel();
        outcomesLook.cancel();
        kpis.close();
        outcomes.close();
        products.close();
    }

    @Override
    public void process(Record<String, Arrival> record) {
        outbound.arrived(record.timestamp());
        switch (record.value()) {
            case Incoming incoming -> take(record.withValue(incoming));
            case CustomerRequest request -> carryOut(record.key(), request);
            case CustomerMove.Moved moved -> takeIn(record.key(), moved);
            case CustomerMove.Ended ended -> {
                forwardings.remove(record.key());
                products.forget(ended.products());
            }
        }
    }

    private void carryOut(String id, CustomerRequest request) {
        Forwarding forwarding = forwardings.of(id);
        if (forwarding != null) {
            merging.forward(request.original(), forwarding);
            return;
        }
        if (handled.contains(request.id())) {
            metrics.duplicate(request);
            return;
        }
        // A request's own date does not move the clock on: who erases a customer in a replay of 2011 does it today.
        long at = clock.runs() ? clock.now() : request.at();
        switch (request) {
            case CustomerRequest.Erase erase -> erasure.erase(id, erase, at);
            case CustomerRequest.Merge merge -> merging.depart(id, merge, at);
        }
        handled.add(request.id(), context.currentSystemTimeMs());
        metrics.request(request);
    }

    private void takeIn(String id, CustomerMove.Moved moved) {
        if (!merging.arrives(id, moved)) {
            return;
        }
        Customer known = customers.get(id);
        Customer customer = known == null ? new Customer() : known;
        if (known != null) {
            looks.afterNewModels(
                    id,
                    customer,
                    Math.max(clock.now(), customer.state().decayed().at()));
        }
        if (merging.takeIn(id, customer, moved)) {
            long now = Math.max(clock.now(), customer.state().decayed().at());
            looks.afterMerge(id, customer, moved.journey().request(), now);
            settle(id, customer, now);
        } else if (known != null) {
            // Nothing came, but a new model may have.
            looks.keepTimer(
                    id,
                    customer,
                    Math.max(clock.now(), customer.state().decayed().at()));
            customers.put(id, customer);
        }
    }

    private void take(Record<String, Incoming> record) {
        CustomerEvent event = record.value().event();
        clock.advance(event.at());
        upkeep.fireTimers();
        String id = record.key();
        Customer known = customers.get(id);
        // Only who is not there may have gone into another, so events of the others need not look.
        Forwarding forwarding = known == null ? forwardings.of(id) : null;
        if (forwarding != null) {
            merging.forward(record.value().original(), forwarding);
            return;
        }
        Customer customer = known == null ? new Customer() : known;
        if (isDuplicate(id, customer, event)) {
            metrics.duplicate(event);
            return;
        }
        long now = Math.max(clock.now(), event.at());
        // Before anything is decided, also of what waited for the customer.
        if (event instanceof CampaignMessage message) {
            customer.triggers().take(message);
        }
        if (known != null) {
            looks.afterNewModels(id, customer, now);
        }
        try {
            seen.add(id, customer.state().apply(event, settings.decay()));
        } catch (ArithmeticException e) {
            reject(record, e);
            // The event changed nothing, but a new model may have.
            if (known != null) {
                looks.keepTimer(id, customer, now);
                customers.put(id, customer);
            }
            return;
        }
        kpis.event(customer, models.inForce(), event);
        outcomes.count(customer.followed().take(event));
        products.event(customer, models.inForce(), event);
        looks.afterEvent(id, customer, event, now);
        settle(id, customer, now);
        metrics.event(event);
    }

    /** What follows from a customer's having changed; and writes the customer. */
    private void settle(String id, Customer customer, long now) {
        looks.keepTimer(id, customer, now);
        // Who is owed a publication already is queued for it.
        boolean owed = customer.snapshotDue();
        customer.changed();
        if (!owed && snapshots.now(id, customer, context.currentSystemTimeMs())) {
            upkeep.publishFeatures(id, customer, now);
        }
        customers.put(id, customer);
    }

    private boolean isDuplicate(String id, Customer customer, CustomerEvent event) {
        return customer.state().remembers(event)
                || (event instanceof Order
                        && customer.state().purchasesElsewhere()
                        && seen.contains(id, EventIds.fingerprint(event.id())));
    }

    private void reject(Record<String, Incoming> record, ArithmeticException cause) {
        RecordMetadata source = context.recordMetadata().orElseThrow();
        RejectedException rejected = new RejectedException(
                Reason.AMOUNT_TOO_LARGE, "the customer's lifetime total would be beyond 100 trillion", cause);
        metrics.deadLetter(rejected.reason());
        tracing.rejected(rejected.reason().code());
        Original original = record.value().original();
        context.forward(
                DeadLetters.of(
                        record.withKey(original.customer().getBytes(StandardCharsets.UTF_8))
                                .withValue(original.value()),
                        rejected.reason(),
                        rejected,
                        source.topic(),
                        source.partition(),
                        source.offset()),
                Nodes.DEAD_LETTERS);
    }

    private void tick() {
        refreshRecommendations();
        if (takeOverModels()) {
            playbooks.refresh(models);
            upkeep.lookThrough();
        }
        upkeep.turn();
    }

    /** Logs of this thread name the models from now on. */
    private boolean takeOverModels() {
        boolean changed = models.refresh();
        if (changed) {
            MDC.put("models", models.versions());
        }
        return changed;
    }

    private void refreshRecommendations() {
        recommendations.refresh(context.getStateStore(Recommendations.STORE), context.currentSystemTimeMs());
    }
}
