package dev.segue.segmenter.ingest;

import dev.segue.avro.CampaignEvent;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.Feedback;
import dev.segue.avro.OrderLine;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.avro.Visit;
import dev.segue.segmentation.event.CampaignMessage;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.event.Opinion;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.event.ProfileUpdate;
import dev.segue.segmentation.event.SiteVisit;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.Traits;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What an input record must be like, and the event it then is. The one place where the contract's records become the
 * library's events. Stateless but for its settings; thread-safe.
 *
 * @param currency ISO 4217 code all purchases must be in
 * @param futureTolerance how far ahead of the wall clock an event may be dated
 */
public record EventRules(String currency, Duration futureTolerance) {
    /** Nothing was bought on the web before; an earlier date is a unit mistaken, seconds for milliseconds mostly. */
    private static final Instant OLDEST = Instant.parse("1990-01-01T00:00:00Z");

    private static final int LONGEST_EVENT_ID = 100;
    private static final int LONGEST_NAME = 64;
    static final int LONGEST_TEXT = 200;
    private static final int HIGHEST_NPS = 10;
    private static final int HIGHEST_CSAT = 5;

    /**
     * The event of a record.
     *
     * @param key customer id that the record is keyed by
     * @param wallClock now, epoch milliseconds
     * @throws RejectedException when the record cannot be used
     */
    public CustomerEvent event(String key, SpecificRecord record, long wallClock) {
        return switch (record) {
            case Purchase purchase -> {
                envelope(key, purchase.getUserId(), purchase.getMessageId(), purchase.getTimestamp(), wallClock);
                yield order(purchase);
            }
            case Visit visit -> {
                envelope(key, visit.getUserId(), visit.getMessageId(), visit.getTimestamp(), wallClock);
                if (visit.getPages() < 1) {
                    throw new RejectedException(
                            Reason.OUT_OF_RANGE, "pages must be 1 or more, not " + visit.getPages());
                }
                yield new SiteVisit(visit.getMessageId(), visit.getTimestamp().toEpochMilli());
            }
            case CampaignEvent campaign -> {
                envelope(key, campaign.getUserId(), campaign.getMessageId(), campaign.getTimestamp(), wallClock);
                yield message(campaign);
            }
            case CustomerProfile profile -> {
                envelope(key, profile.getUserId(), profile.getMessageId(), profile.getTimestamp(), wallClock);
                yield update(profile);
            }
            case Feedback feedback -> {
                envelope(key, feedback.getUserId(), feedback.getMessageId(), feedback.getTimestamp(), wallClock);
                yield opinion(feedback);
            }
            default -> throw new IllegalArgumentException("no input record: " + record.getClass());
        };
    }

    /** What every record has to have, whatever it is of. */
    void envelope(String key, String userId, String messageId, Instant timestamp, long wallClock) {
        if (key.isBlank() || userId.isBlank()) {
            throw new RejectedException(Reason.MISSING_CUSTOMER_ID, "key and userId must both be the customer's id");
        }
        if (!key.equals(userId)) {
            throw new RejectedException(
                    Reason.CUSTOMER_ID_MISMATCH, "the key is '%s' but userId is '%s'".formatted(key, userId));
        }
        notLonger("userId", userId, LONGEST_TEXT);
        if (messageId.isBlank()) {
            throw new RejectedException(Reason.MISSING_EVENT_ID, "messageId must identify the event");
        }
        notLonger("messageId", messageId, LONGEST_EVENT_ID);
        date("timestamp", timestamp, wallClock);
    }

    private void date(String field, Instant date, long wallClock) {
        if (date.toEpochMilli() > wallClock + futureTolerance.toMillis()) {
            throw new RejectedException(
                    Reason.TIMESTAMP_IN_FUTURE,
                    "%s %s is more than %s ahead of %s"
                            .formatted(field, date, futureTolerance, Instant.ofEpochMilli(wallClock)));
        }
        if (date.isBefore(OLDEST)) {
            throw new RejectedException(
                    Reason.TIMESTAMP_TOO_OLD,
                    "%s %s is before %s; is it in milliseconds?".formatted(field, date, OLDEST));
        }
    }

