package dev.segue.cli.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.cli.CommandRun;
import dev.segue.testkit.DataSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that moves too many, held, promoted and rolled back, with real customers on a real broker. */
@Tag("long")
class ModelVersionsE2E {
    private static final String SPECS = "SEGUE_TRAINER_SPECS";
    private static final Duration SWEEP = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @AfterEach
    void forgetSpecs() {
        System.clearProperty(SPECS);
    }

    @Test
    void everyCustomerShouldBeBackWhereTheyWereAfterARollBack() throws Exception {
        Path file = DataSets.find("marketing_campaign.csv");
        Path spec = directory.resolve("value.yaml");
        System.setProperty(SPECS, spec.toString());
        specify(spec, 4, "log1p");
        try (LocalSegue segue = new LocalSegue(directory.resolve("home"))) {
            // Given customers in the segments of a model, and a specification that puts them into others
            segue.run("replay", "personality", file.toString(), "--segmentation", "value");
            Map<String, String> before = settled(segue);
            assertThat(before).hasSize(2240);
            specify(spec, 7, "none");
            segue.kill("trainer");

            // When it is tried
            String tried = segue.run("models", "dry-run", spec.toString());

            // Then it is said what it would do, and nothing is done
            assertThat(tried).contains("would be held", "made by another specification", "from \\ to");
            assertThat(segue.run("models", "list", "value")).doesNotContain("held");

            // When it is trained
            String trained = segue.run("train", "value");

            // Then it is held and nobody is moved
            assertThat(trained).contains("held", "segue models promote value");
            assertThat(segue.run("models", "list", "value")).contains("held", "in force");
            assertThat(settled(segue)).isEqualTo(before);

            // When it is promoted by hand
            segue.run("models", "promote", "value");

            // Then customers are elsewhere
            await().atMost(SWEEP).until(() -> !segments(segue).equals(before));
            assertThat(settled(segue)).isNotEqualTo(before);

            // When it is rolled back
            segue.run("models", "rollback", "value");

            // Then everyone is back
            await().atMost(SWEEP)
                    .untilAsserted(() -> assertThat(segments(segue)).isEqualTo(before));
            CommandRun again = CommandRun.of("models", "promote", "value");
            assertThat(again.status()).isNotZero();
            assertThat(again.err()).contains("nothing is held for value");
        }
    }

    /** Four features every shop has; nothing the personality data lacks. */
    private static void specify(Path spec, int clusters, String transform) throws IOException {
        Files.writeString(spec, """
                id: value
                clusters: %d
                features:
                  - {name: recency_days, required: true}
                  - {name: frequency, transform: %s}
                  - {name: monetary, transform: %s, required: true}
                training: {min_customers: 200, interval: 1000d}
                """.formatted(clusters, transform, transform));
    }

    /** The segments once they stay the same for a while. */
    private static Map<String, String> settled(LocalSegue segue) {
        AtomicReference<Map<String, String>> last = new AtomicReference<>(Map.of());
        await().atMost(SWEEP).pollInterval(Duration.ofSeconds(3)).until(() -> {
            Map<String, String> now = segments(segue);
            return now.equals(last.getAndSet(now));
        });
        return Objects.requireNonNull(last.get());
    }

    private static Map<String, String> segments(LocalSegue segue) throws IOException {
        Map<String, String> segments = new HashMap<>();
        segue.customers("value").forEach((id, row) -> segments.put(id, row.getField("segment")));
        return segments;
    }
}
