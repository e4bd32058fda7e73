package dev.segue.cli.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.cli.CommandRun;
import dev.segue.spec.PlaybookReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybookCommandTest {
    private static final String GOOD = """
            segmentation: value
            title: What they are worth
            revision: 2
            time_zone: Europe/Oslo
            cap: {most: 3, within: 7d}
            cast:
              - {role: best, most: monetary}
              - {role: others}
            strategies:
              - {id: thanks, when: {entered: best}, offer: {message: Thank you}, channel: email}
            """;

    @TempDir
    private Path directory;

    @Test
    void aGoodPlaybookIsToldWithWhatItHolds() throws IOException {
        // Given
        Path file = file("good.yaml", GOOD);

        // When
        CommandRun run = CommandRun.of("playbook", "check", file.toString());

        // Then
        assertThat(run.status()).isZero();
        assertThat(run.out().strip())
                .isEqualTo(file + ": ok: value \"What they are worth\", revision 2, strategies: 1, roles: best, others,"
                        + " at most 3 triggers a customer in PT168H, days in Europe/Oslo");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void allThatIsWrongWithAllPlaybooksIsToldAndTheStatusIsOne() throws IOException {
        // Given
        Path bad =
                file("bad.yaml", GOOD.replace("entered: best", "entered: bset").replace("revision", "revsion"));

        // When
        CommandRun run = CommandRun.of("playbook", "check", bad.toString(), "value", directory + "/none.yaml");

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).startsWith("value: ok: value \"Value and recency\"");
        assertThat(run.err().lines())
                .hasSize(3)
                .anyMatch(
                        line -> line.equals(bad + ", line 3: revsion is not known; did you mean revision or version?"))
                .anyMatch(line ->
                        line.startsWith(bad + ", line 10: strategies[0].when.entered is 'bset', which is no role"))
                .anyMatch(line -> line.startsWith("cannot read the playbook " + directory + "/none.yaml"));
    }

    @Test
    void aRoleThatNobodyWillGetIsTold() throws IOException {
        // Given
        Path file = file("open.yaml", GOOD.replace("most: monetary", "most: profile.age"));

        // When
        CommandRun run = CommandRun.of("playbook", "check", file.toString());

        // Then
        assertThat(run.status()).isZero();
        assertThat(run.err().strip())
                .isEqualTo(file + ": role best will go to nobody, unless value is made of another spec than the one"
                        + " that comes with Segue, which has no profile.age");
    }

    @Test
    void aStrategyThatComparesATextIsTold() throws IOException {
        // Given
        Path file = file(
                "texts.yaml",
                GOOD.replace("segmentation: value", "segmentation: household")
                        .replace("most: monetary", "most: profile.spending_score")
                        .replace("{id: thanks,", "{id: thanks, where: {feature: profile.gender, above: 0},"));

        // When
        CommandRun run = CommandRun.of("playbook", "check", file.toString());

        // Then
        assertThat(run.status()).isZero();
        assertThat(run.err().strip())
                .isEqualTo(file + ": strategy thanks is for nobody, unless profile.gender, a category of the"
                        + " segmentation, is a number; of a text ask for trait: gender");
    }

    @Test
    void shippedPlaybooksAreListedAndPrintedAsTheyAre() {
        assertThat(CommandRun.of("playbook", "show").out().lines()).containsExactlyElementsOf(PlaybookReader.SHIPPED);
        assertThat(CommandRun.of("playbook", "show", "value").out()).isEqualTo(PlaybookReader.shipped("value"));
    }

    @Test
    void whatIsNotShippedIsRefusedWithTheNearestName() {
        // When
        CommandRun run = CommandRun.of("playbook", "show", "houshold");

        // Then
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().strip())
                .isEqualTo("segue: no playbook called 'houshold' is shipped; did you mean household?");
    }

    private Path file(String name, String yaml) throws IOException {
        return Files.writeString(directory.resolve(name), yaml);
    }
}