    private Order order(Purchase purchase) {
        if (purchase.getType() == PurchaseType.UNKNOWN) {
            throw new RejectedException(Reason.UNKNOWN_TYPE, "purchase of a type this version does not know");
        }
        if (!purchase.getCurrency().equals(currency)) {
            throw new RejectedException(
                    Reason.WRONG_CURRENCY,
                    "currency is '%s', configured is '%s'".formatted(purchase.getCurrency(), currency));
        }
        if (purchase.getProducts().isEmpty()) {
            throw new RejectedException(Reason.NO_PRODUCTS, "an order needs at least one product");
        }
        notLonger("channel", purchase.getChannel(), LONGEST_NAME);
        notLonger("order_id", purchase.getOrderId(), LONGEST_TEXT);
        notLonger("original_order_id", purchase.getOriginalOrderId(), LONGEST_TEXT);
        Instant started = purchase.getStartedAt();
        if (started == null || started.isAfter(purchase.getTimestamp())) {
            started = purchase.getTimestamp();
        } else {
            date("started_at", started, purchase.getTimestamp().toEpochMilli());
        }
        List<Order.Line> lines = new ArrayList<>(purchase.getProducts().size());
        long discounts = amount("discount", purchase.getDiscount());
        boolean deal = purchase.getCoupon() != null || purchase.getPromotion() != null || discounts > 0;
        for (OrderLine product : purchase.getProducts()) {
            Order.Line line = line(product);
            deal |= line.discount() > 0;
            lines.add(line);
        }
        Order order = new Order(
                purchase.getMessageId(),
                orderId(purchase),
                purchase.getTimestamp().toEpochMilli(),
                started.toEpochMilli(),
                purchase.getType() == PurchaseType.PURCHASE ? Order.Kind.PURCHASE : Order.Kind.REFUND,
                purchase.getChannel(),
                deal,
                discounts,
                lines);
        try {
            if (order.value() < 0 || order.listValue() < 0) {
                throw new RejectedException(
                        Reason.DISCOUNT_ABOVE_VALUE,
                        "the order's discount of %s is more than its lines cost".formatted(purchase.getDiscount()));
            }
        } catch (ArithmeticException e) {
            throw new RejectedException(Reason.AMOUNT_TOO_LARGE, "the order's value is beyond 922 trillion", e);
        }
        return order;
    }

    /** The order that is placed or taken back. Where it has no id, or one that many have, it is known by its event. */
    private static String orderId(Purchase purchase) {
        String original = purchase.getOriginalOrderId();
        if (purchase.getType() != PurchaseType.PURCHASE && original != null && !original.isBlank()) {
            return original;
        }
        return purchase.getOrderId().isBlank() ? purchase.getMessageId() : purchase.getOrderId();
    }

    private static Order.Line line(OrderLine product) {
        if (product.getQuantity() < 1) {
            throw new RejectedException(
                    Reason.QUANTITY_NOT_POSITIVE,
                    "product %s has quantity %d; it must be 1 or more, and a return is of type RETURN"
                            .formatted(product.getProductId(), product.getQuantity()));
        }
        notLonger("product_id", product.getProductId(), LONGEST_TEXT);
        notLonger("category", product.getCategory(), LONGEST_NAME);
        Order.Line line = new Order.Line(
                product.getProductId(),
                product.getCategory(),
                amount("price", product.getPrice()),
                product.getQuantity(),
                amount("discount", product.getDiscount()));
        try {
            if (line.value() < 0) {
                throw new RejectedException(
                        Reason.DISCOUNT_ABOVE_VALUE,
                        "product %s is discounted by %s, more than it costs"
                                .formatted(product.getProductId(), product.getDiscount()));
            }
        } catch (ArithmeticException e) {
            throw new RejectedException(
                    Reason.AMOUNT_TOO_LARGE,
                    "product %s: price x quantity is beyond 922 trillion".formatted(product.getProductId()),
                    e);
        }
        return line;
    }

    private static long amount(String field, BigDecimal decimal) {
        if (decimal.unscaledValue().bitLength() >= Long.SIZE) {
            // Not quoted: to write out a number of a megabyte takes seconds.
            throw new RejectedException(
                    Reason.AMOUNT_TOO_LARGE,
                    "%s is a number of %d bits, beyond 922 trillion"
                            .formatted(field, decimal.unscaledValue().bitLength()));
        }
        if (decimal.signum() < 0) {
            throw new RejectedException(
                    Reason.NEGATIVE_AMOUNT, "%s is %s; it must be zero or more".formatted(field, decimal));
        }
        return Money.of(decimal);
    }

