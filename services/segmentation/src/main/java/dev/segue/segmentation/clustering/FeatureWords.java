package dev.segue.segmentation.clustering;

import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.features.Level;
import java.util.Locale;
import java.util.Map;

/**
 * How people say that a feature is high or low.
 *
 * @param topic what it is about; features of one topic say nearly the same, or are shares of one whole
 * @param listed whether several features of the topic are named one after the other, or the strongest only
 * @param high for values above the average
 * @param low for values below the average
 */
record FeatureWords(String topic, boolean listed, String high, String low) {
    private static final Map<String, FeatureWords> BY_NAME = Map.ofEntries(
            one("recency_days", "recency", "bought long ago", "bought recently"),
            one("tenure_days", "tenure", "long-standing", "new"),
            one("frequency", "frequency", "buys often", "buys seldom"),
            one("recent_frequency", "frequency", "buys often lately", "buys seldom lately"),
            one("purchase_days", "frequency", "buys on many days", "buys on few days"),
            one("monetary", "spend", "high spend", "low spend"),
            one("recent_monetary", "spend", "high spend lately", "low spend lately"),
            one("average_order_value", "order value", "large orders", "small orders"),
            one("repeat_value", "order value", "large repeat orders", "small repeat orders"),
            one("discount_share", "deals", "large discounts", "full price"),
            one("deal_share", "deals", "buys on deals", "buys without deals"),
            one("return_rate", "returns", "many returns", "few returns"),
            one("visits", "visits", "visits often", "visits seldom"),
            one("campaign_open_rate", "campaigns", "opens campaigns", "ignores campaigns"),
            one("campaign_click_rate", "campaigns", "clicks in campaigns", "clicks seldom"),
            one("campaign_accept_rate", "campaigns", "answers campaigns", "declines campaigns"),
            one("nps", "nps", "recommends the shop", "does not recommend the shop"),
            one("csat", "csat", "satisfied", "dissatisfied"),
            one("complaints", "complaints", "complains often", "complains seldom"),
            one("probability_alive", "alive", "likely to come back", "likely gone"),
            one("churn_probability", "alive", "likely gone", "likely to come back"),
            one("expected_purchases", "future frequency", "many purchases ahead", "few purchases ahead"),
            one("predicted_clv", "future spend", "high value ahead", "low value ahead"),
            one("next_purchase_days", "next purchase", "next purchase far off", "next purchase soon"),
            one("profile.age", "profile.age", "older", "younger"),
            one("profile.children", "profile.children", "more children", "fewer children"));

    private static Map.Entry<String, FeatureWords> one(String feature, String topic, String high, String low) {
        return Map.entry(feature, new FeatureWords(topic, false, high, low));
    }

    /** The words for a feature, or for the value of a text trait that it stands for. */
    static FeatureWords of(ModelFeature feature) {
        return switch (feature.level()) {
            case null -> of(feature.name());
            case Level.Is is -> ofLevel(feature.name(), is.category());
            case Level.OtherThan others -> {
                String words = "other " + trait(feature.name());
                yield new FeatureWords(feature.name(), true, words, "less " + words);
            }
        };
    }

    /** The words for a feature: its own, or such as its name's first part suggests, or plainly high and low. */
    static FeatureWords of(String feature) {
        FeatureWords own = BY_NAME.get(feature);
        if (own != null) {
            return own;
        }
        int dot = feature.indexOf('.');
        String group = dot < 0 ? "" : feature.substring(0, dot);
        String words = trait(feature);
        return switch (group) {
            case "category_share", "channel_share" -> new FeatureWords(group, true, words, "less " + words);
            default -> new FeatureWords(feature, false, "high " + words, "low " + words);
        };
    }

    private static FeatureWords ofLevel(String feature, String level) {
        String words = plain(level);
        return switch (words.toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> new FeatureWords(feature, true, trait(feature), "not " + trait(feature));
            case "no", "false" -> new FeatureWords(feature, true, "not " + trait(feature), trait(feature));
            default -> new FeatureWords(feature, true, words, "less " + words);
        };
    }

    private static String trait(String feature) {
        return plain(feature.substring(feature.indexOf('.') + 1));
    }

    /** Without what separates phrases in a label. */
    private static String plain(String name) {
        return name.replaceAll("[_.·,\\s]+", " ").strip();
    }

    String of(double z) {
        return z > 0 ? high : low;
    }
}
