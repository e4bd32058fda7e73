package dev.segue.segmentation.strategy;

import org.jspecify.annotations.Nullable;

/**
 * One of several ways to carry a strategy out, which compete.
 *
 * @param id lower-case letters, digits and hyphens, a letter first, at most 64
 * @param offer what it offers
 * @param channel through which channel; null for the strategy's
 */
public record Variant(String id, Offer offer, @Nullable String channel) {
    public Variant {
        Names.requireId("id", id);
        if (channel != null) {
            Names.requireChannel("channel", channel);
        }
    }
}
