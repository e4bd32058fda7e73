package dev.segue.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeTest {
    @TempDir
    private Path directory;

    @Test
    void shouldMakeItsDirectories() {
        // Given
        Home home = new Home(directory.resolve("new/home"));

        // When
        home.create();

        // Then
        assertThat(home.root().resolve("data")).isDirectory();
        assertThat(home.log("kafka").getParent()).isDirectory();
        assertThat(home.runFile("kafka").getParent()).isDirectory();
        assertThatCode(home::create).as("making them again").doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseADirectoryWithSomebodyElsesFiles() throws IOException {
        // Given
        Files.writeString(directory.resolve("letter.txt"), "Dear all");

        // Then
        assertThatThrownBy(() -> new Home(directory).create())
                .isInstanceOf(StackException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("SEGUE_HOME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"one,two", "one;two"})
    void shouldRefuseAPathThatNotAllProgramsCanBeTold(String name) {
        assertThatThrownBy(() -> new Home(directory.resolve(name)).create())
                .isInstanceOf(StackException.class)
                .hasMessageContainingAll(name, "comma or semicolon", "SEGUE_HOME");
        assertThat(directory.resolve(name)).doesNotExist();
    }

    @Test
    void shouldSayThatTheDiskIsFull() {
        assertThatThrownBy(() -> new Home(directory).requireSpace(Long.MAX_VALUE))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("free at " + directory)
                .hasMessageContaining("SEGUE_HOME");
    }

    @Test
    void shouldBeContentWithEnoughSpace() {
        assertThatCode(() -> new Home(directory).requireSpace(1)).doesNotThrowAnyException();
    }

    @Test
    void shouldWipeDataAndNothingElse() throws IOException {
        // Given
        Home home = new Home(directory);
        home.create();
        Files.createDirectories(home.data("kafka").resolve("topic-0"));
        Files.writeString(home.data("kafka").resolve("topic-0/segment.log"), "records");
        Files.writeString(home.log("kafka"), "started");

        // When
        home.wipe();

        // Then
        assertThat(directory.resolve("data")).doesNotExist();
        assertThat(home.log("kafka")).hasContent("started");
    }

    @Test
    void shouldNotWipeADirectoryThatIsNoHome() throws IOException {
        // Given
        Path precious = Files.createDirectories(directory.resolve("data")).resolve("photo.jpg");
        Files.writeString(precious, "smile");

        // When
        new Home(directory).wipe();

        // Then
        assertThat(precious).exists();
    }

    @Test
    void shouldFollowNoLinkOutOfTheDataWhenWiping() throws IOException {
        // Given
        Path precious = Files.writeString(directory.resolve("photo.jpg"), "smile");
        Home home = new Home(directory.resolve("home"));
        home.create();
        Files.createSymbolicLink(home.root().resolve("data/link"), directory);

        // When
        home.wipe();

        // Then
        assertThat(precious).exists();
    }

    @Test
    void shouldKeepTheLogBefore() throws IOException {
        // Given
        Home home = new Home(directory);
        home.create();
        Files.writeString(home.log("kafka"), "why it crashed");

        // When
        Path log = home.freshLog("kafka");

        // Then
        assertThat(log).isEmptyFile();
        assertThat(directory.resolve("logs/kafka.previous.log")).hasContent("why it crashed");
    }
}
