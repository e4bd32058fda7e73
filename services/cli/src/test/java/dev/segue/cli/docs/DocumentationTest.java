package dev.segue.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.segue.cli.Segue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents say to type can be typed, and what they point to is there. */
class DocumentationTest {
    /** Found from the module's directory, where Maven runs tests. */
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    /** Commands of the launcher itself, which the command line does not know. */
    private static final Set<String> LAUNCHER = Set.of("test", "java-home");

    private static final Pattern COMMAND = Pattern.compile("\\./segue ([^`#\\n]*)");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");

    static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            Stream.concat(top, docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .forEach(documents::add);
        }
        return documents;
    }

    static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path document : documents()) {
            Matcher matcher = COMMAND.matcher(Files.readString(document));
            while (matcher.find()) {
                commands.add(matcher.group(1).strip());
            }
        }
        return commands;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandShouldBeUnderstood(String command) {
        String[] words = Arrays.stream(command.split(" +")).toArray(String[]::new);
        if (!LAUNCHER.contains(words[0])) {
            assertThatCode(() -> Segue.commandLine().parseArgs(words)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkShouldLeadSomewhere(Path document) throws IOException {
        Matcher matcher = LINK.matcher(Files.readString(document));
        while (matcher.find()) {
            assertThat(document.resolveSibling(matcher.group(1)).normalize()).exists();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyDocumentShouldSaySomething(Path document) throws IOException {
        assertThat(Files.readString(document)).contains("# ");
    }
}
