package dev.segue.cli.product;

import dev.segue.avro.CampaignEvent;
import dev.segue.avro.CampaignEventType;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.Feedback;
import dev.segue.avro.FeedbackType;
import dev.segue.avro.OrderLine;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.publish.EventPublisher;
import dev.segue.cli.publish.InputEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What happens after the moment that the studies' data end with: events that they do not hold, day by day. */
final class YearAfter implements AutoCloseable {
    static final Instant BEGIN = Instant.parse("2014-10-05T00:00:00Z");

    /** Enough customers nobody asks about for every partition to get one, so that time passes in all. */
    private static final int BYSTANDERS = 128;

    private final EventPublisher publisher;
    private final String currency;
    private int events;

    YearAfter() {
        Connection connection = Connection.configured();
        currency = connection.settings().currency();
        publisher =
                new EventPublisher(connection.producer(), connection.settings().topics());
    }

    /** Time passes for everybody. */
    void day(int day) {
        for (int i = 0; i < BYSTANDERS; i++) {
            publish(CampaignEvent.newBuilder()
                    .setMessageId(messageId())
                    .setUserId("bystander-" + i)
                    .setTimestamp(at(day))
                    .setType(CampaignEventType.OPENED)
                    .setCampaignId("none")
                    .build());
        }
        publisher.flush();
    }

    void unsubscribe(int day, Collection<String> customers, String channel) {
        customers.forEach(customer -> publish(CampaignEvent.newBuilder()
                .setMessageId(messageId())
                .setUserId(customer)
                .setTimestamp(at(day))
                .setType(CampaignEventType.UNSUBSCRIBED)
                .setChannel(channel)
                .setCampaignId("newsletter")
                .build()));
        publisher.flush();
    }

    void campaign(int day, Collection<String> customers) {
        customers.forEach(customer -> publish(CampaignEvent.newBuilder()
                .setMessageId(messageId())
                .setUserId(customer)
                .setTimestamp(at(day))
                .setType(CampaignEventType.SENT)
                .setCampaignId("newsletter")
                .build()));
        publisher.flush();
    }

    void complain(int day, Collection<String> customers) {
        customers.forEach(customer -> publisher.publish(InputEvent.of(Feedback.newBuilder()
                .setMessageId(messageId())
                .setUserId(customer)
                .setTimestamp(at(day))
                .setType(FeedbackType.COMPLAINT)
                .build())));
        publisher.flush();
    }

    void order(int day, Collection<String> customers) {
        customers.forEach(customer -> purchase(day, customer, PurchaseType.PURCHASE, new BigDecimal("20.0000")));
        publisher.flush();
    }

    void sendBack(int day, Map<String, BigDecimal> amounts) {
        amounts.forEach((customer, amount) -> purchase(day, customer, PurchaseType.RETURN, amount.setScale(4)));
        publisher.flush();
    }

    void tell(int day, Map<String, Map<String, Object>> traits) {
        traits.forEach((customer, told) -> publisher.publish(InputEvent.of(CustomerProfile.newBuilder()
                .setMessageId(messageId())
                .setUserId(customer)
                .setTimestamp(at(day))
                .setTraits(told)
                .build())));
        publisher.flush();
    }

    private void purchase(int day, String customer, PurchaseType type, BigDecimal amount) {
        String id = messageId();
        publisher.publish(InputEvent.of(Purchase.newBuilder()
                .setMessageId(id)
                .setUserId(customer)
                .setTimestamp(at(day))
                .setType(type)
                .setOrderId(id)
                .setCurrency(currency)
                .setChannel("store")
                .setProducts(List.of(OrderLine.newBuilder()
                        .setProductId("essentials")
                        .setCategory("essentials")
                        .setPrice(amount)
                        .setQuantity(1)
                        .build()))
                .build()));
    }

    private void publish(CampaignEvent event) {
        publisher.publish(InputEvent.of(event));
    }

    static Instant at(int day) {
        return BEGIN.plus(Duration.ofDays(day));
    }

    private String messageId() {
        events++;
        return "year-after-" + events;
    }

    @Override
    public void close() {
        publisher.close();
    }
}
