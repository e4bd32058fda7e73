package dev.segue.segmentation.clustering;

import java.util.Map;

/**
 * How people say that a feature is high or low.
 *
 * @param high for values above the average
 * @param low for values below the average
 */
record FeatureWords(String high, String low) {
    private static final Map<String, FeatureWords> BY_NAME = Map.ofEntries(
            Map.entry("recency_days", new FeatureWords("bought long ago", "bought recently")),
            Map.entry("tenure_days", new FeatureWords("long-standing", "new")),
            Map.entry("frequency", new FeatureWords("buys often", "buys seldom")),
            Map.entry("monetary", new FeatureWords("high spend", "low spend")),
            Map.entry("recent_frequency", new FeatureWords("buys often lately", "buys seldom lately")),
            Map.entry("recent_monetary", new FeatureWords("high spend lately", "low spend lately")),
            Map.entry("average_order_value", new FeatureWords("large orders", "small orders")),
            Map.entry("discount_share", new FeatureWords("large discounts", "full price")),
            Map.entry("deal_share", new FeatureWords("buys on deals", "buys without deals")),
            Map.entry("return_rate", new FeatureWords("many returns", "few returns")),
            Map.entry("visits", new FeatureWords("visits often", "visits seldom")),
            Map.entry("campaign_open_rate", new FeatureWords("opens campaigns", "ignores campaigns")),
            Map.entry("campaign_click_rate", new FeatureWords("clicks in campaigns", "clicks seldom")),
            Map.entry("campaign_accept_rate", new FeatureWords("answers campaigns", "declines campaigns")),
            Map.entry("nps", new FeatureWords("recommends the shop", "does not recommend the shop")),
            Map.entry("csat", new FeatureWords("satisfied", "dissatisfied")),
            Map.entry("complaints", new FeatureWords("complains often", "complains seldom")),
            Map.entry("profile.age", new FeatureWords("older", "younger")),
            Map.entry("profile.children", new FeatureWords("more children", "fewer children")));

    /** The words for a feature: its own, or such as its name's first part suggests, or plainly high and low. */
    static FeatureWords of(String feature) {
        FeatureWords own = BY_NAME.get(feature);
        if (own != null) {
            return own;
        }
        int dot = feature.indexOf('.');
        String group = dot < 0 ? "" : feature.substring(0, dot);
        String words = feature.substring(dot + 1).replace('_', ' ').replace('.', ' ');
        return switch (group) {
            case "category_share" -> new FeatureWords("more " + words, "less " + words);
            case "channel_share" -> new FeatureWords("more by " + words, "less by " + words);
            default -> new FeatureWords("high " + words, "low " + words);
        };
    }

    String of(double z) {
        return z > 0 ? high : low;
    }
}
