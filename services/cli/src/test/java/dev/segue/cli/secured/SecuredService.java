package dev.segue.cli.secured;

import dev.segue.localstack.HttpProbe;
import dev.segue.localstack.Kafka;
import dev.segue.localstack.Launch;
import dev.segue.localstack.Placement;
import dev.segue.localstack.PortSetting;
import dev.segue.localstack.Program;
import dev.segue.localstack.Registry;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A service, as itself and by its environment alone.
 *
 * @param name its own, and its user's
 * @param needs further services
 * @param environment beside where the broker and the registry are, and its user's; {@code {data}} stands for its directory, {@code
 *     {name}} for the address of a service it needs
 */
record SecuredService(
        String name,
        String mainClass,
        List<String> services,
        User user,
        Certificate trusted,
        Map<String, String> environment)
        implements Program {
    @Override
    public PortSetting port() {
        return PortSetting.anyFree(name);
    }

    @Override
    public List<String> needs() {
        return Stream.concat(Stream.of(Kafka.NAME, Registry.NAME), services.stream())
                .toList();
    }

    @Override
    public Launch launch(Placement placement) {
        Map<String, String> variables = new TreeMap<>(user.environment(trusted));
        variables.put("KAFKA_BOOTSTRAP_SERVERS", Kafka.bootstrapServers(placement.port(Kafka.NAME)));
        variables.put("SCHEMA_REGISTRY_URL", SecuredRegistry.url(placement.port(Registry.NAME)));
        variables.put("MICRONAUT_SERVER_HOST", "127.0.0.1");
        variables.put("MICRONAUT_SERVER_PORT", Integer.toString(placement.port(name)));
        variables.put("SEGUE_CLOCK", "event");
        // Kafka's clients then write down their settings, as an operator may have them do.
        variables.put("LOGGER_LEVELS_ORG_APACHE_KAFKA", "INFO");
        environment.forEach((variable, value) -> variables.put(variable, filledIn(value, placement)));
        Path jar = Path.of(System.getProperty("segue.services"), name, "target", "segue-" + name + ".jar");
        return new Launch(
                mainClass,
                List.of(jar.toString()),
                List.of(
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"),
                List.of(),
                variables);
    }

    private String filledIn(String value, Placement placement) {
        String filled = value.replace("{data}", placement.data().toString());
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
