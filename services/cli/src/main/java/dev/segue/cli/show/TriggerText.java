package dev.segue.cli.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.avro.Recommendation;
import dev.segue.avro.StrategyTriggered;
import dev.segue.avro.TriggerOffer;
import dev.segue.avro.VariantOdds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A strategy that fired, in one line. */
public final class TriggerText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TriggerText() {}

    /** For people: time (UTC), customer, strategy, channel, products, and why. */
    public static String line(StrategyTriggered trigger) {
        List<String> what = new ArrayList<>();
        what.add(trigger.getStrategy() + (trigger.getVariant() == null ? "" : "/" + trigger.getVariant()));
        if (trigger.getHoldout()) {
            what.add("held out");
        } else if (trigger.getChannel() != null) {
            what.add("by " + trigger.getChannel());
        }
        if (!trigger.getRecommendedProducts().isEmpty()) {
            what.add("push " + String.join(", ", products(trigger)));
        }
        if (!trigger.getExcludedProducts().isEmpty()) {
            what.add("without " + String.join(", ", trigger.getExcludedProducts()));
        }
        return "%s  %-12s  ▶ %s: %s"
                .formatted(
                        ChangeText.time(trigger.getTimestamp()),
                        trigger.getUserId(),
                        String.join(" · ", what),
                        String.join("; ", trigger.getReasons()));
    }

    /** What is put forward; of what was chosen for the customer, why. */
    private static List<String> products(StrategyTriggered trigger) {
        Map<String, String> reasons = new HashMap<>();
        for (Recommendation recommendation : trigger.getRecommendations()) {
            reasons.put(
                    recommendation.getProductId(),
                    " ("
                            + recommendation
                                    .getReason()
                                    .name()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', ' ') + ")");
        }
        return trigger.getRecommendedProducts().stream()
                .map(product -> product + reasons.getOrDefault(product, ""))
                .toList();
    }

    /** For machines: the whole trigger as one JSON object. */
    public static String json(StrategyTriggered trigger) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", trigger.getId())
                .put("userId", trigger.getUserId())
                .put("timestamp", trigger.getTimestamp().toString())
                .put("segmentation", trigger.getSegmentation())
                .put("segment", trigger.getSegment())
                .put("segment_label", trigger.getSegmentLabel())
                .put("role", trigger.getRole())
                .put("playbook_revision", trigger.getPlaybookRevision())
                .put("strategy", trigger.getStrategy())
                .put("variant", trigger.getVariant())
                .put("channel", trigger.getChannel())
                .put("holdout", trigger.getHoldout())
                .put("attribution_ms", trigger.getAttributionMs())
                .put("cooldown_ms", trigger.getCooldownMs())
                .put(
                        "expires_at",
                        trigger.getExpiresAt() == null
                                ? null
                                : trigger.getExpiresAt().toString())
                .put("change_id", trigger.getChangeId())
                .put("caused_by", trigger.getCausedBy());
        TriggerOffer offer = trigger.getOffer();
        if (offer != null) {
            json.putObject("offer")
                    .put("discount", offer.getDiscount())
                    .put("bundle", offer.getBundle())
                    .put("loyalty_tier", offer.getLoyaltyTier())
                    .put("subscription", offer.getSubscription())
                    .put("referral", offer.getReferral())
                    .put("payment_plan", offer.getPaymentPlan())
                    .put("survey", offer.getSurvey())
                    .put("message", offer.getMessage());
        }
        ArrayNode odds = json.putArray("odds");
        for (VariantOdds variant : trigger.getOdds()) {
            odds.addObject()
                    .put("variant", variant.getVariant())
                    .put("triggers", variant.getTriggers())
                    .put("buyers", variant.getBuyers());
        }
        trigger.getRecommendedProducts().forEach(json.putArray("recommended_products")::add);
        ArrayNode recommendations = json.putArray("recommendations");
        for (Recommendation recommendation : trigger.getRecommendations()) {
            recommendations
                    .addObject()
                    .put("product_id", recommendation.getProductId())
                    .put("reason", recommendation.getReason().name())
                    .put("score", recommendation.getScore());
        }
        trigger.getExcludedProducts().forEach(json.putArray("excluded_products")::add);
        trigger.getReasons().forEach(json.putArray("reasons")::add);
        return json.toString();
    }
}
