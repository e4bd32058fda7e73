package dev.segue.bench.workload;

import dev.segue.avro.Purchase;
import dev.segue.segmentation.assignment.Assigner;
import dev.segue.segmentation.assignment.Cause;
import dev.segue.segmentation.assignment.Membership;
import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.StateWriter;
import dev.segue.segmentation.recommendation.Basket;
import dev.segue.segmentation.strategy.Happening;
import dev.segue.segmentation.strategy.OutcomesSoFar;
import dev.segue.segmentation.strategy.Strategies;
import dev.segue.segmenter.ingest.EventRules;
import dev.segue.spec.PlaybookReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Customers' states as the segmenter writes them, a state a purchase, so that the floor writes values of just such sizes
 * and contents. The events of one customer in sixteen are taken in for that; of the states they go through, a uniform sample
 * is kept (reservoir sampling: Vitter, "Random Sampling with a Reservoir", 1985, algorithm R). Not thread-safe.
 */
public final class StateSample {
    private static final int CUSTOMERS_A_SAMPLED_ONE = 16;
    private static final int KEPT = 4_096;
    private static final Duration TIMER_AHEAD = Duration.ofDays(30);

    private final Decay decay = Decay.halfLife(Duration.ofDays(180));
    private final EventRules rules = new EventRules("GBP", Duration.ofMinutes(5));
    private final SegmentModel model = FixedModel.ofFiveSegments();
    private final Scorer scorer = new Scorer(model, decay);
    private final Strategies strategies = new Strategies(PlaybookReader.read(FixedModel.SEGMENTATION), model, decay);
    private final StateWriter writer = new StateWriter();
    private final Map<String, Customer> customers = new HashMap<>();
    private final List<byte[]> kept = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private long states;
    private long bytes;

    /** Takes a purchase in, if its customer is one of those sampled. */
    public void observe(Purchase purchase) {
        String id = purchase.getUserId();
        if (Math.floorMod(id.hashCode(), CUSTOMERS_A_SAMPLED_ONE) != 0) {
            return;
        }
        long now = System.currentTimeMillis();
        CustomerEvent event = rules.event(id, purchase, now);
        Customer customer = customers.computeIfAbsent(id, absent -> new Customer());
        customer.state().apply(event, decay);
        customer.followed().take(event);
        if (event instanceof Order order && order.kind() == Order.Kind.PURCHASE) {
            customer.products().add(Basket.of(order));
        }
        Membership before = customer.membership(FixedModel.SEGMENTATION);
        Assigner.Outcome outcome =
                Assigner.look(scorer, id, customer.state(), before, now, event.at(), Cause.BEHAVIOUR, event.id());
        customer.place(outcome.membership());
        strategies
                .decide(
                        id,
                        customer.state(),
                        outcome.membership().segment(),
                        new Happening(event, outcome.change()),
                        now,
                        customer.triggers(),
                        OutcomesSoFar.NONE)
                .triggers()
                .forEach(trigger -> customer.followed().triggered(trigger.followed()));
        customer.timer(now + TIMER_AHEAD.toMillis());
        customer.snapshotTaken(now);
        keep(customer.encode(writer));
    }

    private void keep(byte[] state) {
        states++;
        bytes += state.length;
        if (kept.size() < KEPT) {
            kept.add(state);
        } else {
            long place = random.nextLong(states);
            if (place < KEPT) {
                kept.set((int) place, state);
            }
        }
    }

    /** Mean size of a state, in bytes. */
    public double meanBytes() {
        return (double) bytes / Math.max(1, states);
    }

    /**
     * Writes the sample.
     *
     * @throws IOException if the file cannot be written
     */
    public void write(Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeInt(kept.size());
            for (byte[] state : kept) {
                out.writeInt(state.length);
                out.write(state);
            }
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the file cannot be read
     */
    public static byte[][] read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            byte[][] states = new byte[in.readInt()][];
            for (int i = 0; i < states.length; i++) {
                states[i] = in.readNBytes(in.readInt());
            }
            return states;
        }
    }
}
