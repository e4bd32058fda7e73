package dev.segue.segmentation.strategy;

import java.util.List;

/**
 * What some customers are spared, whatever the strategy.
 *
 * @param where which customers
 * @param channels channels nothing is sent them through
 * @param products products or categories left out of every offer to them
 */
public record Exclusion(Condition where, List<String> channels, List<String> products) {
    public Exclusion {
        channels = Names.distinct("channels", channels);
        channels.forEach(channel -> Names.requireChannel("channels", channel));
        products = Names.distinct("products", products);
        if (channels.isEmpty() && products.isEmpty()) {
            throw new IllegalArgumentException("channels or products must name what is left out");
        }
    }
}
