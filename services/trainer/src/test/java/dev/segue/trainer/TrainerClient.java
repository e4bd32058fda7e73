package dev.segue.trainer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

/** A trainer running as a service in this virtual machine, on a free port, and a client of it. */
final class TrainerClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EmbeddedServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    TrainerClient(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("micronaut.server.port", -1);
        this.server = ApplicationContext.run(EmbeddedServer.class, all);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.getURI() + path)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> train(String segmentation) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.getURI() + "/segmentations/" + segmentation + "/models"))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    /**
     * Sends something.
     *
     * @param headers name, value, name, value, …
     */
    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.getURI() + path)).POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** How the first segmentation stands. */
    JsonNode segmentation() throws IOException, InterruptedException {
        return json(get("/segmentations")).get(0);
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
