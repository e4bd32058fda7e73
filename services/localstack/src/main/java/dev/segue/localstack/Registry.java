package dev.segue.localstack;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A schema registry (Apicurio) that speaks the Confluent API, with its schemas in a file and FULL_TRANSITIVE
 * compatibility unless a subject or the global setting says otherwise.
 *
 * @param distribution where the registry's program is
 * @param port where clients reach it
 */
public record Registry(Distribution distribution, PortSetting port) implements Program {
    /** The program's name. */
    public static final String NAME = "registry";

    /** Sets the registry's port; 8081 by default. */
    public static final String PORT_VARIABLE = "SEGUE_REGISTRY_PORT";

    /** How new versions of a schema must go with all older ones, unless a subject says otherwise. */
    public static final String COMPATIBILITY = "FULL_TRANSITIVE";

    /** Where it speaks the Confluent API. */
    public static final String PATH = "/apis/ccompat/v7";

    private static final int DEFAULT_PORT = 8081;

    /** The registry on the port of the environment. */
    public static Registry configured(Distribution distribution) {
        return new Registry(distribution, PortSetting.of(PORT_VARIABLE, DEFAULT_PORT));
    }

    /** What clients call {@code schema.registry.url}. */
    public static String url(int port) {
        return "http://127.0.0.1:" + port + PATH;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Launch launch(Placement placement) {
        return new Launch(
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                List.of(distribution.registry().resolve("quarkus-run.jar").toString()),
                List.of(
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        // The jar's manifest asks for it, and is only heard with java -jar.
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + placement.port(NAME),
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=" + Ports.free(),
                        "-Dquarkus.log.console.format=%d{yyyy-MM-dd HH:mm:ss.SSS} [%t] %p %c - %m%n%e",
                        "-Dquarkus.http.access-log.enabled=false",
                        "-Dapicurio.datasource.url=jdbc:h2:file:"
                                + placement.data().resolve("schemas"),
                        "-Dapicurio.datasource.jdbc.initial-size=2",
                        "-Dapicurio.datasource.jdbc.min-size=2",
                        "-Dapicurio.rules.global.compatibility=" + COMPATIBILITY),
                List.of(),
                Map.of());
    }

    @Override
    public Optional<String> complaint(int port) {
        return HttpProbe.complaint(URI.create(url(port) + "/subjects"));
    }
}
