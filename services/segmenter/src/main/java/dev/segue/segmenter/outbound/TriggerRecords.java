package dev.segue.segmenter.outbound;

import dev.segue.avro.RecommendationReason;
import dev.segue.avro.StrategyTriggered;
import dev.segue.avro.TriggerOffer;
import dev.segue.avro.VariantOdds;
import dev.segue.segmentation.recommendation.Recommendation;
import dev.segue.segmentation.strategy.Offer;
import dev.segue.segmentation.strategy.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;

/** A strategy to carry out, as it travels: the record, and its headers. */
public final class TriggerRecords {
    /** Header {@code ce_type} of a trigger. */
    public static final String TYPE = "dev.segue.StrategyTriggered";

    private TriggerRecords() {}

    /**
     * The record of a trigger.
     *
     * @param recommendations products chosen for the customer
     */
    public static StrategyTriggered record(Trigger trigger, List<Recommendation> recommendations) {
        Offer offer = trigger.offer();
        return StrategyTriggered.newBuilder()
                .setId(trigger.id())
                .setUserId(trigger.customer())
                .setTimestamp(Instant.ofEpochMilli(trigger.at()))
                .setSegmentation(trigger.segmentation())
                .setPlaybookRevision(trigger.revision())
                .setSegment(trigger.segment())
                .setSegmentLabel(trigger.label())
                .setRole(trigger.role())
                .setStrategy(trigger.strategy())
                .setVariant(trigger.variant())
                .setOdds(trigger.odds().stream()
                        .map(odds -> new VariantOdds(odds.variant(), odds.triggers(), odds.buyers()))
                        .toList())
                .setChannel(trigger.channel())
                .setOffer(TriggerOffer.newBuilder()
                        .setDiscount(offer.discount())
                        .setBundle(offer.bundle())
                        .setLoyaltyTier(offer.loyaltyTier())
                        .setSubscription(offer.subscription())
                        .setReferral(offer.referral())
                        .setPaymentPlan(offer.paymentPlan())
                        .setSurvey(offer.survey())
                        .setMessage(offer.message())
                        .build())
                .setRecommendedProducts(products(offer.push(), recommendations))
                .setRecommendations(
                        recommendations.stream().map(TriggerRecords::record).toList())
                .setExcludedProducts(offer.exclude())
                .setHoldout(trigger.holdout())
                .setAttributionMs(trigger.attribution().toMillis())
                .setCooldownMs(trigger.cooldown().toMillis())
                .setExpiresAt(Instant.ofEpochMilli(trigger.expires()))
                .setCausedBy(trigger.causedBy())
                .setChangeId(trigger.change())
                .setReasons(trigger.reasons())
                .build();
    }

    private static List<String> products(List<String> push, List<Recommendation> recommendations) {
        return Stream.concat(push.stream(), recommendations.stream().map(Recommendation::product))
                .distinct()
                .toList();
    }

    private static dev.segue.avro.Recommendation record(Recommendation recommendation) {
        return dev.segue.avro.Recommendation.newBuilder()
                .setProductId(recommendation.product())
                .setReason(
                        switch (recommendation.reason()) {
                            case POPULAR -> RecommendationReason.POPULAR;
                            case LIFT -> RecommendationReason.LIFT;
                            case BOUGHT_TOGETHER -> RecommendationReason.BOUGHT_TOGETHER;
                        })
                .setScore(recommendation.score())
                .build();
    }

    /**
     * The headers of a trigger.
     *
     * @param source {@code ce_source}: who publishes it
     */
    public static Headers headers(Trigger trigger, String source) {
        return CloudEventHeaders.of(trigger.id(), source, TYPE, trigger.at());
    }
}
