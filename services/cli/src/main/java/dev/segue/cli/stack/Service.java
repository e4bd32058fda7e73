package dev.segue.cli.stack;

import dev.segue.localstack.HttpProbe;
import dev.segue.localstack.Kafka;
import dev.segue.localstack.Launch;
import dev.segue.localstack.Placement;
import dev.segue.localstack.PortSetting;
import dev.segue.localstack.Program;
import dev.segue.localstack.Registry;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A service of Segue's as a program of the local stack: its main class is on this program's class path, and it says how
 * it is under {@code /health}.
 *
 * @param name the program's name
 * @param mainClass the class that starts it
 * @param port where its HTTP server listens
 * @param jvmOptions options of its virtual machine
 */
public record Service(String name, String mainClass, PortSetting port, List<String> jvmOptions) implements Program {
    public Service {
        jvmOptions = List.copyOf(jvmOptions);
    }

    @Override
    public List<String> needs() {
        return List.of(Kafka.NAME, Registry.NAME);
    }

    @Override
    public Launch launch(Placement placement) {
        return new Launch(
                mainClass,
                classPath(),
                jvmOptions,
                List.of(),
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", Kafka.bootstrapServers(placement.port(Kafka.NAME)),
                        "SCHEMA_REGISTRY_URL", Registry.url(placement.port(Registry.NAME)),
                        "MICRONAUT_SERVER_HOST", "127.0.0.1",
                        "MICRONAUT_SERVER_PORT", Integer.toString(placement.port(name)),
                        "SEGUE_DATA_DIR", placement.data().toString()));
    }

    @Override
    public Optional<String> complaint(int port) {
        return HttpProbe.complaint(URI.create("http://127.0.0.1:" + port + "/health"));
    }

    /** This program's class path, absolute because the service runs in a directory of its own. */
    private static List<String> classPath() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("java.class.path"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .toList();
    }
}
