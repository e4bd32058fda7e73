package dev.segue.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class DataSetsTest {
    @TempDir
    private Path directory;

    private @Nullable String configured;

    @BeforeEach
    void pointToTheDirectory() {
        configured = System.getProperty(DataSets.PROPERTY);
        System.setProperty(DataSets.PROPERTY, directory.toString());
    }

    @AfterEach
    void pointBack() {
        if (configured == null) {
            System.clearProperty(DataSets.PROPERTY);
        } else {
            System.setProperty(DataSets.PROPERTY, configured);
        }
    }

    @Test
    void shouldFindADataSet() throws IOException {
        // Given
        Path present = Files.createFile(directory.resolve("orders.csv"));

        // When
        Path found = DataSets.find("orders.csv");

        // Then
        assertThat(found).isEqualTo(present);
    }

    @Test
    void shouldSkipTheTestAndNameWhatIsAbsent() {
        assertThatThrownBy(() -> DataSets.find("orders.csv"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining(directory.resolve("orders.csv").toString());
    }

    @Test
    void shouldSkipTheTestWhenNoDirectoryIsConfigured() {
        // Given
        System.clearProperty(DataSets.PROPERTY);

        // Then
        assertThatThrownBy(() -> DataSets.find("orders.csv"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("orders.csv")
                .hasMessageContaining(DataSets.PROPERTY);
    }
}
