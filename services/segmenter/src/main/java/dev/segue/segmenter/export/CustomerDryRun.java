package dev.segue.segmenter.export;

import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.strategy.DryRun;
import dev.segue.segmentation.strategy.OutcomesSoFar;
import dev.segue.segmentation.strategy.Strategies;
import java.util.Iterator;
import org.apache.kafka.streams.KeyValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A dry run of a playbook over customers as they are stored. One thread. */
final class CustomerDryRun {
    private static final Logger LOG = LoggerFactory.getLogger(CustomerDryRun.class);

    private final Strategies strategies;
    private final DryRun run;
    private final long now;
    private long unreadable;

    /** @param now the moment, epoch milliseconds */
    CustomerDryRun(Strategies strategies, OutcomesSoFar outcomes, long now) {
        this.strategies = strategies;
        this.run = new DryRun(strategies, outcomes);
        this.now = now;
    }

    /** Adds all customers there are, as they are when it is asked for them; those that cannot be read are counted apart. */
    void addAll(Iterator<KeyValue<String, byte[]>> customers) {
        while (customers.hasNext()) {
            KeyValue<String, byte[]> stored = customers.next();
            add(stored.key, stored.value);
        }
    }

    /** Adds a customer. */
    void add(String id, byte[] stored) {
        // Decoded anew, so what a dry run notes of a customer is noted in a copy.
        Customer customer;
        try {
            customer = Customer.decode(stored);
        } catch (RuntimeException e) {
            unreadable++;
            LOG.error("customer {} cannot be read, and is left out of the dry run", id, e);
            return;
        }
        // Never before the customer's own last event, which may be ahead of the clock of another task.
        long moment = Math.max(now, customer.state().decayed().at());
        String segment =
                customer.membership(strategies.playbook().segmentation()).segment();
        run.add(id, customer.state(), segment, moment, customer.triggers());
    }

    /** @param modelVersion of the model that the roles were given out by */
    DryRunView view(long modelVersion) {
        return DryRunView.of(strategies.playbook(), modelVersion, now, run, unreadable);
    }
}
