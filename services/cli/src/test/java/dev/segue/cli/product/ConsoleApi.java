package dev.segue.cli.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/**
 * What the console's API answers about a segmentation.
 *
 * @param console its address
 * @param segmentation which
 */
record ConsoleApi(String console, String segmentation) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An answer; the path begins after {@code /api/v1}. */
    JsonNode get(String path) {
        try {
            return JSON.readTree(URI.create(console + "/api/v1" + path).toURL());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer about the segmentation; the path begins after its id. */
    JsonNode of(String path) {
        return get("/segmentations/" + segmentation + path);
    }

    /** The version of its model that is in force. */
    int inForce() {
        return of("/models").get("in_force").asInt();
    }
}
