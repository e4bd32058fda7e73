package dev.segue.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/**
 * Every manifest is what its schema says, without a field too many, too few or misspelt. The schemas are those of Kubernetes,
 * KEDA and the Prometheus Operator, by way of models that npm has, and of Strimzi, by the generator of its resource definitions.
 */
class ManifestSchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STRIMZI = "kafka.strimzi.io/";
    private static final int MINUTES = 5;

    @TempDir
    Path directory;

    @Test
    void shouldTheFilesBeWhatTheirSchemasSay() throws Exception {
        assertThat(complaints(Manifests.files())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "kafka", "production", "cli", "cli-production"})
    void shouldWhatIsMadeOfThemBeWhatItsSchemasSay(String overlay) throws Exception {
        assertThat(complaints(Manifests.rendered(overlay))).isEmpty();
    }

    @Test
    void shouldFindWhatIsWrong() throws Exception {
        // Given
        List<JsonNode> wrong = Manifests.documents("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: misspelt}
                spec:
                  selector: {}
                  template:
                    spec:
                      containers: [{name: one, enviroment: []}]
                ---
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: value}
                spec:
                  selector: {}
                  template:
                    spec:
                      containers: [{name: one, imagePullPolicy: Sometimes}]
                ---
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: missing}
                spec:
                  triggers: []
                ---
                apiVersion: monitoring.coreos.com/v1
                kind: PodMonitor
                metadata: {name: extra}
                spec: {selector: {}, endpoints: []}
                ---
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                metadata: {name: number}
                spec: {partitions: 0}
                ---
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaUser
                metadata: {name: operation}
                spec:
                  authorization:
                    type: simple
                    acls:
                      - resource: {type: topic, name: t}
                        operations: [Reed]
                ---
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                metadata: {name: unknown}
                spec: {partition: 1}
                """);

        // Then
        assertThat(complaints(wrong))
                .anyMatch(said -> said.contains("Deployment misspelt") && said.contains("enviroment"))
                .anyMatch(said -> said.contains("StatefulSet value") && said.contains("imagePullPolicy"))
                .anyMatch(said -> said.contains("ScaledObject missing") && said.contains("scaleTargetRef"))
                .anyMatch(said -> said.contains("PodMonitor extra") && said.contains("endpoints"))
                .anyMatch(said -> said.contains("KafkaTopic number") && said.contains("partitions"))
                .anyMatch(said -> said.contains("KafkaUser operation") && said.contains("operations"))
                .anyMatch(said -> said.contains("KafkaTopic unknown") && said.contains("partition"));
    }

    private List<String> complaints(List<JsonNode> documents) throws IOException, InterruptedException {
        assertThat(documents).isNotEmpty();
        List<String> complaints = new ArrayList<>();
        Map<Boolean, List<JsonNode>> parts = documents.stream()
                .collect(java.util.stream.Collectors.partitioningBy(
                        document -> document.path("apiVersion").asText().startsWith(STRIMZI)));
        if (!Objects.requireNonNull(parts.get(true)).isEmpty()) {
            Map<String, Schema> schemas = strimzi();
            for (JsonNode document : Objects.requireNonNull(parts.get(true))) {
                String type = document.path("apiVersion").asText() + "/"
                        + document.path("kind").asText();
                Schema schema = Objects.requireNonNull(schemas.get(type), () -> "Strimzi has no " + type);
                schema.validate(document).forEach(error -> complaints.add(name(document) + ": " + error));
            }
        }
        if (!Objects.requireNonNull(parts.get(false)).isEmpty()) {
            complaints.addAll(others(Objects.requireNonNull(parts.get(false))));
        }
        return complaints;
    }

    private static String name(JsonNode document) {
        return document.path("kind").asText() + " "
                + document.path("metadata").path("name").asText();
    }

    /** Schemas of Strimzi's resources, by version and kind, as its own generator makes them. */
    private Map<String, Schema> strimzi() throws IOException, InterruptedException {
        Path jars = Path.of("target", "strimzi").toAbsolutePath();
        Map<String, Path> definitions = Map.of(
                "io.strimzi.api.kafka.model.topic.KafkaTopic", directory.resolve("topic.yaml"),
                "io.strimzi.api.kafka.model.user.KafkaUser", directory.resolve("user.yaml"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                jars + "/*",
                "io.strimzi.crdgenerator.CrdGenerator",
                "--yaml"));
        definitions.forEach((type, file) -> command.add(type + "=" + file));
        run(command, directory, "strimzi.log");
        Map<String, Schema> schemas = new HashMap<>();
        for (Path file : definitions.values()) {
            JsonNode definition =
                    Manifests.documents(Files.readString(file)).getFirst().path("spec");
            for (JsonNode version : definition.path("versions")) {
                JsonNode schema = version.at("/schema/openAPIV3Schema");
                close(schema);
                schemas.put(
                        "%s/%s/%s"
                                .formatted(
                                        definition.path("group").asText(),
                                        version.path("name").asText(),
                                        definition.at("/names/kind").asText()),
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(schema));
            }
        }
        return schemas;
    }

    /** Kubernetes drops fields that a definition does not name; here they are mistakes. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(ManifestSchemasTest::close);
    }

    /** What is wrong with documents of others' than Strimzi's. */
    private List<String> others(List<JsonNode> documents) throws IOException, InterruptedException {
        Path models = install();
        ArrayNode listed = JsonNodeFactory.instance.arrayNode();
        documents.forEach(
                document -> listed.addObject().put("from", name(document)).set("document", document));
        JSON.writeValue(models.resolve("manifests.json").toFile(), listed);
        Path said = directory.resolve("check.log");
        Process check = new ProcessBuilder("node", "check.js")
                .directory(models.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(check.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        List<String> complaints = Files.readAllLines(said).stream()
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(check.exitValue() == 0).as("%s", complaints).isEqualTo(complaints.isEmpty());
        return complaints;
    }

    /**
     * Lays out the models of Kubernetes.
     *
     * @throws TestAbortedException where there is no Node, which skips the test and says so
     */
    private static Path install() throws IOException, InterruptedException {
        for (String program : List.of("node", "npm")) {
            if (Stream.of(System.getenv("PATH").split(":"))
                    .noneMatch(place -> Files.isExecutable(Path.of(place, program)))) {
                throw new TestAbortedException(
                        "Skipped: needs Node, and there is no %s on the path.".formatted(program));
            }
        }
        Path models =
                Files.createDirectories(Path.of("target", "kubernetes-models").toAbsolutePath());
        boolean same = Files.isDirectory(models.resolve("node_modules"));
        for (String file : List.of("package.json", "package-lock.json", "check.js")) {
            Path copy = models.resolve(file);
            try (var content =
                    Objects.requireNonNull(ManifestSchemasTest.class.getResourceAsStream("/kubernetes/" + file))) {
                byte[] bytes = content.readAllBytes();
                same = same && Files.exists(copy) && java.util.Arrays.equals(bytes, Files.readAllBytes(copy));
                Files.write(copy, bytes);
            }
        }
        if (!same) {
            run(List.of("npm", "ci", "--no-audit", "--no-fund"), models, "npm.log");
        }
        return models;
    }

    private static void run(List<String> command, Path directory, String log) throws IOException, InterruptedException {
        Path said = directory.resolve(log);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        assertThat(ended && process.exitValue() == 0)
                .as("%s: %s", command, Files.readString(said, StandardCharsets.UTF_8))
                .isTrue();
    }
}
