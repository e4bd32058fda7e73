package dev.segue.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/** The public data sets that some tests replay. They are no part of the project: without them, those tests are skipped. */
public final class DataSets {
    /** The system property that names the directory of the data sets. */
    public static final String PROPERTY = "segue.data";

    private DataSets() {}

    /**
     * Finds a data set.
     *
     * @param file its file name, such as {@code online_retail.csv.gz}
     * @throws TestAbortedException if it is not there, which skips the test and says what is absent
     */
    public static Path find(String file) {
        String directory = System.getProperty(PROPERTY);
        if (directory == null) {
            throw new TestAbortedException("Skipped: needs the data set " + file + ", and the system property "
                    + PROPERTY + " does not say where data sets are.");
        }
        Path path = Path.of(directory).resolve(file).toAbsolutePath().normalize();
        if (!Files.isReadable(path)) {
            throw new TestAbortedException("Skipped: needs the data set " + path + ", which is absent.");
        }
        return path;
    }
}
