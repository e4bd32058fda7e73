package dev.segue.console.api;

import dev.segue.console.moves.Personal;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes what is of a customer's profile out of what the segmenter tells of them. */
final class Profiles {
    private static final String FEATURE = "feature";

    private Profiles() {}

    /**
     * The same without features of the profile and what contributions say of their values, at whatever depth they stand: what
     * is added to the answer later must not show them.
     */
    static JsonNode removed(JsonNode node) {
        if (node.isArray()) {
            List<JsonNode> items = new ArrayList<>();
            node.values().forEach(item -> items.add(removed(item)));
            return JsonNode.createArrayNode(items);
        }
        if (!node.isObject()) {
            return node;
        }
        JsonNode feature = node.get(FEATURE);
        boolean personal = feature != null && feature.isString() && Personal.is(feature.getStringValue());
        Map<String, JsonNode> kept = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.entries()) {
            if (personal && (entry.getKey().equals("value") || entry.getKey().equals("previous"))) {
                kept.put(entry.getKey(), JsonNode.nullNode());
            } else if (!Personal.is(entry.getKey())) {
                kept.put(entry.getKey(), removed(entry.getValue()));
            }
        }
        return JsonNode.createObjectNode(kept);
    }
}
