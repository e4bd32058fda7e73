package dev.segue.segmentation.strategy;

import dev.segue.segmentation.features.EventIds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses which variant of a strategy a customer gets. */
@FunctionalInterface
public interface VariantChooser {
    /** Each variant as often as any other. */
    VariantChooser EVENLY = (segment, strategy, open, trigger) ->
            open.get((int) Long.remainderUnsigned(EventIds.fingerprint(trigger), open.size()));

    /**
     * A choice.
     *
     * @param segment id of the customer's segment; null for none
     * @param strategy the strategy
     * @param open its variants whose channels are open to the customer, at least one
     * @param trigger id of the trigger to be; what a random choice should be derived from, so that it can be repeated
     * @return one of {@code open}
     */
    Variant choose(@Nullable String segment, Strategy strategy, List<Variant> open, String trigger);
}
