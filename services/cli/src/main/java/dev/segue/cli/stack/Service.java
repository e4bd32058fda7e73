package dev.segue.cli.stack;

import dev.segue.localstack.HttpProbe;
import dev.segue.localstack.Kafka;
import dev.segue.localstack.Launch;
import dev.segue.localstack.Placement;
import dev.segue.localstack.PortSetting;
import dev.segue.localstack.Program;
import dev.segue.localstack.Registry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A service of Segue's as a program of the local stack. It runs from its own jar with its own libraries, so that no service
 * finds another's classes, and says how it is under {@code /health}.
 *
 * @param name the program's name
 * @param jar its jar, which names its libraries
 * @param mainClass the class that starts it
 * @param port where its HTTP server listens
 * @param jvmOptions options of its virtual machine
 * @param services those of Segue's services it asks, which come before it
 * @param environment further settings; {@code {data}} stands for the program's data directory, {@code {segmenter}} for the base
 *     address of the service of that name
 */
public record Service(
        String name,
        Path jar,
        String mainClass,
        PortSetting port,
        List<String> jvmOptions,
        List<String> services,
        Map<String, String> environment)
        implements Program {
    /** System property: the directory that has a directory of each service, set by the launcher. */
    private static final String SERVICES = "segue.services";

    private static final String DATA = "{data}";

    /**
     * @throws dev.segue.localstack.StackException if the service has not been built
     */
    public Service {
        if (!Files.isRegularFile(jar)) {
            throw new dev.segue.localstack.StackException("%s is not built: there is no %s".formatted(name, jar));
        }
        jvmOptions = List.copyOf(jvmOptions);
        services = List.copyOf(services);
        environment = Map.copyOf(environment);
    }

    /** Where the build puts a service's jar. */
    static Path builtJar(String name) {
        return Path.of(System.getProperty(SERVICES, "services"), name, "target", "segue-" + name + ".jar")
                .toAbsolutePath();
    }

    @Override
    public List<String> needs() {
        return Stream.concat(Stream.of(Kafka.NAME, Registry.NAME), services.stream())
                .toList();
    }

    @Override
    public Launch launch(Placement placement) {
        LocalTopics.create(Kafka.bootstrapServers(placement.port(Kafka.NAME)));
        Map<String, String> variables = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", Kafka.bootstrapServers(placement.port(Kafka.NAME)),
                "SCHEMA_REGISTRY_URL", Registry.url(placement.port(Registry.NAME)),
                "MICRONAUT_SERVER_HOST", "127.0.0.1",
                "MICRONAUT_SERVER_PORT", Integer.toString(placement.port(name))));
        environment.forEach((variable, value) -> variables.put(variable, filledIn(value, placement)));
        return new Launch(mainClass, List.of(jar.toString()), jvmOptions, List.of(), variables);
    }

    private String filledIn(String value, Placement placement) {
        String filled = value.replace(DATA, placement.data().toString());
        for (String service : services) {
            filled = filled.replace("{" + service + "}", "http://127.0.0.1:" + placement.port(service));
        }
        return filled;
    }

    @Override
    public Optional<String> complaint(int port) {
        return HttpProbe.complaint(URI.create("http://127.0.0.1:" + port + "/health"));
    }
}
