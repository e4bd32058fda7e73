package dev.segue.segmenter.ingest;

import dev.segue.segmentation.customer.Journey;
import dev.segue.segmentation.recommendation.ProductMemory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the segmenter sends to itself when customers are merged. */
public sealed interface CustomerMove extends Arrival permits CustomerMove.Moved, CustomerMove.Ended {
    /**
     * Everything of another customer's. The array must not be changed.
     *
     * @param journey which way it came
     * @param requestedAt when the merge was asked for, epoch milliseconds
     * @param part 0 for the first record of a customer, which has the state and the aliases; those after it have more purchases
     * @param state the customer, encoded; null where nothing was known
     * @param purchases fingerprints of purchases the state does not remember any more
     * @param aliases ids of customers who were merged into this one before
     */
    @SuppressWarnings("ArrayRecordComponent") // Carried along, never compared.
    record Moved(
            Journey journey,
            long requestedAt,
            int part,
            byte @Nullable [] state,
            List<Long> purchases,
            List<String> aliases)
            implements CustomerMove {
        /** The same, having come by another. */
        public Moved on(Journey further) {
            return new Moved(further, requestedAt, part, state, purchases, aliases);
        }
    }

    /**
     * The customer had been merged into one who was erased.
     *
     * @param products what that one bought, under whichever id
     */
    record Ended(ProductMemory products) implements CustomerMove {}
}
