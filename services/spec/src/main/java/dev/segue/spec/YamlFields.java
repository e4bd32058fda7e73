package dev.segue.spec;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The fields of one YAML mapping. Whatever is wrong with one is refused with file, line and path of the field; a field
 * nobody asked for is refused by {@link #end()}, as it is most likely a misspelt one.
 */
final class YamlFields {
    private final String file;
    private final String path;
    private final int line;
    private final Map<String, Node> fields;
    private final Set<String> asked = new TreeSet<>();

    private YamlFields(String file, String path, int line, Map<String, Node> fields) {
        this.file = file;
        this.path = path;
        this.line = line;
        this.fields = fields;
    }

    static YamlFields parse(String file, String text) {
        Node root;
        try {
            root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
        } catch (YAMLException e) {
            throw new SpecException("%s: not YAML: %s".formatted(file, e.getMessage()));
        }
        if (root == null) {
            throw new SpecException(file + ": is empty");
        }
        return of(file, "", root);
    }

    private static YamlFields of(String file, String path, Node node) {
        int line = node.getStartMark().getLine() + 1;
        if (!(node instanceof MappingNode mapping)) {
            throw new SpecException("%s, line %d: %s must be a mapping of fields to values"
                    .formatted(file, line, path.isEmpty() ? "the file" : path));
        }
        Map<String, Node> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
            if (fields.put(name, tuple.getValueNode()) != null) {
                throw new SpecException("%s, line %d: %s is there twice"
                        .formatted(file, tuple.getKeyNode().getStartMark().getLine() + 1, join(path, name)));
            }
        }
        return new YamlFields(file, path, line, fields);
    }

    String text(String field) {
        return value(field, null, Function.identity(), "a text");
    }

    String text(String field, String otherwise) {
        return value(field, otherwise, Function.identity(), "a text");
    }

    int whole(String field) {
        return value(field, null, Integer::valueOf, "a whole number");
    }

    int whole(String field, int otherwise) {
        return value(field, otherwise, Integer::valueOf, "a whole number");
    }

    long wholeLong(String field, long otherwise) {
        return value(field, otherwise, Long::valueOf, "a whole number");
    }

    double number(String field, double otherwise) {
        return value(field, otherwise, Double::valueOf, "a number");
    }

    /**
     * A value of another kind.
     *
     * @param parse from the text; throws IllegalArgumentException where it is none
     * @param kind what would be right, for people
     */
    <T> T value(String field, @Nullable T otherwise, Function<String, T> parse, String kind) {
        asked.add(field);
        Node node = fields.get(field);
        if (node == null) {
            if (otherwise == null) {
                throw new SpecException(
                        "%s, line %d: %s is missing; it must be %s".formatted(file, line, join(path, field), kind));
            }
            return otherwise;
        }
        if (node instanceof ScalarNode scalar) {
            try {
                return parse.apply(scalar.getValue());
            } catch (IllegalArgumentException e) {
                throw wrong(field, node, "must be %s, not '%s'".formatted(kind, scalar.getValue()));
            }
        }
        throw wrong(field, node, "must be " + kind);
    }

    /** The fields under a field; none where it is absent. */
    YamlFields under(String field) {
        asked.add(field);
        Node node = fields.get(field);
        return node == null
                ? new YamlFields(file, join(path, field), line, Map.of())
                : of(file, join(path, field), node);
    }

    /** The mappings in a list. */
    List<YamlFields> listOf(String field) {
        asked.add(field);
        Node node = fields.get(field);
        if (node == null) {
            throw new SpecException(
                    "%s, line %d: %s is missing; it must be a list".formatted(file, line, join(path, field)));
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw wrong(field, node, "must be a list");
        }
        List<YamlFields> list = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            list.add(of(file, "%s[%d]".formatted(join(path, field), list.size()), item));
        }
        return list;
    }

    /** Makes something of the fields; what it refuses, it refuses with file, line and path. */
    <T> T make(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new SpecException(
                    "%s, line %d: %s%s".formatted(file, line, path.isEmpty() ? "" : path + ": ", e.getMessage()));
        }
    }

    /** Refuses the fields that nobody asked for. */
    void end() {
        for (Map.Entry<String, Node> field : fields.entrySet()) {
            if (!asked.contains(field.getKey())) {
                throw wrong(field.getKey(), field.getValue(), "is not known; there are " + String.join(", ", asked));
            }
        }
    }

    private SpecException wrong(String field, Node node, String what) {
        return new SpecException(
                "%s, line %d: %s %s".formatted(file, node.getStartMark().getLine() + 1, join(path, field), what));
    }

    private static String join(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
