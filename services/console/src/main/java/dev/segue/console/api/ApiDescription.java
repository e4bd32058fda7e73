package dev.segue.console.api;

import io.micronaut.core.io.ResourceResolver;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The API's OpenAPI document. It is made of the controllers when they are compiled; what comes out is not quite OpenAPI 3.1, so it
 * is mended here, once: what may be null may be an object too, what is null or another schema must be both, and objects have no
 * type. Immutable.
 */
@Singleton
final class ApiDescription {
    private static final String TYPE = "type";
    private static final String NULL = "null";
    private static final String OBJECT = "object";

    private final String yaml;
    private final String json;

    /** @throws IllegalStateException where the build has no document */
    ApiDescription(ResourceResolver resources, ObjectMapper json) throws IOException {
        try (InputStream made = resources
                .getResourceAsStream("classpath:META-INF/swagger/segue-console.yml")
                .orElseThrow(() -> new IllegalStateException("the API's description is not in this build"))) {
            Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(made);
            Object mended = mend(document);
            DumperOptions block = new DumperOptions();
            block.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
            this.yaml = new Yaml(block).dump(mended);
            this.json = json.writeValueAsString(mended);
        }
    }

    /** The document as YAML. */
    String yaml() {
        return yaml;
    }

    /** The document as JSON. */
    String json() {
        return json;
    }

    private static Object mend(Object node) {
        if (node instanceof List<?> list) {
            // New objects all, so that no part of the YAML refers to another.
            return new ArrayList<>(list.stream().map(ApiDescription::mend).toList());
        }
        if (!(node instanceof Map<?, ?> map)) {
            return node;
        }
        Map<String, Object> mended = new LinkedHashMap<>();
        map.forEach((key, value) -> mended.put(String.valueOf(key), mend(value)));
        // What an annotation is called, not what a schema has; the values stand under enum.
        mended.remove("allowableValues");
        if (mended.get("in") instanceof String && mended.get("schema") instanceof Map<?, ?> schema) {
            // A parameter may be left out, but not be null.
            mended.put("schema", ofParameter(schema));
        }
        if (mended.get(TYPE) instanceof List<?> types) {
            mended.put(TYPE, types(types));
        }
        if (NULL.equals(mended.get(TYPE)) && mended.get("allOf") instanceof List<?> all && all.size() == 1) {
            return nullOr(all.getFirst());
        }
        if (!mended.containsKey(TYPE)
                && (mended.get("properties") instanceof Map || mended.get("additionalProperties") instanceof Map)) {
            mended.put(TYPE, OBJECT);
        }
        return mended;
    }

    private static Object types(List<?> types) {
        List<?> known = types.size() > 2
                ? types.stream().filter(type -> !type.equals(OBJECT)).toList()
                : types;
        return known.size() == 1 ? known.getFirst() : new ArrayList<>(known);
    }

    private static Map<String, Object> ofParameter(Map<?, ?> schema) {
        Map<String, Object> other = new LinkedHashMap<>();
        schema.forEach((key, value) -> other.put(String.valueOf(key), value));
        if (other.get(TYPE) instanceof List<?> types) {
            other.put(
                    TYPE,
                    types(types.stream().filter(type -> !type.equals(NULL)).toList()));
        }
        // One that an annotation alone tells of comes without; all of these are headers.
        other.putIfAbsent(TYPE, "string");
        return other;
    }

    private static Map<String, Object> nullOr(Object schema) {
        Map<String, Object> either = new LinkedHashMap<>();
        Map<String, Object> other = new LinkedHashMap<>();
        if (schema instanceof Map<?, ?> parts) {
            parts.forEach((key, value) -> other.put(String.valueOf(key), value));
        }
        Object description = other.remove("description");
        if (description != null) {
            either.put("description", description);
        }
        either.put("anyOf", List.of(other, Map.of(TYPE, NULL)));
        return either;
    }
}
