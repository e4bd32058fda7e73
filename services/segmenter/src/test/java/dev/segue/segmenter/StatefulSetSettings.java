package dev.segue.segmenter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** What the manifest for Kubernetes has the segmenter run with. */
record StatefulSetSettings(Map<String, String> environment, Duration grace) {
    /** Found from the module's directory, where Maven runs tests. */
    private static final Path MANIFEST = Path.of("../../deploy/kubernetes/base/segmenter.yaml");

    /** As a pod of that name gets them, but for its address and directory, which are this machine's. */
    @SuppressWarnings("unchecked") // The file's form, which its own test checks.
    static StatefulSetSettings of(String pod) throws IOException {
        Map<String, Object> set = StreamSupport.stream(
                        new Yaml().loadAll(Files.readString(MANIFEST)).spliterator(), false)
                .map(document -> (Map<String, Object>) document)
                .filter(document -> "StatefulSet".equals(document.get("kind")))
                .findFirst()
                .orElseThrow();
        Map<String, Object> template = under(under(under(set, "spec"), "template"), "spec");
        List<Map<String, Object>> containers =
                (List<Map<String, Object>>) Objects.requireNonNull(template.get("containers"));
        Map<String, String> environment = new LinkedHashMap<>();
        for (Map<String, String> variable : (List<Map<String, String>>)
                Objects.requireNonNull(containers.getFirst().get("env"))) {
            String value = variable.get("value");
            if (value != null) {
                environment.put(Objects.requireNonNull(variable.get("name")), value.replace("$(POD_NAME)", pod));
            }
        }
        environment.keySet().removeIf(name -> name.startsWith("SEGUE_SEGMENTER_ADVERTISED_"));
        environment.remove("SEGUE_SEGMENTER_STATE_DIR");
        return new StatefulSetSettings(environment, Duration.ofSeconds((int)
                Objects.requireNonNull(template.get("terminationGracePeriodSeconds"))));
    }

    @SuppressWarnings("unchecked") // As above.
    private static Map<String, Object> under(Map<String, Object> node, String name) {
        return (Map<String, Object>) Objects.requireNonNull(node.get(name), name);
    }
}
