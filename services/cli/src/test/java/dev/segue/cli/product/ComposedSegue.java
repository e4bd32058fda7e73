package dev.segue.cli.product;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.connect.Endpoints;
import dev.segue.cli.connect.StreamSettings;
import dev.segue.testkit.ComposeFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * The whole product in containers, as {@code docker-compose.yml} has it, from nothing: its own project and volumes, free
 * ports, and images of the jars that were just built. Skips the test, saying why, where there is no Docker engine, or an
 * image can neither be found nor pulled.
 */
final class ComposedSegue implements AutoCloseable {
    /** Opens the console. */
    static final String KEY = "segue_of_the_test";

    private static final String KEY_SHA256 = "9db2640bd0f19ade470823d13fac2bbaf1ea5f31320b3a356d7c8c13d256640d";
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final ComposeFile COMPOSE_FILE = ComposeFile.ofTheProject();
    private static final String GRAFANA = "grafana";

    private final Path directory;
    private final List<String> compose;
    private final List<String> services = new ArrayList<>(
            List.of("kafka", "registry", "topics", "segmenter-1", "segmenter-2", "trainer", "console", "prometheus"));
    private final Map<String, String> environment = new HashMap<>();

    /**
     * Starts it.
     *
     * @param directory for what the commands print
     */
    ComposedSegue(Path directory) throws Exception {
        this.directory = directory;
        Output engine = command(List.of("docker", "info", "--format", "{{.ServerVersion}}"));
        require(engine.status() == 0, "a Docker engine, and none answers: " + engine.err());
        compose = composeCommand();
        for (String image :
                List.of("eclipse-temurin:25-jre", COMPOSE_FILE.image("kafka"), COMPOSE_FILE.image("registry"))) {
            require(hasImage(image), "the image " + image + ", which is not there and cannot be pulled");
        }
        if (!hasImage(COMPOSE_FILE.image("prometheus"))) {
            // As good a Prometheus, should it be there.
            require(hasImage("prom/prometheus:latest"), "an image of prom/prometheus, and there is none");
            environment.put("PROMETHEUS_VERSION", "latest");
        }
        if (hasImage(COMPOSE_FILE.image(GRAFANA))) {
            services.add(GRAFANA);
        } else {
            System.err.println("Grafana is left out: its image is not there and cannot be pulled.");
        }
        environment.putAll(Map.of(
                "COMPOSE_PROJECT_NAME", "segue-test-" + ProcessHandle.current().pid(),
                "SEGUE_VERSION", "test",
                "BUILDER", "eclipse-temurin:25-jre",
                "SEGUE_CLOCK", "event",
                "SEGUE_ADMIN_KEY_SHA256", KEY_SHA256,
                "GRAFANA_PASSWORD", "not guessed"));
        for (String port : List.of("KAFKA_PORT", "REGISTRY_PORT", "CONSOLE_PORT", "PROMETHEUS_PORT", "GRAFANA_PORT")) {
            environment.put(port, Integer.toString(freePort()));
        }
        try {
            compose(Stream.concat(Stream.of("up", "--build", "-d"), services.stream())
                    .toArray(String[]::new));
        } catch (Exception | AssertionError e) {
            close();
            throw e;
        }
    }

    /** The services that run on, without the one that ends when it has created the topics. */
    List<String> lasting() {
        return services.stream().filter(service -> !service.equals("topics")).toList();
    }

    /** Runs {@code docker compose}, which must succeed; what it printed. */
    String compose(String... arguments) throws Exception {
        return succeeded(command(
                Stream.concat(compose.stream(), Arrays.stream(arguments)).toList()));
    }

    /** What {@code docker inspect} says of a service's container, by a Go template. */
    String inspect(String service, String template) throws Exception {
        return docker("inspect", "--format", template, container(service));
    }

    /** Kills a service as a power cut would. */
    void kill(String service) throws Exception {
        docker("kill", container(service));
    }

    /** Starts a service that was killed, with the state it had. */
    void start(String service) throws Exception {
        docker("start", container(service));
    }

    /** Runs a command of the command line's image, which must succeed; what it printed. */
    String segue(Path data, String... arguments) throws Exception {
        return compose(
                Stream.concat(Stream.of("run", "--rm", "-T", "-v", data + ":/data:ro", "cli"), Arrays.stream(arguments))
                        .toArray(String[]::new));
    }

    /** The export, a row a customer. */
    Map<String, NamedCsvRecord> customers() throws Exception {
        Map<String, NamedCsvRecord> customers = new TreeMap<>();
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(segue(directory, "export", "customers", "--csv", "-"))) {
            rows.forEach(row -> customers.put(row.getField("customer_id"), row));
        }
        return customers;
    }

    /** Where a published port is. */
    URI at(String port) {
        return URI.create("http://127.0.0.1:" + environment.get(port));
    }

    /** To the brokers, by the port that is published. */
    Connection connection() {
        return new Connection(
                new Endpoints(
                        "localhost:" + environment.get("KAFKA_PORT"),
                        at("REGISTRY_PORT").toString(),
                        URI.create("http://unpublished"),
                        URI.create("http://unpublished")),
                new StreamSettings(new TopicCatalogue("segue."), "GBP"));
    }

    @Override
    public void close() throws Exception {
        compose("down", "--volumes", "--timeout", "40");
    }

    private List<String> composeCommand() throws Exception {
        String file = ROOT.resolve("docker-compose.yml").toString();
        if (command(List.of("docker", "compose", "version")).status() == 0) {
            return List.of("docker", "compose", "--file", file);
        }
        require(isThere("docker-compose"), "docker compose or docker-compose, and there is neither");
        return List.of("docker-compose", "--file", file);
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private boolean hasImage(String image) throws Exception {
        return command(List.of("docker", "image", "inspect", image)).status() == 0
                || command(List.of("docker", "pull", "--quiet", image)).status() == 0;
    }

    private String container(String service) throws Exception {
        return compose("ps", "--quiet", service).strip();
    }

    private String docker(String... arguments) throws Exception {
        return succeeded(command(Stream.concat(Stream.of("docker"), Arrays.stream(arguments))
                        .toList()))
                .strip();
    }

    private static String succeeded(Output output) {
        assertThat(output.status()).as("%s%n%s", output.out(), output.err()).isZero();
        return output.out();
    }

    private static void require(boolean met, String what) {
        if (!met) {
            throw new TestAbortedException("Skipped: needs " + what.strip());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Output command(List<String> words) throws Exception {
        Path out = Files.createTempFile(directory, "command", ".out");
        Path err = Files.createTempFile(directory, "command", ".err");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(ROOT.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        int status;
        try {
            status = builder.start().waitFor();
        } catch (IOException e) {
            return new Output(-1, "", String.valueOf(e.getMessage()));
        }
        return new Output(status, Files.readString(out), Files.readString(err));
    }

    private record Output(int status, String out, String err) {}
}
