package dev.segue.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the manifests refer to is there, and is what the services and the other deployments have. */
class ManifestsTest {
    private static final String NAME = "app.kubernetes.io/name";
    private static final String KAFKA = "kafka";
    private static final Set<String> WORKLOADS = Set.of("StatefulSet", "Deployment", "Pod");

    /** Settings that the command line does without. */
    private static final Set<String> SERVICES_ALONE = Set.of("SEGUE_CLOCK", "SEGUE_LOG_FORMAT");

    /** Made by others, as docs/kubernetes.md says: by an operator by hand, or by Strimzi. */
    private static final Map<String, Set<String>> SECRETS = Map.of(
            "segue-console-access", Set.of("admin-key-sha256", "session-secret"),
            "segue-segmenter", Set.of("sasl.jaas.config", "password"),
            "segue-trainer", Set.of("sasl.jaas.config"),
            "segue-console", Set.of("sasl.jaas.config"),
            "segue-operator", Set.of("sasl.jaas.config"),
            "segue-registry", Set.of("segmenter", "trainer", "console", "operator"),
            "kafka-cluster-ca-cert", Set.of("ca.crt"));

    @ParameterizedTest
    @ValueSource(strings = {"base", "cli", "cli-production", "kafka", "production"})
    void shouldEachFileBeNamedInItsKustomization(String directory) throws IOException {
        // Given
        String kustomization =
                Manifests.kustomization(Manifests.DIRECTORY.resolve(directory)).toString();
        List<String> files;
        try (Stream<Path> list = Files.list(Manifests.DIRECTORY.resolve(directory))) {
            files = list.map(file -> file.getFileName().toString())
                    .filter(file -> !file.equals("kustomization.yaml"))
                    .toList();
        }

        // Then
        assertThat(files)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(kustomization).contains("\"" + file + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "production"})
    void shouldServicesAndPoliciesMeanPodsThatAreThere(String directory) throws Exception {
        // Given
        List<JsonNode> all = Manifests.rendered(directory);
        List<JsonNode> pods = pods(all);
        assertThat(pods).hasSize(3);

        for (JsonNode document : all) {
            String what = document.path("kind").asText() + " "
                    + document.at("/metadata/name").asText();
            switch (document.path("kind").asText()) {
                case "Service" -> {
                    List<JsonNode> meant = matching(pods, document.at("/spec/selector"));
                    assertThat(meant).as(what).hasSize(1);
                    for (JsonNode port : document.at("/spec/ports")) {
                        assertThat(ports(meant.getFirst()))
                                .as(what)
                                .containsEntry(
                                        port.path("targetPort").asText(),
                                        port.path("port").asInt());
                    }
                }
                case "PodDisruptionBudget" ->
                    assertThat(matching(pods, document.at("/spec/selector/matchLabels")))
                            .as(what)
                            .hasSize(1);
                case "NetworkPolicy" -> {
                    JsonNode selector = document.at("/spec/podSelector/matchLabels");
                    if (!selector.path(NAME).asText().equals("cli")) {
                        assertThat(matching(pods, selector)).as(what).isNotEmpty();
                    }
                }
                case "StatefulSet", "Deployment" ->
                    assertThat(matching(pods, document.at("/spec/selector/matchLabels")))
                            .as(what)
                            .containsExactly(document.at("/spec/template"));
                default -> {
                    // Selects nothing.
                }
            }
        }
        StatefulSet set = new StatefulSet(all);
        assertThat(names(all, "Service")).contains(set.text("/spec/serviceName"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "production"})
    void shouldNobodyReachWhatIsNotNamed(String directory) throws Exception {
        // Given
        List<JsonNode> all = Manifests.rendered(directory);

        // Then every pod of ours is closed
        JsonNode nothing = named(all, "NetworkPolicy", "segue-nothing-else");
        assertThat(matching(pods(all), nothing.at("/spec/podSelector/matchLabels")))
                .hasSize(3);
        assertThat(nothing.at("/spec/policyTypes")).hasSize(2);
        assertThat(nothing.path("spec").has("ingress")).isFalse();
        assertThat(nothing.path("spec").has("egress")).isFalse();

        // And what knows no login is open to those only who need it
        for (String service : List.of("segmenter", "trainer")) {
            JsonNode policy = named(all, "NetworkPolicy", "segue-" + service);
            assertThat(policy.at("/spec/ingress")).hasSize(1);
            assertThat(policy.at("/spec/ingress/0/from"))
                    .isNotEmpty()
                    .allSatisfy(from -> assertThat(from.has("podSelector")).isTrue())
                    // A pod's label alone would let in whoever gives themselves one in a namespace of their own.
                    .filteredOn(from -> from.has("namespaceSelector"))
                    .singleElement()
                    .satisfies(from -> assertThat(from.at("/namespaceSelector/matchLabels"))
                            .isNotEmpty());
            assertThat(policy.at("/spec/ingress/0/ports/0/port").asInt()).isEqualTo(port(service));
        }

        // And who may go out has somebody who lets in.
        assertThat(named(all, "NetworkPolicy", "segue-console")
                        .at("/spec/egress/0/ports/0/port")
                        .asInt())
                .isEqualTo(port("segmenter"));
        assertThat(named(all, "NetworkPolicy", "segue-console")
                        .at("/spec/egress/1/ports/0/port")
                        .asInt())
                .isEqualTo(port("trainer"));
        String brokers = ""
                + named(all, "NetworkPolicy", "segue-kafka")
                        .at("/spec/egress/0/ports/0/port")
                        .asInt();
        assertThat(settings(all).path("KAFKA_BOOTSTRAP_SERVERS").asText()).endsWith(":" + brokers);
        String registry = ":"
                + named(all, "NetworkPolicy", "segue-registry")
                        .at("/spec/egress/0/ports/0/port")
                        .asInt();
        assertThat(settings(all).path("SCHEMA_REGISTRY_URL").asText()).contains(registry + "/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "production", "cli", "cli-production"})
    void shouldPodsBeLetNothingTheyDoNotNeed(String directory) throws Exception {
        List<JsonNode> pods = pods(Manifests.rendered(directory));
        assertThat(pods).isNotEmpty();
        for (JsonNode pod : pods) {
            JsonNode spec = pod.path("spec");
            assertThat(spec.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(spec.at("/securityContext/runAsUser").asInt()).isEqualTo(imageUser());
            assertThat(spec.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(spec.path("automountServiceAccountToken").asBoolean(true))
                    .isFalse();
            // Variables such as SEGUE_SEGMENTER_PORT would be taken for settings.
            assertThat(spec.path("enableServiceLinks").asBoolean(true)).isFalse();
            assertThat(spec.path("containers")).hasSize(1);
            JsonNode container = spec.at("/containers/0");
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                    .isEqualTo("ALL");
            assertThat(container.at("/resources/limits/memory").asText())
                    .isNotEmpty()
                    .isEqualTo(container.at("/resources/requests/memory").asText());
            assertThat(container.path("image").asText()).isEqualTo("segue-" + name(pod) + ":dev");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "production"})
    void shouldServicesBeAskedHowTheyAre(String directory) throws Exception {
        for (JsonNode pod : pods(Manifests.rendered(directory))) {
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertThat(pod.at("/spec/containers/0").path(probe).has("httpGet"))
                        .as(probe)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"base,cli", "production,cli-production"})
    void shouldTheCommandLineBeOneOfThem(String directory, String cli) throws Exception {
        // Given
        List<JsonNode> all = Manifests.rendered(directory);
        JsonNode pod = pods(Manifests.rendered(cli)).getFirst();
        Map<String, String> variables = pod.at("/spec/containers/0/env")
                .valueStream()
                .filter(variable -> variable.has("value"))
                .collect(Collectors.toMap(
                        variable -> variable.path("name").asText(),
                        variable -> variable.path("value").asText()));

        // Then it speaks to the same brokers and registry, in the same way
        settings(all).properties().stream()
                .filter(setting -> !SERVICES_ALONE.contains(setting.getKey()))
                .forEach(setting -> assertThat(variables)
                        .containsEntry(setting.getKey(), setting.getValue().asText()));

        // And is let out to them, and in to the services.
        assertThat(matching(
                        List.of(pod), named(all, "NetworkPolicy", "segue-kafka").at("/spec/podSelector/matchLabels")))
                .hasSize(1);
        assertThat(matching(
                        List.of(pod), named(all, "NetworkPolicy", "segue-cli").at("/spec/podSelector/matchLabels")))
                .hasSize(1);
        for (String service : List.of("segmenter", "trainer")) {
            assertThat(variables)
                    .containsEntry(
                            "SEGUE_%s_URL".formatted(service.toUpperCase(java.util.Locale.ROOT)),
                            "http://segue-%s:%d".formatted(service, port(service)));
            assertThat(named(all, "NetworkPolicy", "segue-" + service)
                            .at("/spec/ingress/0/from/0/podSelector/matchExpressions/1/values"))
                    .anyMatch(name -> name.asText().equals(name(pod)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "production", "cli", "cli-production"})
    void shouldMapsSecretsAndVolumesBeThere(String directory) throws Exception {
        // Given
        List<JsonNode> all = Manifests.rendered(directory);
        Set<String> maps = names(all, "ConfigMap");

        for (JsonNode document : all) {
            // Then
            document.findValues("configMapRef")
                    .forEach(map -> assertThat(maps).contains(map.path("name").asText()));
            document.findValues("secretKeyRef").forEach(ManifestsTest::assertSecret);
            document.findValues("secretTargetRef").forEach(list -> list.forEach(ManifestsTest::assertSecret));
            document.findValues("configMapTargetRef")
                    .forEach(list -> list.forEach(map -> assertThat(
                                    named(all, "ConfigMap", map.path("name").asText())
                                            .path("data")
                                            .has(map.path("key").asText()))
                            .isTrue()));
            document.findValues("secretName")
                    .forEach(name -> assertThat(SECRETS).containsKey(name.asText()));
            assertThat(document.path("kind").asText())
                    .as("secrets lie in no file")
                    .isNotEqualTo("Secret");
        }
        for (JsonNode workload : workloads(all)) {
            JsonNode pod = template(workload);
            Set<String> volumes = new HashSet<>(pod.at("/spec/volumes").findValuesAsText("name"));
            workload.at("/spec/volumeClaimTemplates")
                    .forEach(claim -> volumes.add(claim.at("/metadata/name").asText()));
            assertThat(pod.at("/spec/containers/0/volumeMounts").findValuesAsText("name"))
                    .isSubsetOf(volumes)
                    .hasSameSizeAs(volumes);
        }
    }

    private static void assertSecret(JsonNode reference) {
        assertThat(SECRETS.getOrDefault(reference.path("name").asText(), Set.of()))
                .as(reference.toString())
                .contains(reference.path("key").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "production"})
    void shouldEveryVariableBeASetting(String directory) throws Exception {
        // Given
        String reference = Files.readString(Manifests.ROOT.resolve("docs/reference/settings.md"));
        List<JsonNode> all = Manifests.rendered(directory);
        Set<String> variables = new TreeSet<>();
        settings(all).fieldNames().forEachRemaining(variables::add);
        for (JsonNode pod : pods(all)) {
            variables.addAll(pod.at("/spec/containers/0/env").findValuesAsText("name"));
        }
        // Those of the references into secrets, which are called name as well.
        variables.removeIf(variable -> !variable.matches("[A-Z0-9_]+"));

        // Then
        assertThat(variables).hasSizeGreaterThan(10).allSatisfy(variable -> {
            if (variable.startsWith("KAFKA_")) {
                String setting = variable.substring("KAFKA_".length())
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace('_', '.');
                assertThat(kafkaSettings()).contains(setting);
            } else if (variable.startsWith("SEGUE_CONSOLE_KEYS_")) {
                assertThat(variable).matches("SEGUE_CONSOLE_KEYS_[A-Z0-9]+_(ROLE|SHA256)");
                assertThat(reference).contains("SEGUE_CONSOLE_KEYS_<NAME>_ROLE", "_SHA256");
            } else if (variable.startsWith("SEGUE_") || variable.startsWith("SCHEMA_REGISTRY_")) {
                assertThat(reference).contains("`" + variable + "`");
            } else {
                assertThat(variable).isIn("POD_NAME", "JDK_JAVA_OPTIONS");
            }
        });
    }

    private static Set<String> kafkaSettings() {
        Set<String> settings = new HashSet<>(ConsumerConfig.configNames());
        // Of Kafka Streams, which the command line does without.
        settings.addAll(Set.of("num.standby.replicas", "probing.rebalance.interval.ms"));
        return settings;
    }

    @Test
    void shouldHaveThePortsOfCompose() throws Exception {
        for (JsonNode pod : pods(Manifests.rendered("base"))) {
            assertThat(ports(pod)).containsExactly(Map.entry("http", port(name(pod))));
        }
        assertThat(container(Manifests.rendered("base"), "segmenter").path("env"))
                .anySatisfy(variable -> {
                    assertThat(variable.path("name").asText()).isEqualTo("SEGUE_SEGMENTER_ADVERTISED_PORT");
                    assertThat(variable.path("value").asText()).isEqualTo("" + port("segmenter"));
                });
    }

    @Test
    void shouldEndInOrderWithinTheGracePeriod() throws Exception {
        // Given
        StatefulSet set = new StatefulSet(Manifests.rendered("base"));
        int preStop = Integer.parseInt(set.text("/spec/template/spec/containers/0/lifecycle/preStop/exec/command/1"));
        int closing =
                constant("segmenter/src/main/java/dev/segue/segmenter/service/SegmenterService.java", "STOP_SECONDS");

        // Then
        assertThat(set.at("/spec/template/spec/terminationGracePeriodSeconds").asInt())
                .isGreaterThanOrEqualTo(preStop + closing + 10);
    }

    @Test
    void shouldTheSegmentersMemoryFitItsLimit() throws Exception {
        // Given
        JsonNode segmenter = container(Manifests.rendered("base"), "segmenter");
        int limit = Integer.parseInt(
                segmenter.at("/resources/limits/memory").asText().replace("Mi", ""));
        int heapPercent = Integer.parseInt(found(
                "-XX:MaxRAMPercentage=(\\d+)", Files.readString(Manifests.ROOT.resolve("deploy/image/java.options"))));
        int rocksDb = 0;
        for (JsonNode variable : segmenter.path("env")) {
            if (variable.path("name").asText().equals("SEGUE_SEGMENTER_ROCKSDB_MEGABYTES")) {
                rocksDb = variable.path("value").asInt();
            }
        }

        // Then there is a quarter of it left for classes, threads, buffers and what RocksDB does not count
        assertThat(rocksDb).isPositive();
        assertThat(limit * heapPercent / 100 + rocksDb).isLessThanOrEqualTo(limit * 3 / 4);
    }

    @Test
    void shouldScaleNoFurtherThanThereArePartitions() throws Exception {
        // Given
        List<JsonNode> all = Manifests.rendered("production");
        JsonNode scaling = named(all, "ScaledObject", "segue-segmenter");

        // Then
        assertThat(scaling.at("/spec/maxReplicaCount").asInt())
                .isEqualTo(named(Manifests.rendered("kafka"), "KafkaTopic", "segue.purchases.v1")
                        .at("/spec/partitions")
                        .asInt());
        assertThat(names(all, scaling.at("/spec/scaleTargetRef/kind").asText()))
                .contains(scaling.at("/spec/scaleTargetRef/name").asText());
        assertThat(scaling.at("/spec/triggers/0/metadata/consumerGroup").asText())
                .isEqualTo("segue.segmenter");
        String namespace = scaling.at("/metadata/namespace").asText();
        assertThat(scaling.at("/spec/triggers/0/metadata/bootstrapServers")
                        .asText()
                        .replace("." + namespace, ""))
                .isEqualTo(settings(all).path("KAFKA_BOOTSTRAP_SERVERS").asText());
        assertThat(names(all, "TriggerAuthentication"))
                .contains(scaling.at("/spec/triggers/0/authenticationRef/name").asText());
        // Applying the manifests again must not undo it.
        assertThat(new StatefulSet(all).at("/spec/replicas").isMissingNode()).isTrue();
    }

    @Test
    void shouldTheTopicsStayWhenTheRestIsTakenAway() throws Exception {
        assertThat(Manifests.rendered("production")).noneMatch(ManifestsTest::strimzis);
        assertThat(Manifests.rendered("kafka")).allMatch(ManifestsTest::strimzis);
    }

    private static boolean strimzis(JsonNode document) {
        return document.path("apiVersion").asText().startsWith("kafka.strimzi.io/");
    }

    @Test
    void shouldMeanOneKafkaAndItsUsers() throws Exception {
        // Given
        List<JsonNode> all = Manifests.rendered("production");
        List<JsonNode> kafka = Manifests.rendered("kafka");
        Set<String> users = names(kafka, "KafkaUser");

        // Then
        assertThat(kafka)
                .isNotEmpty()
                .allMatch(document -> document.at("/metadata/labels/strimzi.io~1cluster")
                        .asText()
                        .equals(KAFKA));
        assertThat(settings(all).path("KAFKA_BOOTSTRAP_SERVERS").asText()).startsWith(KAFKA + "-kafka-bootstrap:");
        assertThat(named(all, "NetworkPolicy", "segue-kafka")
                        .at("/spec/egress/0/to/0/podSelector/matchLabels/strimzi.io~1cluster")
                        .asText())
                .isEqualTo(KAFKA);
        for (JsonNode pod : Stream.concat(pods(all).stream(), pods(Manifests.rendered("cli-production")).stream())
                .toList()) {
            assertThat(pod.findValuesAsText("secretName")).containsExactly(KAFKA + "-cluster-ca-cert");
            assertThat(pod.at("/spec/containers/0/env"))
                    .filteredOn(variable -> variable.path("name").asText().equals("KAFKA_SASL_JAAS_CONFIG"))
                    .singleElement()
                    .satisfies(variable -> assertThat(users)
                            .contains(
                                    variable.at("/valueFrom/secretKeyRef/name").asText()));
        }
        assertThat(users)
                .contains(named(all, "ConfigMap", "segue-kafka-user")
                        .at("/data/username")
                        .asText());
    }

    @Test
    void shouldBeReadByPrometheusAsTheRulesExpect() throws Exception {
        // Given
        List<JsonNode> all = Manifests.rendered("production");
        JsonNode monitor = named(all, "PodMonitor", "segue");
        JsonNode prometheus = Manifests.documents(
                        Files.readString(Manifests.ROOT.resolve("deploy/prometheus/prometheus.yml")))
                .getFirst();

        // Then
        assertThat(monitor.at("/spec/jobLabel").asText()).isEqualTo(NAME);
        JsonNode jobs = monitor.at("/spec/selector/matchExpressions/0/values");
        assertThat(pods(all))
                .allSatisfy(pod -> assertThat(jobs).anyMatch(job -> job.asText().equals(name(pod))));
        for (JsonNode job : prometheus.path("scrape_configs")) {
            if (job.has("metrics_path")) {
                assertThat(jobs)
                        .anyMatch(name ->
                                name.asText().equals(job.path("job_name").asText()));
                assertThat(monitor.at("/spec/podMetricsEndpoints/0/path").asText())
                        .isEqualTo(job.path("metrics_path").asText());
            }
        }
        // The rules themselves, and not a copy.
        assertThat(named(all, "ConfigMap", "segue-prometheus-rules")
                        .at("/data/segue.yml")
                        .asText())
                .isEqualTo(Files.readString(Manifests.ROOT.resolve("deploy/prometheus/rules/segue.yml")));
        assertThat(named(all, "ConfigMap", "segue-dashboards").path("data")).hasSameSizeAs(dashboards());
    }

    private static List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(Manifests.ROOT.resolve("deploy/grafana/dashboards"))) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    /** The one there is. */
    private record StatefulSet(JsonNode document) {
        StatefulSet(List<JsonNode> all) {
            this(named(all, "StatefulSet", "segue-segmenter"));
        }

        JsonNode at(String path) {
            return document.at(path);
        }

        String text(String path) {
            return at(path).asText();
        }
    }

    private static JsonNode named(List<JsonNode> all, String kind, String name) {
        List<JsonNode> found = all.stream()
                .filter(document -> document.path("kind").asText().equals(kind)
                        && document.at("/metadata/name").asText().equals(name))
                .toList();
        assertThat(found).as("%s %s", kind, name).hasSize(1);
        return found.getFirst();
    }

    private static Set<String> names(List<JsonNode> all, String kind) {
        return all.stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .map(document -> document.at("/metadata/name").asText())
                .collect(Collectors.toSet());
    }

    private static List<JsonNode> workloads(List<JsonNode> all) {
        return all.stream()
                .filter(document -> WORKLOADS.contains(document.path("kind").asText()))
                .toList();
    }

    /** Pods, and the templates of pods. */
    private static List<JsonNode> pods(List<JsonNode> all) {
        return workloads(all).stream().map(ManifestsTest::template).toList();
    }

    private static JsonNode template(JsonNode workload) {
        return workload.path("kind").asText().equals("Pod") ? workload : workload.at("/spec/template");
    }

    private static JsonNode container(List<JsonNode> all, String name) {
        return pods(all).stream()
                .filter(pod -> name(pod).equals(name))
                .findFirst()
                .orElseThrow()
                .at("/spec/containers/0");
    }

    private static String name(JsonNode pod) {
        return pod.path("metadata").path("labels").path(NAME).asText();
    }

    private static List<JsonNode> matching(List<JsonNode> pods, JsonNode labels) {
        assertThat(labels).isNotEmpty();
        return pods.stream()
                .filter(pod -> ((ObjectNode) labels)
                        .properties().stream()
                                .allMatch(label -> pod.path("metadata")
                                        .path("labels")
                                        .path(label.getKey())
                                        .equals(label.getValue())))
                .toList();
    }

    private static Map<String, Integer> ports(JsonNode pod) {
        return pod.at("/spec/containers/0/ports")
                .valueStream()
                .collect(Collectors.toMap(
                        port -> port.path("name").asText(),
                        port -> port.path("containerPort").asInt()));
    }

    private static JsonNode settings(List<JsonNode> all) {
        List<JsonNode> maps = all.stream()
                .filter(document -> document.path("kind").asText().equals("ConfigMap")
                        && document.at("/metadata/name").asText().startsWith("segue-settings-"))
                .toList();
        assertThat(maps).hasSize(1);
        return maps.getFirst().path("data");
    }

    /** Where a service listens in docker-compose.yml. */
    private static int port(String service) throws IOException {
        JsonNode compose = Manifests.documents(Files.readString(Manifests.ROOT.resolve("docker-compose.yml")))
                .getFirst();
        for (JsonNode arguments : compose.path("services").findValues("args")) {
            if (arguments.path("SERVICE").asText().equals(service)) {
                return arguments.path("PORT").asInt();
            }
        }
        throw new AssertionError("docker-compose.yml builds no " + service);
    }

    private static int imageUser() throws IOException {
        return Integer.parseInt(found("USER (\\d+):", Files.readString(Manifests.ROOT.resolve("deploy/Dockerfile"))));
    }

    private static int constant(String file, String name) throws IOException {
        return Integer.parseInt(found(
                " " + name + " = (\\d+);",
                Files.readString(Manifests.ROOT.resolve("services").resolve(file))));
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
