package dev.segue.cli.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTextTest {
    private static final String RUN = """
            {"segmentation": "value", "title": "Value", "revision": 2, "model_version": 3, "now": "2026-03-10T12:00:00Z",
             "customers": 1200, "unreadable": 1, "roles": {"best": 200, "others": 990}, "without_role": 10,
             "strategies": [
              {"id": "welcome", "title": "Welcome", "waits": true, "addressed": 180, "held_out": 20,
               "ways": [{"channel": "email", "variant": null, "customers": 180}], "roles": {"best": 180}, "kept_back": {}},
              {"id": "thanks", "title": "Thanks", "waits": false, "addressed": 1000, "held_out": 100,
               "ways": [{"channel": "email", "variant": "plain", "customers": 600}, {"channel": "post", "variant": "card", "customers": 400}],
               "roles": {"best": 150, "others": 850}, "kept_back": {"opted_out": 7, "overall_cap": 1}},
              {"id": "never", "title": "Never", "waits": false, "addressed": 0, "held_out": 0,
               "ways": [], "roles": {}, "kept_back": {}}]}
            """;

    @Test
    void whatFiresNowComesBeforeWhatWaitsForSomething() throws IOException {
        // When
        List<String> lines = DryRunText.of(new ObjectMapper().readTree(RUN));

        // Then
        assertThat(lines)
                .containsExactly(
                        "value \"Value\", revision 2, with model v3, as of 2026-03-10T12:00:00Z: 1,200 customers",
                        "1 more could not be read; the segmenter's log names them",
                        "roles: best 200, others 990, none 10",
                        "",
                        "Fire now",
                        "  strategy  addressed   held out  how, to whom, and what keeps others back",
                        "  thanks        1,000        100  plain by email 600, card by post 400; to best 150, others 850;"
                                + " kept back by opted out 7, overall cap 1",
                        "  never             0          0",
                        "",
                        "Would fire, each by itself, if what they wait for happened now",
                        "  strategy  addressed   held out  how, to whom, and what keeps others back",
                        "  welcome         180         20  email 180; to best 180");
    }

    @Test
    void aPlaybookThatCannotBeUsedIsToldAsByCheck(@TempDir Path directory) throws IOException {
        // Given
        Path file =
                Files.writeString(directory.resolve("bad.yaml"), "segmentation: value\nstrategies: []\nrevsion: 2\n");

        // When
        CommandRun run = CommandRun.of("playbook", "dry-run", file.toString());

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(CommandRun.of("playbook", "check", file.toString()).err())
                .contains("revsion is not known");
    }
}
