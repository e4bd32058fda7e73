package dev.segue.segmentation.event;

import java.util.Map;

/**
 * A partial update of what is known about a customer.
 *
 * @param id identity of the event
 * @param at as of when the traits hold, epoch milliseconds
 * @param traits name to value; names not given stay as they are
 */
public record ProfileUpdate(String id, long at, Map<String, TraitValue> traits) implements CustomerEvent {
    public ProfileUpdate {
        traits = Map.copyOf(traits);
    }
}
