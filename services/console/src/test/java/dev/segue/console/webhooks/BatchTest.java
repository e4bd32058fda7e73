package dev.segue.console.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TopicPartition ZERO = new TopicPartition("t", 0);
    private static final TopicPartition ONE = new TopicPartition("t", 1);
    private static final Map<TopicPartition, Long> ENDS = Map.of(ZERO, 20L, ONE, 30L);
    private static final Answer TAKEN = Answer.of(204, null, "", Instant.EPOCH);

    @Test
    void shouldDeliverCustomersSideBySide() throws InterruptedException {
        // Given a receiver that answers nobody before it was asked about both
        CountDownLatch both = new CountDownLatch(2);
        Batch batch = new Batch(ENDS, List.of(message("a", 0, 10), message("b", 0, 11)), lane(message -> {
            both.countDown();
            both.await();
            return TAKEN;
        }));

        // When
        boolean over = batch.await(PATIENCE);

        // Then
        assertThat(over).isTrue();
        assertThat(batch.reached()).isEqualTo(offsets(20, 30));
    }

    @Test
    void shouldHaveReachedTheFirstMessageThatIsNotDoneWith() throws InterruptedException {
        // Given
        CountDownLatch others = new CountDownLatch(3);
        Batch batch = new Batch(
                ENDS,
                List.of(message("a", 0, 10), message("b", 0, 12), message("a", 0, 14), message("c", 1, 25)),
                lane(message -> {
                    if (message.customer().equals("b")) {
                        others.await();
                        new CountDownLatch(1).await();
                    }
                    others.countDown();
                    return TAKEN;
                }));
        others.await();

        // When
        batch.abandon();

        // Then
        assertThat(batch.reached()).isEqualTo(offsets(12, 30));
    }

    @Test
    void shouldSayWhereADeliveryEndsByAFaultOfOurOwn() {
        Batch batch = new Batch(ENDS, List.of(message("a", 0, 10)), lane(message -> {
            throw new IllegalArgumentException("a fault");
        }));

        assertThatIllegalStateException()
                .isThrownBy(() -> batch.await(PATIENCE))
                .withMessageContaining("a fault");
    }

    private static Lane lane(Lane.Attempts attempts) {
        Webhook webhook = new Webhook(
                "crm",
                URI.create("https://crm.example.com"),
                Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                Set.of(EventType.CHANGE),
                null);
        return new Lane(
                attempts,
                new Recovery(),
                new BackOff(() -> 0),
                message -> false,
                new Progress(webhook, new SimpleMeterRegistry()));
    }

    private static Message message(String customer, int partition, long offset) {
        return new Message(customer + offset, customer, partition, offset, false, new byte[0]);
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(long zero, long one) {
        return Map.of(ZERO, new OffsetAndMetadata(zero), ONE, new OffsetAndMetadata(one));
    }
}
