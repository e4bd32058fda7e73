package dev.segue.cli.replay;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The data sets, where the machine has them. */
final class SharedData {
    private SharedData() {}

    /** The file, or the test is skipped, saying which file it lacks. */
    static Path require(String name) {
        Path file = Path.of(System.getProperty("segue.data", "shared/data"), name);
        assumeTrue(Files.isReadable(file), () -> "skipped: there is no data set " + file);
        return file;
    }
}
