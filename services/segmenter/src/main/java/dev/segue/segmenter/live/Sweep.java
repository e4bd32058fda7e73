package dev.segue.segmenter.live;

import dev.segue.segmentation.customer.Customer;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all customers in small steps, so that a new model never stalls the stream. Each customer's state says
 * whether anything is owed to them; a sweep cut short by a restart therefore simply starts again and passes over those that
 * are done. One thread.
 */
final class Sweep {
    private final Customers customers;
    private boolean running;
    private @Nullable String after;

    Sweep(Customers customers) {
        this.customers = customers;
    }

    /** Starts from the first customer. */
    void restart() {
        running = true;
        after = null;
    }

    /** Whether customers are left to look at. */
    boolean running() {
        return running;
    }

    /**
     * Looks at the next customers.
     *
     * @param most how many at most
     * @param look told every customer's id, and what reads the customer
     */
    void step(int most, BiConsumer<String, Supplier<Customer>> look) {
        after = customers.look(after, most, look);
        running = after != null;
    }
}
