package dev.segue.avro.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;

/** The topics that Strimzi is to make are those that Segue would create. */
class TopicManifestsTest {
    private static final Path MANIFESTS = Path.of("../deploy/kubernetes/kafka/topics.yaml");
    private static final TopicCatalogue CATALOGUE = new TopicCatalogue("segue.");

    /** How the copies of a record are kept: the operator's to choose, and no part of the catalogue. */
    private static final String PLACED = "min.insync.replicas";

    private final Map<String, Map<String, Object>> specs = new LinkedHashMap<>();

    @BeforeEach
    @SuppressWarnings("unchecked") // The file's form, which Strimzi's schema has.
    void read() throws IOException {
        for (Object document : new Yaml().loadAll(Files.readString(MANIFESTS))) {
            Map<String, Object> topic = (Map<String, Object>) document;
            Map<String, Object> metadata = (Map<String, Object>) Objects.requireNonNull(topic.get("metadata"));
            specs.put(String.valueOf(metadata.get("name")), (Map<String, Object>)
                    Objects.requireNonNull(topic.get("spec")));
        }
    }

    @Test
    void shouldBeAllTopics() {
        assertThat(specs.keySet())
                .containsExactlyElementsOf(
                        Arrays.stream(Topic.values()).map(CATALOGUE::name).toList());
    }

    @ParameterizedTest
    @EnumSource
    void shouldEachBeAsItIsCreated(Topic topic) {
        // Given
        Map<String, Object> spec = Objects.requireNonNull(specs.get(CATALOGUE.name(topic)));
        int customers = (int) Objects.requireNonNull(Objects.requireNonNull(specs.get(CATALOGUE.name(Topic.PURCHASES)))
                .get("partitions"));

        // When
        Map<String, String> config = new TreeMap<>();
        ((Map<?, ?>) Objects.requireNonNull(spec.get("config")))
                .forEach((name, value) -> config.put(String.valueOf(name), String.valueOf(value)));
        Object inSync = config.remove(PLACED);

        // Then
        assertThat(config).isEqualTo(topic.settings());
        assertThat(spec.get("partitions")).isEqualTo(topic.partitions(customers));
        assertThat(spec.get("replicas")).isEqualTo(3);
        assertThat(inSync).isEqualTo("2");
        assertThat(customers).isGreaterThan(1);
    }
}
