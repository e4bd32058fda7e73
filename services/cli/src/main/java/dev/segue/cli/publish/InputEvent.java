package dev.segue.cli.publish;

import dev.segue.avro.CampaignEvent;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.Feedback;
import dev.segue.avro.Purchase;
import dev.segue.avro.Visit;
import dev.segue.avro.topics.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * One event for the segmenter, with what it takes to publish it.
 *
 * @param topic the input topic it belongs to
 * @param customer customer id: the record's key
 * @param messageId identity of the event; the same event always has the same
 * @param time event time
 * @param value the record itself
 */
public record InputEvent(Topic topic, String customer, String messageId, Instant time, SpecificRecord value) {
    private static final int LONGEST_MESSAGE_ID = 100;

    /**
     * @throws IllegalArgumentException when the message id is empty or longer than 100 characters, or the customer id is
     *     empty
     */
    public InputEvent {
        if (messageId.isEmpty() || messageId.length() > LONGEST_MESSAGE_ID) {
            throw new IllegalArgumentException("messageId '%s' must have 1 to 100 characters".formatted(messageId));
        }
        if (customer.isEmpty()) {
            throw new IllegalArgumentException("event %s: customer must not be empty".formatted(messageId));
        }
    }

    /** An order, a return or a cancellation. */
    public static InputEvent of(Purchase purchase) {
        return new InputEvent(
                Topic.PURCHASES, purchase.getUserId(), purchase.getMessageId(), purchase.getTimestamp(), purchase);
    }

    /** What became of a campaign message. */
    public static InputEvent of(CampaignEvent event) {
        return new InputEvent(Topic.CAMPAIGNS, event.getUserId(), event.getMessageId(), event.getTimestamp(), event);
    }

    /** An update of what is known about a customer. */
    public static InputEvent of(CustomerProfile profile) {
        return new InputEvent(
                Topic.PROFILES, profile.getUserId(), profile.getMessageId(), profile.getTimestamp(), profile);
    }

    /** A visit. */
    public static InputEvent of(Visit visit) {
        return new InputEvent(Topic.VISITS, visit.getUserId(), visit.getMessageId(), visit.getTimestamp(), visit);
    }

    /** What a customer said. */
    public static InputEvent of(Feedback feedback) {
        return new InputEvent(
                Topic.FEEDBACK, feedback.getUserId(), feedback.getMessageId(), feedback.getTimestamp(), feedback);
    }
}
