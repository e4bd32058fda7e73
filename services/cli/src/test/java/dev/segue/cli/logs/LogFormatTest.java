package dev.segue.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the services log, by their own configurations. */
class LogFormatTest {
    private static final Path SERVICES = Path.of(System.getProperty("segue.services"));

    @ParameterizedTest
    @ValueSource(strings = {"segmenter", "trainer", "console"})
    void shouldLogTextUnlessAskedForJson(String service) throws Exception {
        String line = logged(service, "text");

        assertThat(line).endsWith("INFO  Service model came\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"segmenter", "trainer", "console"})
    void shouldLogJsonWithWhatIsKnownOfTheThread(String service) throws Exception {
        JsonNode line = new ObjectMapper().readTree(logged(service, "json"));

        assertThat(line.path("message").asText()).isEqualTo("model came");
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("service").asText()).isEqualTo(service);
        assertThat(line.path("trace_id").asText()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(line.path("model_version").asInt()).isEqualTo(3);
        assertThat(line.has("@timestamp")).isTrue();
        assertThat(line.has("@version")).isFalse();
    }

    private static String logged(String service, String format) throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("SEGUE_LOG_FORMAT", format);
        try (PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8)) {
            System.setErr(stream);
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(SERVICES.resolve(service)
                    .resolve("src/main/resources/logback.xml")
                    .toFile());
            context.getMDCAdapter().put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
            context.getLogger("dev.segue.Service")
                    .atInfo()
                    .addKeyValue("model_version", 3)
                    .log("model came");
        } finally {
            System.setErr(before);
            context.stop();
        }
        return written.toString(StandardCharsets.UTF_8);
    }
}
