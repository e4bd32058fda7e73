package dev.segue.segmenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicException;
import dev.segue.segmenter.service.SegmenterService;
import dev.segue.testkit.RealStack;
import dev.segue.testkit.TestStack;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The segmenter refuses to start on topics where a customer's events would not meet. */
@ExtendWith(RealStack.class)
class SegmenterTopicsIT {
    private final Shop shop;

    @TempDir
    Path directory;

    SegmenterTopicsIT(TestStack stack) {
        shop = new Shop(stack);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void shouldNameEveryTopicThatIsMissing() throws Exception {
        create(Topic.VISITS, 2);

        assertThatThrownBy(this::start)
                .isInstanceOf(TopicException.class)
                .hasMessageContainingAll(
                        "missing",
                        shop.topics.name(Topic.PURCHASES),
                        shop.topics.name(Topic.CAMPAIGNS),
                        shop.topics.name(Topic.PROFILES),
                        shop.topics.name(Topic.FEEDBACK),
                        shop.topics.name(Topic.SEGMENT_MODELS),
                        shop.topics.name(Topic.SEGMENT_EVENTS),
                        shop.topics.name(Topic.CUSTOMER_FEATURES),
                        shop.topics.name(Topic.DEAD_LETTERS))
                .hasMessageNotContaining(shop.topics.name(Topic.VISITS));
    }

    @Test
    void shouldNameEveryTopicWithItsPartitionsWhenTheyDiffer() throws Exception {
        create(Topic.VISITS, 3);
        shop.open();

        assertThatThrownBy(this::start)
                .isInstanceOf(TopicException.class)
                .hasMessageContainingAll(
                        shop.topics.name(Topic.VISITS) + " 3",
                        shop.topics.name(Topic.PURCHASES) + " 2",
                        shop.topics.name(Topic.CAMPAIGNS) + " 2",
                        shop.topics.name(Topic.PROFILES) + " 2",
                        shop.topics.name(Topic.FEEDBACK) + " 2");
    }

    @Test
    void shouldEndWithAnErrorThatSaysWhy() throws Exception {
        try (SegmenterProcess process = SegmenterProcess.start(shop, directory)) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.log())
                    .contains("segmenter cannot start: ", "topics are missing", shop.topics.name(Topic.PURCHASES));
        }
    }

    @Test
    void shouldEndWithAnErrorThatNamesTheSettingItCannotUse() throws Exception {
        shop.open();

        try (SegmenterProcess process = SegmenterProcess.start(shop, directory, Map.of("SEGUE_CURRENCY", "pounds"))) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.log())
                    .contains(
                            "segmenter cannot start: segue.currency must be an ISO 4217 code such as GBP, not 'pounds'");
        }
    }

    /** Root may make directories anywhere but there. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldEndWithAnErrorRatherThanStayUpWithoutItsStreams() throws Exception {
        shop.open();

        try (SegmenterProcess process =
                SegmenterProcess.start(shop, directory, Map.of("SEGUE_SEGMENTER_STATE_DIR", "/proc/state"))) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.log()).contains("segmenter cannot start: ", "/proc/state");
        }
    }

    private void create(Topic topic, int partitions) throws ExecutionException, InterruptedException {
        shop.admin
                .createTopics(List.of(new NewTopic(shop.topics.name(topic), partitions, (short) 1)))
                .all()
                .get();
    }

    private void start() {
        try (ApplicationContext context =
                ApplicationContext.run(shop.properties(shop.stack.registryUrl(), directory.toString()))) {
            context.getBean(SegmenterService.class).start();
        }
    }
}
