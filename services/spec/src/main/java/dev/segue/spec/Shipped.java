package dev.segue.spec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Files of a kind that come with the product.
 *
 * @param kind what they are, for people
 * @param directory where they are, among the resources
 * @param names their names, without ending
 */
record Shipped(String kind, String directory, List<String> names) {
    /**
     * Reads a shipped file by its name, any other from its path.
     *
     * @param location name of a shipped file, or path of a file
     * @param parse makes something of a file's name and text
     * @throws SpecException where there is none or it cannot be used
     */
    <T> T read(String location, BiFunction<String, String, T> parse) {
        if (names.contains(location)) {
            return parse.apply(location + ".yaml", text(location));
        }
        try {
            return parse.apply(location, Files.readString(Path.of(location)));
        } catch (IOException e) {
            throw new SpecException("cannot read the %s %s: %s; it must be a file, or one of %s"
                    .formatted(kind, location, why(e), String.join(", ", names)));
        }
    }

    /**
     * The text of a shipped file.
     *
     * @throws SpecException where there is none of that name; the message has the nearest there are
     */
    String text(String name) {
        if (!names.contains(name)) {
            throw new SpecException(
                    "no %s called '%s' is shipped; %s".formatted(kind, name, Nearest.hint(name, names)));
        }
        String resource = "/dev/segue/spec/%s/%s.yaml".formatted(directory, name);
        try (InputStream in = Shipped.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new SpecException("the program lacks its resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SpecException("cannot read resource %s: %s".formatted(resource, e));
        }
    }

    private static String why(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException denied -> "it may not be read";
            case CharacterCodingException odd -> "it is not UTF-8";
            default -> String.valueOf(e.getMessage());
        };
    }
}
