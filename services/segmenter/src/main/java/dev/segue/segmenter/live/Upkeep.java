package dev.segue.segmenter.live;

import dev.segue.avro.registry.RegistryUnavailableException;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmenter.model.Models;
import dev.segue.segmenter.service.SegmenterMetrics;
import dev.segue.segmenter.service.TaskMetrics;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what customers are owed without an event: timers that fall due, a look after a new model came, features that wait to be
 * published. In small portions, so that events do not wait. One thread.
 */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final int TIMERS_A_TURN = 256;
    private static final int SWEPT_A_TURN = 500;
    private static final Duration UNTIL_TRIED_AGAIN = Duration.ofDays(1);

    private final ProcessorContext<Object, Object> context;
    private final Customers customers;
    private final SegmentClock clock;
    private final Timers timers;
    private final Snapshots snapshots;
    private final Sweep sweep;
    private final Models models;
    private final Kpis kpis;
    private final CustomerLooks looks;
    private final Outbound outbound;
    private final SegmenterMetrics metrics;
    private final TaskMetrics owed;

    Upkeep(
            ProcessorContext<Object, Object> context,
            Customers customers,
            SegmentClock clock,
            Timers timers,
            Snapshots snapshots,
            Models models,
            Kpis kpis,
            CustomerLooks looks,
            Outbound outbound,
            SegmenterMetrics metrics,
            TaskMetrics owed) {
        this.context = context;
        this.customers = customers;
        this.clock = clock;
        this.timers = timers;
        this.snapshots = snapshots;
        this.sweep = new Sweep(customers);
        this.models = models;
        this.kpis = kpis;
        this.looks = looks;
        this.outbound = outbound;
        this.metrics = metrics;
        this.owed = owed;
    }

    /** Has all customers looked through, from the first: after a start, and after new models came. */
    void lookThrough() {
        sweep.restart();
    }

    /** Does the next portion. */
    void turn() {
        if (snapshots.someWereLeftOut()) {
            sweep.restart();
        }
        if (!clock.runs()) {
            return;
        }
        fireTimers();
        owed.late(timers.late(clock.now()));
        if (sweep.running()) {
            sweep.step(SWEPT_A_TURN, (id, state) -> {
                lookAfter(id, state, customer -> sweep(id, customer));
                owed.swept();
            });
        }
        owed.sweeping(sweep.running());
        for (String id : snapshots.due(context.currentSystemTimeMs())) {
            lookAfter(id, () -> customers.get(id), customer -> {
                publishFeatures(id, customer, clock.now());
                return true;
            });
        }
    }

    /** Fires timers that are due, a portion of them. */
    void fireTimers() {
        long now = clock.now();
        if (!timers.anyDue(now)) {
            return;
        }
        for (Timers.Due due : timers.take(now, TIMERS_A_TURN)) {
            if (!lookAfter(due.customer(), () -> customers.get(due.customer()), customer -> fire(due, customer))) {
                timers.again(due, now + UNTIL_TRIED_AGAIN.toMillis());
            }
        }
    }

    /** Publishes a customer's features, and counts what is predicted of them. */
    void publishFeatures(String id, Customer customer, long now) {
        kpis.predictions(customer, models.inForce(), now);
        outbound.publishFeatures(id, customer, now);
    }

    /**
     * Looks after a customer, if they are still there. A failure that is the customer's, such as a state that cannot be read, is
     * reported and passed over: it must keep nobody else waiting, nor be laid on the record that happens to be next.
     *
     * @param state reads the customer
     * @param work whether it changed the customer
     * @return false where they were passed over
     */
    private boolean lookAfter(String id, Supplier<@Nullable Customer> state, Predicate<Customer> work) {
        try {
            Customer customer = state.get();
            if (customer != null && work.test(customer)) {
                customers.put(id, customer);
            }
            return true;
        } catch (KafkaException | RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            metrics.passedOver();
            LOG.error("customer {} is passed over, and stays as they are", id, e);
            return false;
        }
    }

    private boolean fire(Timers.Due due, Customer customer) {
        String id = due.customer();
        // The timer's own moment, not when it got its turn: a change that fell due at noon is dated noon.
        long moment = Math.max(due.at(), customer.state().decayed().at());
        customer.timer(0);
        looks.afterNewModels(id, customer, moment);
        looks.afterTime(id, customer, moment, clock.acting(moment));
        looks.setTimer(id, customer, moment);
        kpis.predictions(customer, models.inForce(), moment);
        if (customer.snapshotDue() && snapshots.now(id, customer, context.currentSystemTimeMs())) {
            outbound.publishFeatures(id, customer, moment);
        }
        metrics.timer();
        return true;
    }

    private boolean sweep(String id, Customer customer) {
        boolean current = looks.isUpToDate(customer);
        if (current && !customer.snapshotDue()) {
            return false;
        }
        long now = Math.max(clock.now(), customer.state().decayed().at());
        if (!current) {
            // Only then: a timer that is due and waits for its turn must keep its moment.
            boolean newPlaybooks = looks.hasNewPlaybooks(customer);
            looks.afterNewModels(id, customer, now);
            if (newPlaybooks) {
                // What lasts already is an occasion for them too.
                looks.afterTime(id, customer, now, now);
            }
            looks.setTimer(id, customer, now);
            kpis.predictions(customer, models.inForce(), now);
        }
        if (customer.snapshotDue() && snapshots.now(id, customer, context.currentSystemTimeMs())) {
            publishFeatures(id, customer, now);
        }
        return true;
    }
}
