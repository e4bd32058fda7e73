package dev.segue.cli.product;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a page shows under names: figures, or the cells of a row under their columns.
 *
 * @param named the texts by name, in the page's order
 */
record Texts(Map<String, String> named) {
    static Texts of(List<String> names, List<String> texts) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            named.put(names.get(i), texts.get(i));
        }
        return new Texts(named);
    }

    String get(String name) {
        String text = named.get(name);
        if (text == null) {
            throw new AssertionError("there is no '%s' among %s".formatted(name, named));
        }
        return text;
    }
}
