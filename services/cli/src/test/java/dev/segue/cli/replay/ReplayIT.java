package dev.segue.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.avro.Purchase;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.avro.topics.TopicException;
import dev.segue.cli.CommandFailure;
import dev.segue.cli.StandInService;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.connect.Endpoints;
import dev.segue.cli.connect.StreamSettings;
import dev.segue.cli.show.Terminal;
import dev.segue.testkit.RealStack;
import dev.segue.testkit.TestStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A replay on a real broker and registry; segmenter and trainer are stood in for. */
@ExtendWith(RealStack.class)
class ReplayIT {
    private static final int PARTITIONS = 4;
    private static final String CLOCK = "{\"mode\":\"event\",\"now\":\"%s\"}";
    private static final String NO_EVENT_YET = "{\"mode\":\"event\",\"now\":null}";
    private static final String EXPORT = """
            customer_id,orders,gross,refunds,net,first_purchase,last_purchase,segment
            c1,1,3.0000,1.0000,2.0000,2011-01-01T10:00:00Z,2011-01-01T10:00:00Z,unassigned
            c2,1,0.0050,0.0000,0.0050,2011-01-01T10:01:00Z,2011-01-01T10:01:00Z,unassigned
            """;

    private final TestStack stack;
    private final StreamSettings settings;
    private final StandInService service = new StandInService();
    private final Connection connection;
    private final StringWriter text = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path home;

    ReplayIT(TestStack stack) throws IOException {
        this.stack = stack;
        this.settings = new StreamSettings(new TopicCatalogue(stack.uniquePrefix()), "GBP");
        this.connection = new Connection(
                new Endpoints(stack.bootstrapServers(), stack.registryUrl(), service.address(), service.address()),
                settings);
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void aStackThatHasSeenLaterEventsShouldBeWarnedOf() throws Exception {
        // Given
        createTopics();
        service.answering(200, CLOCK.formatted("2026-11-24T10:00:00Z")).answering(200, EXPORT);

        try (StandInSegmenter segmenter = new StandInSegmenter(stack, settings)) {
            // When
            run().of(OnlineRetail.survey(file(), "GBP"), true, List.of());

            // Then
            assertThat(segmenter.read()).hasSize(3);
            assertThat(text.toString().lines().findFirst())
                    .hasValue("Note: this stack has seen events of 2026-11-24 10:00, so the file, which ends at "
                            + "2011-01-02 10:00, looks long ago to it. Begin with an empty one: segue up --fresh");
        }
    }

    @Test
    void aFileShouldBePublishedWaitedForAndReported() throws Exception {
        // Given
        createTopics();
        service.answering(200, CLOCK.formatted("2011-01-02T10:00:00Z")).answering(200, EXPORT);
        OnlineRetail retail = OnlineRetail.survey(file(), "GBP");

        try (StandInSegmenter segmenter = new StandInSegmenter(stack, settings)) {
            // When
            int status = run().of(retail, true, List.of());

            // Then
            assertThat(status).isZero();
            assertThat(segmenter.read())
                    .extracting(record -> ((Purchase) record.value()).getMessageId())
                    .containsExactlyInAnyOrder("online-retail-1", "online-retail-2", "online-retail-C3");
            assertThat(segmenter.read())
                    .allSatisfy(record -> assertThat(record.key()).isEqualTo(((Purchase) record.value()).getUserId()));
            assertThat(text.toString()).doesNotContain("Note:");
            assertThat(text.toString().lines())
                    .contains(
                            "rows read            4",
                            "without a customer   1, not published",
                            "events published     3",
                            "dead letters         0",
                            "customers            2",
                            "net                  2.005 GBP");
        }
    }

    @Test
    void anInterruptedReplayShouldGoOnAndAFinishedOneBeginAgain() throws Exception {
        // Given a run that was interrupted after the first event
        createTopics();
        service.answering(200, NO_EVENT_YET).answering(200, EXPORT);
        service.answering(200, NO_EVENT_YET).answering(200, EXPORT);
        OnlineRetail retail = OnlineRetail.survey(file(), "GBP");
        ReplayJournal.of(home, retail).write(new ReplayPosition(cluster(), 1, 3));

        try (StandInSegmenter segmenter = new StandInSegmenter(stack, settings)) {
            // When
            run().of(retail, true, List.of());

            // Then
            assertThat(text.toString()).contains("going on after event 1 of 3");
            assertThat(segmenter.read()).hasSize(2);

            // When it is finished, and run again
            run().of(retail, true, List.of());

            // Then
            assertThat(segmenter.read()).hasSize(5);
        }
    }

    @Test
    void aSegmentationThereIsNotShouldBeToldBeforeAnythingIsPublished() throws IOException {
        // Given
        createTopics();
        String detail = "there is no segmentation 'taste' here; there are value";
        service.answering(404, "{\"detail\": \"%s\"}".formatted(detail));
        OnlineRetail retail = OnlineRetail.survey(file(), "GBP");

        // When, Then
        assertThatThrownBy(() -> run().of(retail, true, List.of("taste")))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(detail);
        assertThat(service.requests()).containsExactly("GET /segmentations/taste/models");
        assertThat(text.toString()).isEmpty();
    }

    @Test
    void missingTopicsShouldBeToldBeforeAnythingIsPublished() throws IOException {
        // Given
        OnlineRetail retail = OnlineRetail.survey(file(), "GBP");

        // When, Then
        assertThatThrownBy(() -> run().of(retail, true, List.of()))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("input topics are missing");
    }

    private ReplayRun run() {
        return new ReplayRun(connection, home, Terminal.NONE, new PrintWriter(text));
    }

    private void createTopics() {
        try (Admin admin = connection.admin()) {
            assertThat(settings.topics().create(admin, PARTITIONS)).isNotEmpty();
        }
    }

    private String cluster() throws ExecutionException, InterruptedException {
        try (Admin admin = connection.admin()) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private Path file() throws IOException {
        return Files.writeString(home.resolve("retail.csv"), """
                InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
                1,A,a,3,2011-01-01 10:00:00,1,c1,UK
                2,B,b,5,2011-01-01 10:01:00,0.001,c2,UK
                9,B,b,5,2011-01-01 10:01:00,0.001,,UK
                C3,A,a,-1,2011-01-02 10:00:00,1,c1,UK
                """);
    }
}
