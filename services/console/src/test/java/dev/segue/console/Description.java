package dev.segue.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.util.List;

/** The API's description, to hold real answers against; the schemas of OpenAPI 3.1 are JSON Schemas. */
final class Description {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode document;

    Description(JsonNode document) {
        this.document = document;
    }

    /**
     * What is not as described.
     *
     * @param path with its parameters in braces
     * @param method in small letters
     */
    List<String> wrongWith(String path, String method, HttpResponse<String> answer) {
        JsonNode content = document.path("paths")
                .path(path)
                .path(method)
                .path("responses")
                .path(String.valueOf(answer.statusCode()))
                .path("content");
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        if (!content.has(type)) {
            return List.of("%s %s is not said to answer %d as %s".formatted(method, path, answer.statusCode(), type));
        }
        ObjectNode schema = new ObjectMapper().createObjectNode();
        schema.set("components", document.get("components"));
        schema.putArray("allOf").add(content.get(type).get("schema"));
        return SCHEMAS.getSchema(schema.toString()).validate(answer.body(), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}
