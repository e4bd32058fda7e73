package dev.segue.segmentation.strategy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a customer is offered. Everything may be left out, but not all of it.
 *
 * @param push products or categories to put forward, the most important first
 * @param exclude products or categories to leave out; none of those put forward
 * @param recommend how many products to put forward beside, chosen for the customer by what others buy; 0 for none, at most
 *     {@value #MOST_RECOMMENDED}
 * @param discount per cent off, more than 0 and at most 100
 * @param bundle name of a bundle
 * @param loyaltyTier tier of the loyalty programme, or reward of it
 * @param subscription name of a subscription
 * @param referral name of a reward for bringing somebody
 * @param paymentPlan name of a way to pay
 * @param survey name of a survey to answer
 * @param message what to say, for people
 */
public record Offer(
        List<String> push,
        List<String> exclude,
        int recommend,
        @Nullable Double discount,
        @Nullable String bundle,
        @Nullable String loyaltyTier,
        @Nullable String subscription,
        @Nullable String referral,
        @Nullable String paymentPlan,
        @Nullable String survey,
        @Nullable String message) {
    /** How many products an offer may have chosen for a customer. */
    public static final int MOST_RECOMMENDED = 20;

    private static final int HUNDRED = 100;

    public Offer {
        push = Names.distinct("push", push);
        exclude = Names.distinct("exclude", exclude);
        for (String product : exclude) {
            if (push.contains(product)) {
                throw new IllegalArgumentException("exclude must not name %s, which push names".formatted(product));
            }
        }
        if (recommend < 0 || recommend > MOST_RECOMMENDED) {
            throw new IllegalArgumentException(
                    "recommend must be 0 to %d products, not %d".formatted(MOST_RECOMMENDED, recommend));
        }
        if (discount != null && !(discount > 0 && discount <= HUNDRED)) {
            throw new IllegalArgumentException(
                    "discount must be more than 0 and at most 100 per cent, not " + discount);
        }
        requireText("bundle", bundle);
        requireText("loyalty_tier", loyaltyTier);
        requireText("subscription", subscription);
        requireText("referral", referral);
        requireText("payment_plan", paymentPlan);
        requireText("survey", survey);
        requireText("message", message);
        boolean anything = Stream.of(
                        discount, bundle, loyaltyTier, subscription, referral, paymentPlan, survey, message)
                .anyMatch(Objects::nonNull);
        if (!anything && push.isEmpty() && exclude.isEmpty() && recommend == 0) {
            throw new IllegalArgumentException(
                    "offer must have at least one of push, exclude, recommend, discount, bundle,"
                            + " loyalty_tier, subscription, referral, payment_plan, survey and message");
        }
    }

    /** An offer of nothing but products and what is said of them. */
    public static Offer of(List<String> push, List<String> exclude, @Nullable String message) {
        return new Offer(push, exclude, 0, null, null, null, null, null, null, null, message);
    }

    /**
     * The same offer without some products or categories.
     *
     * @return null where it puts products forward, all of them are left out, and none are chosen for the customer
     */
    @Nullable
    Offer without(Collection<String> products) {
        if (products.isEmpty()) {
            return this;
        }
        List<String> pushed =
                push.stream().filter(product -> !products.contains(product)).toList();
        if (pushed.isEmpty() && !push.isEmpty() && recommend == 0) {
            return null;
        }
        List<String> excluded = new ArrayList<>(exclude);
        products.stream().filter(product -> !exclude.contains(product)).forEach(excluded::add);
        return new Offer(
                pushed,
                excluded,
                recommend,
                discount,
                bundle,
                loyaltyTier,
                subscription,
                referral,
                paymentPlan,
                survey,
                message);
    }

    private static void requireText(String field, @Nullable String text) {
        if (text != null) {
            Names.requireText(field, text);
        }
    }
}
