package dev.segue.spec;

import dev.segue.segmentation.strategy.Condition;
import dev.segue.segmentation.strategy.Exclusion;
import dev.segue.segmentation.strategy.FrequencyCap;
import dev.segue.segmentation.strategy.Occasion;
import dev.segue.segmentation.strategy.Offer;
import dev.segue.segmentation.strategy.Strategy;
import dev.segue.segmentation.strategy.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the strategies of a playbook. */
final class StrategyReader {
    /** How long a strategy does not fire again for a customer unless the playbook says otherwise. */
    private static final Duration COOLDOWN = Duration.ofDays(30);

    /** How long an offer may be made unless the playbook says otherwise. */
    private static final Duration EXPIRY = Duration.ofDays(7);

    /** Share of the customers a strategy is measured against unless the playbook says otherwise. */
    private static final double HOLDOUT = 0.1;

    /** In place of one that cannot be read. */
    private static final Offer NOTHING = Offer.of(List.of(), List.of(), "nothing");

    private final Roles roles;
    private final ConditionReader conditions;
    private final List<Exclusion> exclusions;

    StrategyReader(Roles roles, ConditionReader conditions, List<Exclusion> exclusions) {
        this.roles = roles;
        this.conditions = conditions;
        this.exclusions = exclusions;
    }

    /** Null where something is wrong with it, which has been noted. */
    @Nullable
    Strategy read(YamlFields fields) {
        if (!fields.readable()) {
            return null;
        }
        String id = fields.text("id");
        String title = fields.text("title", id);
        Occasion when = fields.needs("when") ? OccasionReader.read(fields.under("when"), roles) : null;
        Condition where = fields.has("where") ? conditions.read(fields.under("where")) : Condition.ALWAYS;
        Offer offer = fields.needs("offer") ? offer(fields.under("offer")) : NOTHING;
        String channel = fields.text("channel");
        List<Variant> variants = variants(fields, offer);
        int priority = fields.whole("priority", 0);
        String group = textOrNull(fields, "group");
        Duration cooldown = fields.duration("cooldown", COOLDOWN);
        FrequencyCap cap = fields.has("cap") ? cap(fields.under("cap")) : null;
        Duration expiry = fields.duration("expiry", EXPIRY);
        String consent = textOrNull(fields, "consent");
        double holdout = fields.number("holdout", HOLDOUT);
        fields.end();
        if (when == null) {
            return null;
        }
        Strategy made = fields.make(() -> new Strategy(
                id, title, when, where, offer, channel, variants, priority, group, cooldown, cap, expiry, consent,
                holdout));
        if (made != null && made.isClosedBy(exclusions)) {
            fields.problem(
                    "never fires: to all whom it is for, never closes its channel or leaves out all that it pushes;"
                            + " change one of the two");
        }
        return made;
    }

    static @Nullable FrequencyCap cap(YamlFields fields) {
        int most = fields.needs("most") ? fields.whole("most", 1) : 1;
        Duration within = fields.needs("within") ? fields.duration("within", Duration.ofDays(1)) : Duration.ofDays(1);
        fields.end();
        return fields.make(() -> new FrequencyCap(most, within));
    }

    private static Offer offer(YamlFields fields) {
        List<String> push = fields.categories("push");
        List<String> exclude = fields.categories("exclude");
        int recommend = fields.whole("recommend", 0);
        Double discount = fields.has("discount") ? (Double) fields.number("discount") : null;
        String bundle = textOrNull(fields, "bundle");
        String loyaltyTier = textOrNull(fields, "loyalty_tier");
        String subscription = textOrNull(fields, "subscription");
        String referral = textOrNull(fields, "referral");
        String paymentPlan = textOrNull(fields, "payment_plan");
        String survey = textOrNull(fields, "survey");
        String message = textOrNull(fields, "message");
        fields.end();
        return fields.make(
                () -> new Offer(
                        push,
                        exclude,
                        recommend,
                        discount,
                        bundle,
                        loyaltyTier,
                        subscription,
                        referral,
                        paymentPlan,
                        survey,
                        message),
                NOTHING);
    }

    private static List<Variant> variants(YamlFields fields, Offer otherwise) {
        List<Variant> variants = new ArrayList<>();
        if (!fields.has("variants")) {
            return variants;
        }
        for (YamlFields variant : fields.mappings("variants")) {
            if (!variant.readable()) {
                continue;
            }
            String id = variant.text("id");
            Offer offer = variant.has("offer") ? own(variant.under("offer"), fields.under("offer")) : otherwise;
            String channel = textOrNull(variant, "channel");
            variant.end();
            Variant made = variant.make(() -> new Variant(id, offer, channel));
            if (made != null) {
                variants.add(made);
            }
        }
        return variants;
    }

    /** The offer of a variant: what it does not say for itself is as in the strategy's, so that what that excludes stays so. */
    private static Offer own(YamlFields fields, YamlFields strategys) {
        if (fields.readable() && fields.isEmpty()) {
            fields.problem("must have what is other than in the strategy's offer, or be left out");
        }
        return offer(fields.inheriting(strategys));
    }

    private static @Nullable String textOrNull(YamlFields fields, String field) {
        return fields.has(field) ? fields.text(field) : null;
    }
}
