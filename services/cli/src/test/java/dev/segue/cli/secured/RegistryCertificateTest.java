package dev.segue.cli.secured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.segue.avro.Visit;
import dev.segue.avro.registry.RegistrySettings;
import dev.segue.avro.registry.RegistryUnavailableException;
import dev.segue.avro.registry.SchemaRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry must be who its certificate says; Confluent's client, left to itself, takes any that an authority signed. */
class RegistryCertificateTest {
    @TempDir
    private Path directory;

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void shouldBeAskedUnderTheNameOfItsCertificate() throws Exception {
        ask(Certificate.in(directory, "ip:127.0.0.1"));

        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldNotBeAskedUnderAnother() {
        assertThatThrownBy(() -> ask(Certificate.in(directory, "dns:elsewhere.example")))
                .isInstanceOf(RegistryUnavailableException.class);

        assertThat(asked).hasValue(0);
    }

    private void ask(Certificate certificate) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.serving()));
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.incrementAndGet();
                byte[] answer = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        try {
            Map<String, String> settings = Map.of(
                    "schema.registry.ssl.truststore.type",
                    "PEM",
                    "schema.registry.ssl.truststore.location",
                    certificate.pem().toString());
            SchemaRegistry.at(
                            "https://127.0.0.1:" + server.getAddress().getPort(),
                            RegistrySettings.of(name -> Optional.ofNullable(settings.get(name))))
                    .register("visits", Visit.getClassSchema());
        } finally {
            server.stop(0);
        }
    }
}
