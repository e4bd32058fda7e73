package dev.segue.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code docker-compose.yml}, the one place that names the images of what is not ours. */
public final class ComposeFile {
    private static final String IMAGE = "    image: ";

    private final String text;

    private ComposeFile(String text) {
        this.text = text;
    }

    /** The project's, found from a module's directory, where Maven runs tests. */
    public static ComposeFile ofTheProject() {
        Path file = Path.of("..", "..", "docker-compose.yml").toAbsolutePath().normalize();
        try {
            return new ComposeFile(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /**
     * The image of a service, with the defaults of the variables in its name.
     *
     * @throws IllegalArgumentException if there is no such service, or it has no image
     */
    public String image(String service) {
        return text.lines()
                .dropWhile(line -> !line.equals("  " + service + ":"))
                .skip(1)
                .takeWhile(line -> line.isBlank() || line.startsWith("    "))
                .filter(line -> line.startsWith(IMAGE))
                .findFirst()
                .map(line -> line.substring(IMAGE.length()).replaceAll("\\$\\{[A-Z_]+:-([^}]+)}", "$1"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "docker-compose.yml has no service %s with an image".formatted(service)));
    }
}
