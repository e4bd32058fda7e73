package dev.segue.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.cli.CommandRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code segue topics create} says where it cannot. */
class TopicsCommandTest {
    private static final String BROKERS = "KAFKA_BOOTSTRAP_SERVERS";

    @AfterEach
    void clear() {
        System.clearProperty(BROKERS);
    }

    @Test
    void shouldAskForTheBrokers() {
        // When
        CommandRun run = CommandRun.of("topics", "create");

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("the stack is not the local one, so KAFKA_BOOTSTRAP_SERVERS must be set, such as kafka:9092");
    }

    @Test
    void shouldNameBrokersThatAreNone() {
        // Given
        System.setProperty(BROKERS, "broker.invalid:9092");

        // When
        CommandRun run = CommandRun.of("topics", "create");

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("the brokers at broker.invalid:9092 (KAFKA_BOOTSTRAP_SERVERS) cannot be asked")
                .contains("No resolvable bootstrap urls");
    }

    @Test
    void shouldRefuseNoPartitions() {
        // When
        CommandRun run = CommandRun.of("topics", "create", "--partitions", "0");

        // Then
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--partitions must be 1 or more, not 0");
    }
}
