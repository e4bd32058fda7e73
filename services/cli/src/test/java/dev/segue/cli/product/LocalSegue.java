package dev.segue.cli.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.segue.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The whole product in a home of its own, on free ports, told what to do as a user tells it. */
final class LocalSegue implements AutoCloseable {
    private static final List<String> PORTS = List.of(
            "SEGUE_KAFKA_PORT",
            "SEGUE_REGISTRY_PORT",
            "SEGUE_SEGMENTER_PORT",
            "SEGUE_TRAINER_PORT",
            "SEGUE_CONSOLE_PORT");

    private final Path home;

    LocalSegue(Path home) {
        this.home = home;
        System.setProperty("SEGUE_HOME", home.toString());
        PORTS.forEach(port -> System.setProperty(port, "0"));
        run("up");
    }

    /** Runs a command that must succeed; what it printed. */
    String run(String... command) {
        CommandRun run = CommandRun.of(command);
        assertThat(run.status())
                .as("%s: %s%n%s", String.join(" ", command), run.out(), run.err())
                .isZero();
        return run.out();
    }

    /** The port that a program listens on. */
    int port(String name) throws IOException {
        return program(name).get("port").asInt();
    }

    private static JsonNode program(String name) throws IOException {
        for (JsonNode program :
                new ObjectMapper().readTree(CommandRun.of("status", "--json").out())) {
            if (program.get("program").asText().equals(name)) {
                return program;
            }
        }
        throw new IllegalArgumentException("there is no program " + name);
    }

    /** Kills the segmenter as a power cut would, and starts it again. */
    void killSegmenter() throws IOException {
        kill("segmenter");
    }

    /** Kills a program as a power cut would, and starts it again. */
    void kill(String name) throws IOException {
        ProcessHandle.of(program(name).get("pid").asLong()).ifPresent(ProcessHandle::destroyForcibly);
        run("up");
    }

    /** The export, a row a customer. */
    Map<String, NamedCsvRecord> customers(String segmentation) throws IOException {
        Path file = home.resolve("customers.csv");
        run("export", "customers", "--csv", file.toString(), "--segmentation", segmentation);
        Map<String, NamedCsvRecord> customers = new TreeMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            rows.forEach(row -> customers.put(row.getField("customer_id"), row));
        }
        return customers;
    }

    @Override
    public void close() {
        CommandRun.of("down");
        System.clearProperty("SEGUE_HOME");
        PORTS.forEach(System::clearProperty);
    }
}
