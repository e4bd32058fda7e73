package dev.segue.console.live;

import org.jspecify.annotations.Nullable;

/**
 * Who gets the same.
 *
 * @param segmentation they want to hear of; null for all
 * @param profiles whether they may see customers' profiles
 */
public record Audience(@Nullable String segmentation, boolean profiles) {
    /** Whether they want a message. */
    boolean wants(Message message) {
        return message.segmentation() == null || wants(message.segmentation());
    }

    /** Whether they want to hear of a segmentation. */
    boolean wants(String other) {
        return segmentation == null || segmentation.equals(other);
    }
}
