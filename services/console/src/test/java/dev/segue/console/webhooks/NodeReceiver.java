package dev.segue.console.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A receiver in Node that verifies what comes with the published library {@code standardwebhooks}. It may be stopped and started again at
 * the same port; what came is kept over that.
 */
final class NodeReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "receiver.js");
    private static final int INSTALL_MINUTES = 3;

    private final Path directory;
    private final String secret;
    private final int takesMillis;
    private final int port;
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private @Nullable Process process;

    /** What came. */
    record Delivery(
            String id,
            boolean verified,
            String type,
            @Nullable String customer,
            long at) {}

    /**
     * A receiver that is not started yet.
     *
     * @param directory as {@link #install} gives it
     * @param takesMillis how long it takes over each message
     */
    NodeReceiver(Path directory, String secret, int takesMillis) throws IOException {
        this.directory = directory;
        this.secret = secret;
        this.takesMillis = takesMillis;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    /**
     * Lays out the receiver with its library.
     *
     * @throws TestAbortedException where there is no Node, which skips the test and says so
     */
    static Path install() throws IOException, InterruptedException {
        for (String program : List.of("node", "npm")) {
            if (Stream.of(System.getenv("PATH").split(":"))
                    .noneMatch(directory -> Files.isExecutable(Path.of(directory, program)))) {
                throw new TestAbortedException(
                        "Skipped: needs Node, and there is no %s on the path.".formatted(program));
            }
        }
        Path directory =
                Files.createDirectories(Path.of("target", "webhook-receiver").toAbsolutePath());
        for (String file : FILES) {
            try (var content = Objects.requireNonNull(NodeReceiver.class.getResourceAsStream("/webhooks/" + file))) {
                Files.write(directory.resolve(file), content.readAllBytes());
            }
        }
        Path log = directory.resolve("npm.log");
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) && npm.exitValue() == 0)
                .as(() -> "npm ci in %s, see %s".formatted(directory, log))
                .isTrue();
        return directory;
    }

    String url() {
        return "http://127.0.0.1:" + port + "/hooks";
    }

    /** All that came, verified or not, repeated or not. */
    List<Delivery> deliveries() {
        return deliveries;
    }

    /** Starts it, and waits until it listens. */
    void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "node", "receiver.js", Integer.toString(port), Integer.toString(takesMillis))
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("WEBHOOK_SECRET", secret);
        Process started = builder.start();
        process = started;
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        assertThat(lines.readLine()).contains("listening");
        Thread.ofVirtual().start(() -> read(lines));
    }

    private void read(BufferedReader lines) {
        lines.lines().forEach(line -> {
            try {
                JsonNode told = JSON.readTree(line);
                deliveries.add(new Delivery(
                        told.get("id").asText(),
                        told.get("verified").asBoolean(),
                        told.get("type").asText(),
                        told.path("customer").asText(null),
                        told.get("at").asLong()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Ends it at once, whatever it is doing. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
