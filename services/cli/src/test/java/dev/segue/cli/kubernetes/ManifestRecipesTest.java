package dev.segue.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page about Kubernetes says to write, beside the manifests as they are. */
class ManifestRecipesTest {
    private static final String NAMESPACE = "segue-green";

    @Test
    void shouldTheSecondSegueBeApartFromTheFirst() throws Exception {
        // Given
        List<JsonNode> all = Manifests.rendered(written("segue-green/kustomization.yaml"));

        // Then nothing of it is the first's
        assertThat(all)
                .isNotEmpty()
                .allSatisfy(document ->
                        assertThat(document.at("/metadata/namespace").asText()).isEqualTo(NAMESPACE));
        assertThat(all)
                .filteredOn(document -> document.path("kind").asText().equals("ScaledObject"))
                .singleElement()
                .satisfies(scaling -> assertThat(scaling.at("/spec/triggers/0/metadata/consumerGroup")
                                .asText())
                        .isEqualTo("segue.green.segmenter"));

        // And services and command line mean the same topics, of the same brokers and registry, which are let through
        // to
        JsonNode settings = all.stream()
                .filter(document -> document.at("/metadata/name").asText().startsWith("segue-settings-"))
                .findFirst()
                .orElseThrow()
                .path("data");
        JsonNode variables = all.stream()
                .filter(document -> document.path("kind").asText().equals("Pod"))
                .findFirst()
                .orElseThrow()
                .at("/spec/containers/0/env");
        for (String name :
                List.of("SEGUE_PREFIX", "SEGUE_INPUT_PREFIX", "KAFKA_BOOTSTRAP_SERVERS", "SCHEMA_REGISTRY_URL")) {
            assertThat(variables)
                    .filteredOn(variable -> variable.path("name").asText().equals(name))
                    .singleElement()
                    .satisfies(variable -> assertThat(variable.path("value")).isEqualTo(settings.path(name)));
        }
        assertThat(all)
                .filteredOn(document -> document.path("kind").asText().equals("NetworkPolicy")
                        && List.of("segue-kafka", "segue-registry")
                                .contains(document.at("/metadata/name").asText()))
                .hasSize(2)
                .allSatisfy(policy -> assertThat(policy.at(
                                        "/spec/egress/0/to/0/namespaceSelector/matchLabels/kubernetes.io~1metadata.name")
                                .asText())
                        .isEqualTo("segue"));
    }

    /** The directory of a file that the page shows, beside a checkout of Segue. */
    private static Path written(String file) throws IOException {
        String page = Files.readString(Manifests.ROOT.resolve("docs/kubernetes.md"));
        Matcher block = Pattern.compile("```yaml\n# " + Pattern.quote(file) + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        assertThat(block.find()).as("the page shows %s", file).isTrue();
        Path written = Path.of("target", "recipes", file).toAbsolutePath();
        Path directory = Files.createDirectories(written.getParent());
        Files.writeString(written, block.group(1).replace("../segue/", directory.relativize(Manifests.ROOT) + "/"));
        return directory;
    }
}