    private static CampaignMessage message(CampaignEvent campaign) {
        String channel = channel(campaign.getChannel());
        notLonger("channel", channel, LONGEST_NAME);
        notLonger("trigger_id", campaign.getTriggerId(), LONGEST_TEXT);
        return new CampaignMessage(
                campaign.getMessageId(),
                campaign.getTimestamp().toEpochMilli(),
                switch (campaign.getType()) {
                    case SENT -> CampaignMessage.Kind.SENT;
                    case DELIVERED -> CampaignMessage.Kind.DELIVERED;
                    case OPENED -> CampaignMessage.Kind.OPENED;
                    case CLICKED -> CampaignMessage.Kind.CLICKED;
                    case CONVERTED -> CampaignMessage.Kind.CONVERTED;
                    case UNSUBSCRIBED -> CampaignMessage.Kind.UNSUBSCRIBED;
                    case SUBSCRIBED -> CampaignMessage.Kind.SUBSCRIBED;
                    case UNKNOWN ->
                        throw new RejectedException(
                                Reason.UNKNOWN_TYPE, "campaign event of a type this version does not know");
                },
                channel,
                campaign.getTriggerId());
    }

    /**
     * A message's channel in the one spelling that playbooks have; null where it names none. An opt-out that is spelt otherwise
     * than the playbook's word, or names only blanks, must not be lost for that.
     */
    private static @Nullable String channel(@Nullable String written) {
        return written == null || written.isBlank() ? null : written.strip().toLowerCase(Locale.ROOT);
    }

    private static ProfileUpdate update(CustomerProfile profile) {
        if (profile.getTraits().size() > Traits.MOST) {
            throw new RejectedException(
                    Reason.OUT_OF_RANGE,
                    "%d traits are more than %d".formatted(profile.getTraits().size(), Traits.MOST));
        }
        Map<String, TraitValue> traits = HashMap.newHashMap(profile.getTraits().size());
        profile.getTraits().forEach((name, value) -> {
            notLonger("trait name", name, LONGEST_NAME);
            traits.put(name, trait(name, value));
        });
        return new ProfileUpdate(profile.getMessageId(), profile.getTimestamp().toEpochMilli(), traits);
    }

    private static TraitValue trait(String name, @Nullable Object value) {
        return switch (value) {
            case null -> new TraitValue.Absent();
            case Boolean flag -> new TraitValue.Flag(flag);
            case Long whole -> new TraitValue.Number(whole);
            case Double number when Double.isFinite(number) -> new TraitValue.Number(number);
            case CharSequence text -> {
                notLonger("trait " + name, text.toString(), LONGEST_TEXT);
                yield new TraitValue.Text(text.toString());
            }
            default ->
                throw new RejectedException(
                        Reason.OUT_OF_RANGE, "trait %s is %s, which is no finite number".formatted(name, value));
        };
    }

    private static Opinion opinion(Feedback feedback) {
        Opinion.Kind kind = switch (feedback.getType()) {
            case NPS -> Opinion.Kind.NPS;
            case CSAT -> Opinion.Kind.CSAT;
            case COMPLAINT -> Opinion.Kind.COMPLAINT;
            case UNKNOWN ->
                throw new RejectedException(Reason.UNKNOWN_TYPE, "feedback of a type this version does not know");
        };
        Integer score = feedback.getScore();
        switch (kind) {
            case NPS -> between(0, score, HIGHEST_NPS, "an NPS score");
            case CSAT -> between(1, score, HIGHEST_CSAT, "a CSAT score");
            case COMPLAINT -> score = 0;
        }
        return new Opinion(
                feedback.getMessageId(), feedback.getTimestamp().toEpochMilli(), kind, score == null ? 0 : score);
    }

    private static void between(int low, @Nullable Integer score, int high, String what) {
        if (score == null || score < low || score > high) {
            throw new RejectedException(
                    Reason.OUT_OF_RANGE, "%s must be %d to %d, not %s".formatted(what, low, high, score));
        }
    }

    static void notLonger(String field, @Nullable String text, int longest) {
        if (text != null && text.length() > longest) {
            throw new RejectedException(
                    Reason.TEXT_TOO_LONG,
                    "%s has %d characters; at most %d are allowed".formatted(field, text.length(), longest));
        }
    }
}
