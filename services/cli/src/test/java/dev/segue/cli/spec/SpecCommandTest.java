package dev.segue.cli.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.cli.CommandRun;
import dev.segue.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecCommandTest {
    @TempDir
    private Path directory;

    @Test
    void aGoodSpecIsToldWithWhatItDeclares() throws IOException {
        // Given
        Path file = file("plans.yaml", """
                id: plans
                clusters: 2..8
                pca: {variance: 0.9}
                clock: event
                features:
                  - {name: profile.plan, encoding: one_hot}
                  - {name: monetary, required: true}
                """);

        // When
        CommandRun run = CommandRun.of("spec", "check", file.toString());

        // Then
        assertThat(run.status()).isZero();
        assertThat(run.out().strip())
                .isEqualTo(file + ": ok: plans \"plans\", 2..8 segments on 2 features (required: monetary), standard"
                        + " scaling, principal components of 90 % of the variance, from 100 customers, clock event,"
                        + " fingerprint " + SpecReader.read(file.toString()).fingerprint());
        assertThat(run.err()).isEmpty();
    }

    @Test
    void allThatIsWrongWithAllSpecsIsToldAndTheStatusIsOne() throws IOException {
        // Given
        Path bad = file("bad.yaml", "id: bad\ncluster: 3\nfeatures: [{name: money}]\n");

        // When
        CommandRun run = CommandRun.of("spec", "check", bad.toString(), "value", directory + "/none.yaml");

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).startsWith("value: ok: value");
        assertThat(run.err().lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith(bad + ", line 1: clusters is missing"))
                .anyMatch(line -> line.equals(bad + ", line 2: cluster is not known; did you mean clusters?"))
                .anyMatch(line -> line.startsWith(bad + ", line 3: features[0].name is 'money', which is no feature"))
                .anyMatch(line -> line.startsWith(
                        "cannot read the specification " + directory + "/none.yaml: there is no such file;"));
    }

    @Test
    void shippedSpecsAreListedAndPrintedAsTheyAre() {
        assertThat(CommandRun.of("spec", "show").out().lines()).containsExactlyElementsOf(SpecReader.SHIPPED);
        assertThat(CommandRun.of("spec", "show", "value").out()).isEqualTo(SpecReader.shipped("value"));
    }

    @Test
    void whatIsNotShippedIsRefusedWithTheNearestName() {
        // When
        CommandRun run = CommandRun.of("spec", "show", "engagment");

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().strip())
                .isEqualTo("segue: no specification called 'engagment' is shipped; did you mean engagement?");
    }

    private Path file(String name, String yaml) throws IOException {
        return Files.writeString(directory.resolve(name), yaml);
    }
}
