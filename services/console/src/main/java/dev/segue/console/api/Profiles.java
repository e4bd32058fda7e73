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
     * The same without features of the profile, and without what tells of their contributions, which follow from their values; at
     * whatever depth they stand: what is added to the answer later must not show them.
     */
    static JsonNode removed(JsonNode node) {
        if (node.isArray()) {
            List<JsonNode> items = new ArrayList<>();
            node.values().forEach(item -> {
                if (!isOfProfile(item)) {
                    items.add(removed(item));
                }
            });
            return JsonNode.createArrayNode(items);
        }
        if (!node.isObject()) {
            return node;
        }
        Map<String, JsonNode> kept = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.entries()) {
            if (!Personal.is(entry.getKey())) {
                kept.put(entry.getKey(), removed(entry.getValue()));
            }
        }
        return JsonNode.createObjectNode(kept);
    }

    private static boolean isOfProfile(JsonNode item) {
        JsonNode feature = item.isObject() ? item.get(FEATURE) : null;
        return feature != null && feature.isString() && Personal.is(feature.getStringValue());
    }
}
