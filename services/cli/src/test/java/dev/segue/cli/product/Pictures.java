package dev.segue.cli.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/**
 * Pictures of the console for the documentation, taken only when asked for.
 *
 * @param directory where they go
 */
record Pictures(Path directory) {
    /** The system property that asks for them: the directory that they are to go to. */
    static final String PROPERTY = "segue.pictures";

    static boolean areWanted() {
        return System.getProperty(PROPERTY) != null;
    }

    /**
     * Those that are asked for.
     *
     * @throws TestAbortedException where none are, which skips the test and says how to ask
     */
    static Pictures orSkip() {
        if (!areWanted()) {
            throw new TestAbortedException(
                    "Skipped: takes pictures only where the system property " + PROPERTY + " says where to.");
        }
        return new Pictures(Path.of(System.getProperty(PROPERTY)));
    }

    /** Keeps what the window shows. */
    void take(Dashboard page, String name) throws IOException {
        Files.createDirectories(directory);
        Files.write(directory.resolve(name + ".png"), page.page().screenshot());
    }
}
