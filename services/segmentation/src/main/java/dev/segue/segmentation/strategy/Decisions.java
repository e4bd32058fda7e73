package dev.segue.segmentation.strategy;

import java.util.List;

/**
 * What comes of a look at a customer.
 *
 * @param triggers to publish, the highest priority first
 * @param suppressed what was kept back
 */
public record Decisions(List<Trigger> triggers, List<Suppressed> suppressed) {
    /** Nothing. */
    public static final Decisions NONE = new Decisions(List.of(), List.of());

    public Decisions {
        triggers = List.copyOf(triggers);
        suppressed = List.copyOf(suppressed);
    }
}
