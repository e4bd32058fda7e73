package dev.segue.avro.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The few words of a registry's HTTP API that tests need, on loopback: register, look up by id, and answers as told. */
final class HttpRegistry implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<String> registered = new ArrayList<>();
    private final Map<String, Answer> told = new ConcurrentHashMap<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private record Answer(int status, String body) {}

    HttpRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers every request of a path so. */
    void tell(String path, int status, String body) {
        told.put(path, new Answer(status, body));
    }

    /** Answers a look-up of an id with a schema as the API words it. */
    void tellSchema(int id, Map<String, ?> answer) throws IOException {
        tell("/schemas/ids/" + id, 200, JSON.writeValueAsString(answer));
    }

    List<String> authorizations() {
        return authorizations;
    }

    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(path);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null) {
            authorizations.add(authorization);
        }
        Answer answer = told.get(path);
        if (answer == null) {
            answer = exchange.getRequestMethod().equals("POST") ? register(exchange) : byId(path);
        }
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(answer.status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized Answer register(HttpExchange exchange) throws IOException {
        String schema = JSON.readTree(exchange.getRequestBody()).get("schema").textValue();
        if (!registered.contains(schema)) {
            registered.add(schema);
        }
        return new Answer(200, "{\"id\":%d}".formatted(registered.indexOf(schema) + 1));
    }

    private synchronized Answer byId(String path) throws IOException {
        String[] words = path.split("/");
        int id = Integer.parseInt(words[words.length - 1]);
        return id <= registered.size()
                ? new Answer(200, JSON.writeValueAsString(Map.of("schema", registered.get(id - 1))))
                : new Answer(404, "{\"error_code\":40403,\"message\":\"Schema %d not found\"}".formatted(id));
    }
}
