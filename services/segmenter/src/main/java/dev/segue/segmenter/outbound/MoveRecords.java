package dev.segue.segmenter.outbound;

import dev.segue.avro.CustomerMoved;
import dev.segue.avro.ForwardingEnded;
import dev.segue.avro.RecordForwarded;
import dev.segue.segmentation.customer.Journey;
import dev.segue.segmentation.features.StateWriter;
import dev.segue.segmentation.recommendation.ProductMemory;
import dev.segue.segmenter.ingest.CustomerMove;
import dev.segue.segmenter.ingest.Original;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What goes from one customer to another, as it travels. */
public final class MoveRecords {
    private MoveRecords() {}

    /**
     * Everything of a customer, or a part of it.
     *
     * @param to id of the customer it goes to
     */
    public static CustomerMoved moved(String to, CustomerMove.Moved moved) {
        Journey journey = moved.journey();
        byte @Nullable [] state = moved.state();
        return CustomerMoved.newBuilder()
                .setRequest(journey.request())
                .setRequestedAt(Instant.ofEpochMilli(moved.requestedAt()))
                .setUserId(to)
                .setMerged(journey.customer())
                .setRank(journey.rank())
                .setOvertaken(journey.overtaken())
                .setPart(moved.part())
                .setState(state == null ? null : ByteBuffer.wrap(state))
                .setPurchases(moved.purchases())
                .setAliases(moved.aliases())
                .build();
    }

    /**
     * An event or a request.
     *
     * @param to id of the customer it goes to
     */
    public static RecordForwarded forwarded(String to, Original original) {
        return new RecordForwarded(to, original.customer(), original.topic(), ByteBuffer.wrap(original.value()));
    }

    /**
     * The end of a customer's forwarding.
     *
     * @param products what the one bought whom they had been merged into
     */
    public static ForwardingEnded ended(String customer, ProductMemory products) {
        StateWriter out = new StateWriter();
        products.write(out);
        return new ForwardingEnded(customer, ByteBuffer.wrap(out.bytes()));
    }
}
