package dev.segue.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.cli.CommandRun;
import dev.segue.testkit.RealStack;
import dev.segue.testkit.TestStack;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The topics on a broker that is not the local stack's. */
@ExtendWith(RealStack.class)
class TopicsCreateIT {
    private static final String PREFIX = "topics-create.";

    private final TestStack stack;

    TopicsCreateIT(TestStack stack) {
        this.stack = stack;
        System.setProperty("KAFKA_BOOTSTRAP_SERVERS", stack.bootstrapServers());
        System.setProperty("SEGUE_PREFIX", PREFIX);
    }

    @AfterEach
    void clear() {
        System.clearProperty("KAFKA_BOOTSTRAP_SERVERS");
        System.clearProperty("SEGUE_PREFIX");
    }

    @Test
    void shouldCreateWhatIsMissingOnce() {
        // When
        CommandRun run = CommandRun.of("topics", "create", "--partitions", "3");

        // Then
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("created topics-create.purchases.v1")
                .contains(Topic.values().length + " topics created.");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            assertThat(new TopicCatalogue(PREFIX).checkCopartitioned(admin)).isEqualTo(3);
        }

        // And a second time leaves them as they are
        CommandRun again = CommandRun.of("topics", "create", "--partitions", "8");
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.out()).isEqualToIgnoringNewLines("All topics were there already.");
    }
}
