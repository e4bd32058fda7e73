package dev.segue.segmenter;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The segmenter as a process of its own, configured by environment variables as an operator does. */
final class SegmenterProcess implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final int port;

    private SegmenterProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    static SegmenterProcess start(Shop shop, Path directory) throws IOException {
        return start(shop, directory, Map.of());
    }

    /** With further environment variables, or others than usual. */
    static SegmenterProcess start(Shop shop, Path directory, Map<String, String> further) throws IOException {
        return start(shop, directory, further, freePort());
    }

    /** At a port that is free, such as that of one that has ended. */
    static SegmenterProcess start(Shop shop, Path directory, Map<String, String> further, int port) throws IOException {
        Path log = directory.resolve("segmenter.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                SegmenterApplication.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment()
                .putAll(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", shop.stack.bootstrapServers(),
                        // The one who was killed is known again, so nobody waits for its session to run out.
                        "KAFKA_GROUP_INSTANCE_ID", "one",
                        "SCHEMA_REGISTRY_URL", shop.stack.registryUrl(),
                        "SEGUE_PREFIX", shop.topics.prefix(),
                        "SEGUE_CLOCK", "event",
                        "SEGUE_SEGMENTER_STATE_DIR", directory.resolve("state").toString(),
                        "MICRONAUT_SERVER_HOST", "127.0.0.1",
                        "MICRONAUT_SERVER_PORT", Integer.toString(port)));
        builder.environment().putAll(further);
        return new SegmenterProcess(builder.start(), log, port);
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** Where its HTTP server listens. */
    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Ends it as a crash of the machine would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Ends it in order, as an operator does.
     *
     * @throws AssertionError where it does not end within that time
     */
    void stop(Duration grace) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the segmenter still runs " + grace + " after it was told to end");
        }
    }

    /** Waits until it ends by itself. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the segmenter still runs");
        }
        return process.exitValue();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** The audit's rows; empty while it does not answer. */
    List<String> customers(HttpClient http) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(address().resolve("/customers.csv")).build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? answer.body().lines().skip(1).sorted().toList()
                    : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
