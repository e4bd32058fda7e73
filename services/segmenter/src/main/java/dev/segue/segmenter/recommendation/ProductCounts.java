package dev.segue.segmenter.recommendation;

import dev.segue.avro.mapping.ProductTallyRecords;
import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import dev.segue.segmentation.recommendation.Basket;
import dev.segue.segmentation.recommendation.Pair;
import dev.segue.segmentation.recommendation.PairTally;
import dev.segue.segmentation.recommendation.ProductMemory;
import dev.segue.segmentation.recommendation.ProductTally;
import dev.segue.segmentation.recommendation.Recommender.SegmentOf;
import dev.segue.segmentation.recommendation.TopList;
import dev.segue.segmenter.outbound.Nodes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Which products a task's customers buy, in all and by segment, counted in memory; every few seconds what changed is written to
 * the store and published. What was counted since is lost when the task stops; what was forgotten is written at once. One thread.
 */
public final class ProductCounts {
    /** Name of the store: segmentation, a slash and segment, or nothing for all customers, to the tallies. */
    public static final String STORE = "product-tallies";

    /** How often what changed is written and published. */
    public static final Duration BETWEEN_PUBLICATIONS = Duration.ofSeconds(10);

    private static final String ALL = "";
    private static final char BETWEEN = '/';
    private static final int PRODUCTS = 4096;
    private static final int PRODUCTS_LISTED = 1000;
    private static final int PRODUCTS_OF_SEGMENT = 1024;
    private static final int PRODUCTS_OF_SEGMENT_LISTED = 200;
    private static final int PAIRS = 8192;
    private static final int PAIRS_LISTED = 2000;

    private final ProcessorContext<Object, Object> context;
    private final KeyValueStore<String, byte[]> store;
    private final Decay decay;
    private final Map<SegmentOf, OfSegment> segments = new HashMap<>();
    private final StateWriter writer = new StateWriter();
    private ProductTally products;
    private PairTally pairs;
    private boolean changed;
    private final Cancellable publication;

    private static final class OfSegment {
        private final ProductTally products;
        private boolean changed;

        OfSegment(ProductTally products, boolean changed) {
            this.products = products;
            this.changed = changed;
        }
    }

    public ProductCounts(ProcessorContext<Object, Object> context, Decay decay) {
        this.context = context;
        this.store = context.getStateStore(STORE);
        this.decay = decay;
        this.products = new ProductTally(PRODUCTS, decay);
        this.pairs = new PairTally(PAIRS, decay);
        try (KeyValueIterator<String, byte[]> tallies = store.all()) {
            tallies.forEachRemaining(this::restore);
        }
        this.publication = context.schedule(BETWEEN_PUBLICATIONS, PunctuationType.WALL_CLOCK_TIME, this::publish);
    }

    /** Ends the publications. */
    public void close() {
        publication.cancel();
    }

    private void restore(KeyValue<String, byte[]> entry) {
        // The task may have stopped between writing it and publishing it.
        changed = true;
        StateReader in = new StateReader(entry.value);
        if (entry.key.equals(ALL)) {
            products = ProductTally.read(in, PRODUCTS, decay);
            pairs = PairTally.read(in, PAIRS, decay);
        } else {
            int between = entry.key.lastIndexOf(BETWEEN);
            segments.put(
                    new SegmentOf(entry.key.substring(0, between), entry.key.substring(between + 1)),
                    new OfSegment(ProductTally.read(in, PRODUCTS_OF_SEGMENT, decay), true));
        }
    }

    /**
     * Notes what a customer bought, and counts it if any of it is new to them and the order is of the sample. To be called before the event moves the customer:
     * they bought it as one of the segment they then left.
     *
     * @param inForce the models of the segmentations to count for
     */
    public void event(Customer customer, Collection<Scorer> inForce, CustomerEvent event) {
        if (!(event instanceof Order order) || order.kind() != Order.Kind.PURCHASE) {
            return;
        }
        Basket basket = Basket.of(order);
        Basket fresh = customer.products().add(basket);
        if (fresh.products().isEmpty() || !products.wants(order.id())) {
            return;
        }
        products.add(fresh);
        pairs.add(basket, fresh);
        changed = true;
        for (Scorer scorer : inForce) {
            String segmentation = scorer.model().segmentation();
            String segment = customer.membership(segmentation).segment();
            if (segment != null) {
                OfSegment ofSegment = segments.computeIfAbsent(
                        new SegmentOf(segmentation, segment),
                        of -> new OfSegment(new ProductTally(PRODUCTS_OF_SEGMENT, decay), false));
                ofSegment.products.add(fresh);
                ofSegment.changed = true;
            }
        }
    }

    /** Forgets what a customer who is erased bought and hardly anybody else, such as what was made for them. */
    public void forget(ProductMemory bought) {
        boolean ofProducts = products.forget(bought);
        boolean ofPairs = pairs.forget(bought, products);
        if (ofProducts || ofPairs) {
            changed = true;
            write();
        }
        segments.forEach((segment, ofSegment) -> {
            if (ofSegment.products.forget(bought)) {
                changed = true;
                ofSegment.changed = true;
                write(segment, ofSegment.products);
            }
        });
    }

    private void publish(long wallClock) {
        if (!changed) {
            return;
        }
        changed = false;
        write();
        forward(null, products, PRODUCTS_LISTED, pairs.top(PAIRS_LISTED), wallClock);
        segments.forEach((segment, ofSegment) -> {
            if (ofSegment.changed) {
                ofSegment.changed = false;
                write(segment, ofSegment.products);
                forward(segment, ofSegment.products, PRODUCTS_OF_SEGMENT_LISTED, TopList.empty(), wallClock);
            }
        });
    }

    private void write() {
        writer.clear();
        products.write(writer);
        pairs.write(writer);
        store.put(ALL, writer.bytes());
    }

    private void write(SegmentOf segment, ProductTally tally) {
        writer.clear();
        tally.write(writer);
        store.put(segment.segmentation() + BETWEEN + segment.segment(), writer.bytes());
    }

    private void forward(
            @Nullable SegmentOf segment, ProductTally tally, int listed, TopList<Pair> together, long wallClock) {
        int partition = context.taskId().partition();
        context.forward(
                new Record<>(
                        ProductTallyRecords.key(segment, partition),
                        ProductTallyRecords.toRecord(segment, partition, tally.top(listed), together),
                        wallClock),
                Nodes.PRODUCT_TALLIES);
    }
}
