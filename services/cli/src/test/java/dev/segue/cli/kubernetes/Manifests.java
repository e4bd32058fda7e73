package dev.segue.cli.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.opentest4j.TestAbortedException;
import org.yaml.snakeyaml.Yaml;

/** What describes Segue to Kubernetes. */
public final class Manifests {
    /** Found from the module's directory, where Maven runs tests. */
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    static final Path DIRECTORY = ROOT.resolve("deploy/kubernetes");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern KUSTOMIZE = Pattern.compile("Kustomize Version: v(\\d+)");
    private static final int OLDEST_KUSTOMIZE = 5;

    private Manifests() {}

    /** The documents of a file, in their order. */
    static List<JsonNode> documents(String yaml) {
        return StreamSupport.stream(new Yaml().loadAll(yaml).spliterator(), false)
                .map(JSON::<JsonNode>valueToTree)
                .toList();
    }

    /** What is whole as it lies there: all but patches, which only say what is another. */
    static List<JsonNode> files() throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        for (String directory : List.of("base", "cli", "kafka", "production")) {
            JsonNode kustomization = kustomization(DIRECTORY.resolve(directory));
            for (JsonNode file : kustomization.path("resources")) {
                Path path = DIRECTORY.resolve(directory).resolve(file.asText());
                if (Files.isRegularFile(path)) {
                    documents.addAll(documents(Files.readString(path)));
                }
            }
        }
        return documents;
    }

    static JsonNode kustomization(Path directory) throws IOException {
        return documents(Files.readString(directory.resolve("kustomization.yaml")))
                .getFirst();
    }

    /**
     * What Kubernetes would be given.
     *
     * @throws TestAbortedException where there is no kubectl that is new enough, which skips the test and says so
     */
    static List<JsonNode> rendered(String directory) throws IOException, InterruptedException {
        return rendered(DIRECTORY.resolve(directory));
    }

    /** Likewise, of a directory anywhere. */
    static List<JsonNode> rendered(Path directory) throws IOException, InterruptedException {
        Path kubectl = kubectl()
                .orElseThrow(() -> new TestAbortedException(
                        "Skipped: needs kubectl with kustomize %d or newer, and there is none on the path."
                                .formatted(OLDEST_KUSTOMIZE)));
        return documents(run(kubectl, "kustomize", directory.toString()));
    }

    private static Optional<Path> kubectl() throws IOException, InterruptedException {
        Optional<Path> kubectl = Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst();
        if (kubectl.isPresent()) {
            Matcher version = KUSTOMIZE.matcher(run(kubectl.orElseThrow(), "version", "--client"));
            if (!version.find() || Integer.parseInt(version.group(1)) < OLDEST_KUSTOMIZE) {
                return Optional.empty();
            }
        }
        return kubectl;
    }

    private static String run(Path program, String... arguments) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("kubectl", ".txt");
        try {
            List<String> command = new ArrayList<>(List.of(program.toString()));
            command.addAll(List.of(arguments));
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("%s: %s".formatted(command, Files.readString(errors)));
            }
            return said;
        } finally {
            Files.delete(errors);
        }
    }

    /** The paths by which Kubernetes asks how services are. */
    public static Set<String> probes() throws IOException {
        Set<String> paths = new TreeSet<>();
        files().forEach(document -> document.findValues("httpGet")
                .forEach(get -> paths.add(get.path("path").asText())));
        return paths;
    }
}
