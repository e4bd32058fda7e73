package dev.segue.cli.product;

import dev.segue.avro.OrderLine;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.publish.EventPublisher;
import dev.segue.cli.publish.InputEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * The first order of a customer whom nobody knows yet.
 *
 * @param customer who orders
 * @param at when
 */
record FirstOrder(String customer, Instant at) {
    /** Publishes it on the stack of a {@link LocalSegue}, and waits until the broker has it. */
    void publish() {
        Connection connection = Connection.configured();
        try (EventPublisher publisher =
                new EventPublisher(connection.producer(), connection.settings().topics())) {
            publisher.publish(InputEvent.of(purchase(connection.settings().currency())));
            publisher.flush();
        }
    }

    private Purchase purchase(String currency) {
        return Purchase.newBuilder()
                .setMessageId(customer + "-message")
                .setUserId(customer)
                .setTimestamp(at)
                .setType(PurchaseType.PURCHASE)
                .setOrderId(customer + "-order")
                .setCurrency(currency)
                .setProducts(List.of(OrderLine.newBuilder()
                        .setProductId("hamper")
                        .setCategory("gold")
                        .setPrice(new BigDecimal("80.0000"))
                        .setQuantity(2)
                        .build()))
                .build();
    }
}
