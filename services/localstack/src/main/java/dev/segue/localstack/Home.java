package dev.segue.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The one directory a stack keeps everything in: {@code data/<program>}, {@code logs/<program>.log} and, while a program
 * runs, {@code run/<program>.properties}.
 *
 * @param root an absolute path; need not exist yet
 */
public record Home(Path root) {
    /** The environment variable that says where the home is. */
    public static final String VARIABLE = "SEGUE_HOME";

    /** What a home must have free before anything is started, in bytes. */
    static final long NEEDED_BYTES = 500L << 20;

    private static final Pattern SEPARATORS = Pattern.compile("[,;]");
    private static final String MARKER = "segue-home.txt";

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /** The home that {@value #VARIABLE} names, as a system property or in the environment; else {@code .segue} here. */
    public static Home configured() {
        return new Home(Path.of(Optional.ofNullable(System.getProperty(VARIABLE))
                .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
                .filter(text -> !text.isBlank())
                .orElse(".segue")));
    }

    /** Where a program keeps what must outlive it. */
    public Path data(String program) {
        return root.resolve("data").resolve(program);
    }

    /** What a program prints. */
    public Path log(String program) {
        return root.resolve("logs").resolve(program + ".log");
    }

    Path runFile(String program) {
        return root.resolve("run").resolve(program + ".properties");
    }

    Path lockFile() {
        return root.resolve("run").resolve("lock");
    }

    /**
     * Makes the directories.
     *
     * @throws StackException if the root is somebody else's directory, cannot be written, or has a name that not all
     *     programs can be told
     */
    void create() {
        if (SEPARATORS.matcher(root.toString()).find()) {
            throw new StackException(root
                    + " has a comma or semicolon in it, which Kafka and the registry take for the end of a name: set "
                    + VARIABLE + " to a directory without.");
        }
        try {
            Path marker = root.resolve(MARKER);
            if (!Files.exists(marker)) {
                // Starting afresh deletes data/ in here: that must never be a directory somebody else fills.
                // The marker is looked for once more, last: another command may have written it meanwhile.
                if (Files.exists(root) && !isEmpty(root) && !Files.exists(marker)) {
                    throw new StackException(root
                            + " has files in it which are not Segue's: set " + VARIABLE
                            + " to an empty directory, or to one that does not exist yet.");
                }
                Files.createDirectories(root);
                Files.writeString(marker, "Segue's local stack keeps its data, logs and process ids here.\n");
            }
            for (String directory : List.of("data", "logs", "run")) {
                Files.createDirectories(root.resolve(directory));
            }
        } catch (IOException e) {
            throw new StackException("Cannot write to " + root + ": " + e, e);
        }
    }

    /** @throws StackException if less than {@code bytes} can be written under the root, which must exist */
    void requireSpace(long bytes) {
        try {
            long usable = Files.getFileStore(root).getUsableSpace();
            if (usable < bytes) {
                throw new StackException(
                        "Only %d MB are free at %s, and the stack needs %d MB: make room, or set %s to another place."
                                .formatted(usable >> 20, root, bytes >> 20, VARIABLE));
            }
        } catch (IOException e) {
            throw new StackException("Cannot tell how much space is free at " + root + ": " + e, e);
        }
    }

    /** A new, empty log for a program; the one before is kept beside it. */
    Path freshLog(String program) throws IOException {
        Path log = log(program);
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(program + ".previous.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.createFile(log);
    }

    /** Deletes everything under {@code data}. */
    void wipe() throws IOException {
        Path data = root.resolve("data");
        if (!Files.exists(root.resolve(MARKER)) || !Files.exists(data)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(data)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }
}
