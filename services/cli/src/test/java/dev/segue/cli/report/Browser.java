package dev.segue.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real browser, driven over the Chrome DevTools protocol: Chromium without a window. It notes every complaint of the page and every
 * address it asks for. Closing it ends the process.
 */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path profile;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private Browser(Path program) throws IOException, InterruptedException {
        profile = Files.createTempDirectory("segue-browser");
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        socket = http.newWebSocketBuilder()
                .buildAsync(pageOf(port()), new Listener())
                .join();
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            send(domain + ".enable", JSON.createObjectNode());
        }
    }

    /** Where a browser is: what the environment variable {@code SEGUE_BROWSER} says, or Chromium on the path. */
    static Optional<Path> find() {
        String named = System.getenv("SEGUE_BROWSER");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(directory -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path program) throws IOException, InterruptedException {
        return new Browser(program);
    }

    private int port() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("DevTools listening on ")) {
                Thread.ofVirtual().start(() -> out.lines().forEach(rest -> {}));
                return URI.create(line.substring(line.indexOf("ws://"))).getPort();
            }
            said.append(line).append('\n');
        }
        throw new IOException("the browser ended: " + said);
    }

    private URI pageOf(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        JsonNode targets = JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        for (JsonNode target : targets) {
            if (target.path("type").asText().equals("page")) {
                return URI.create(target.path("webSocketDebuggerUrl").asText());
            }
        }
        throw new IOException("the browser has no page: " + targets);
    }

    /** Opens a page at a width, in the dark or the light theme, and waits until it is there. */
    void open(Path page, int width, boolean dark) {
        resize(width);
        ObjectNode theme = JSON.createObjectNode();
        theme.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", dark ? "dark" : "light");
        send("Emulation.setEmulatedMedia", theme);
        complaints.clear();
        requests.clear();
        CompletableFuture<JsonNode> loaded = new CompletableFuture<>();
        awaited.put("Page.loadEventFired", loaded);
        send("Page.navigate", JSON.createObjectNode().put("url", page.toUri().toString()));
        await(loaded);
    }

    void resize(int width) {
        send(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", width)
                        .put("height", 900)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
    }

    /** The value of an expression of JavaScript. */
    JsonNode evaluate(String expression) {
        JsonNode answer = send(
                "Runtime.evaluate",
                JSON.createObjectNode()
                        .put("expression", expression)
                        .put("returnByValue", true)
                        .put("awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError("%s: %s".formatted(expression, answer.path("exceptionDetails")));
        }
        return answer.path("result").path("value");
    }

    /** Presses and lets go of a key. */
    void press(String key) {
        for (String type : List.of("keyDown", "keyUp")) {
            send(
                    "Input.dispatchKeyEvent",
                    JSON.createObjectNode().put("type", type).put("key", key).put("code", key));
        }
    }

    /** The whole page as a picture. */
    void screenshot(Path png) throws IOException {
        JsonNode shot = send(
                "Page.captureScreenshot",
                JSON.createObjectNode().put("format", "png").put("captureBeyondViewport", true));
        Files.write(png, Base64.getDecoder().decode(shot.path("data").asText()));
    }

    /** What the page complained of since it was opened: errors, warnings, refusals. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Addresses the page asked for since it was opened, its own included. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private JsonNode send(String method, ObjectNode parameters) {
        int id = sent.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        socket.sendText(message.toString(), true).join();
        JsonNode answered = await(answer);
        if (answered.has("error")) {
            throw new AssertionError("%s: %s".formatted(method, answered.path("error")));
        }
        return answered.path("result");
    }

    private static JsonNode await(CompletableFuture<JsonNode> future) {
        return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        http.shutdownNow();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                try {
                    take(JSON.readTree(message.toString()));
                } catch (JsonProcessingException e) {
                    complaints.add("not JSON: " + e.getMessage());
                }
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(JsonNode node) {
            if (node.has("id")) {
                Objects.requireNonNull(answers.remove(node.path("id").asInt())).complete(node);
                return;
            }
            JsonNode parameters = node.path("params");
            switch (node.path("method").asText()) {
                case "Runtime.exceptionThrown" ->
                    complaints.add(parameters.path("exceptionDetails").toString());
                case "Runtime.consoleAPICalled" -> {
                    if (List.of("error", "warning", "assert")
                            .contains(parameters.path("type").asText())) {
                        complaints.add(parameters.path("args").toString());
                    }
                }
                case "Log.entryAdded" -> complaints.add(parameters.path("entry").toString());
                case "Network.requestWillBeSent" ->
                    requests.add(parameters.path("request").path("url").asText());
                case "Page.loadEventFired" -> {
                    CompletableFuture<JsonNode> loaded = awaited.remove("Page.loadEventFired");
                    if (loaded != null) {
                        loaded.complete(node);
                    }
                }
                default -> {
                    // Of no interest here.
                }
            }
        }
    }
}
