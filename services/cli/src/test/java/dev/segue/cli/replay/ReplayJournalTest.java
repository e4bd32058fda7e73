package dev.segue.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayJournalTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path directory;

    @Test
    void aPositionWrittenShouldBeReadBack() {
        // Given
        ReplayJournal journal = journal();
        journal.write(new ReplayPosition("cluster", 10, 30));

        // When
        journal.write(new ReplayPosition("cluster", 20, 30));

        // Then
        assertThat(journal.read(30)).contains(new ReplayPosition("cluster", 20, 30));
        assertThat(journal.file()).hasParent(directory.resolve("replay"));
    }

    @Test
    void noRunShouldHaveNoPosition() {
        assertThat(journal().read(30)).isEmpty();
    }

    @Test
    void aDamagedJournalShouldMeanBeginningAgain() throws IOException {
        // Given
        ReplayJournal journal = journal();
        Files.createDirectories(journal.file().getParent());

        // When, Then
        Files.writeString(journal.file(), "{\"cluster\": \"c\", \"acknow");
        assertThat(journal.read(30)).isEmpty();
        Files.writeString(journal.file(), "{\"cluster\": \"c\", \"acknowledged\": 31}");
        assertThat(journal.read(30)).isEmpty();
        Files.writeString(journal.file(), "");
        assertThat(journal.read(30)).isEmpty();
    }

    @Test
    void onlyAnInterruptedRunOnTheSameClusterShouldGoOn() {
        assertThat(new ReplayPosition("here", 20, 30).resumeOn("here")).isEqualTo(20);
        assertThat(new ReplayPosition("here", 20, 30).resumeOn("elsewhere")).isZero();
        assertThat(new ReplayPosition("here", 30, 30).resumeOn("here")).isZero();
    }

    private ReplayJournal journal() {
        return new ReplayJournal(directory.resolve("replay").resolve("file.json"));
    }
}
