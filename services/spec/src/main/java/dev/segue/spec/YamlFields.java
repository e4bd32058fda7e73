package dev.segue.spec;

import java.io.StringReader;
import java.time.Duration;
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
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The fields of one YAML mapping. Whatever is wrong with one is noted with file, line and path of the field, and reading goes
 * on with a value in its place, so that all problems are found at once; a field nobody asked for is noted by {@link #end()},
 * as it is most likely a misspelt one.
 */
final class YamlFields {
    private static final String TEXT = "a text";

    private final String path;
    private final int line;
    private final Problems problems;
    private final @Nullable YamlFields parent;
    private final Map<String, Node> fields = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();
    private boolean readable = true;
    private boolean broken;

    private YamlFields(String path, int line, Problems problems, @Nullable YamlFields parent) {
        this.path = path;
        this.line = line;
        this.problems = problems;
        this.parent = parent;
    }

    /**
     * The fields of a file.
     *
     * @throws SpecException where it is no YAML mapping
     */
    static YamlFields parse(Problems problems, String text) {
        Node root;
        try {
            root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
        } catch (YAMLException e) {
            throw new SpecException("%s: not YAML: %s".formatted(problems.file(), e.getMessage()));
        }
        if (root == null) {
            throw new SpecException(problems.file() + ": is empty");
        }
        YamlFields fields = new YamlFields("", lineOf(root), problems, null);
        fields.readAll(root);
        problems.throwIfAny();
        return fields;
    }

    private static YamlFields of(String path, Node node, YamlFields parent) {
        YamlFields fields = new YamlFields(path, lineOf(node), parent.problems, parent);
        fields.readAll(node);
        return fields;
    }

    private void readAll(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            readable = false;
            note(line, "%s must be a mapping of fields to values".formatted(path.isEmpty() ? "the file" : path));
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
            if (fields.put(name, tuple.getValueNode()) != null) {
                note(lineOf(tuple.getKeyNode()), join(name) + " is there twice");
            }
        }
    }

    /** Whether this is a mapping at all; if not, that has been noted. */
    boolean readable() {
        return readable;
    }

    /** Whether a field is there. */
    boolean has(String field) {
        asked.add(field);
        return fields.containsKey(field);
    }

    /** Whether a field is there; if not, that is noted. */
    boolean needs(String field) {
        if (!has(field)) {
            note(line, join(field) + " is missing");
        }
        return fields.containsKey(field);
    }

    /** Whether there are no fields at all. */
    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Whether a field is a list. */
    boolean isList(String field) {
        return fields.get(field) instanceof SequenceNode;
    }

    /** Whether a field is a mapping. */
    boolean isMapping(String field) {
        return fields.get(field) instanceof MappingNode;
    }

    /** A text that must be there. */
    String text(String field) {
        return required(field, "", Function.identity(), TEXT);
    }

    String text(String field, String otherwise) {
        return value(field, otherwise, Function.identity(), TEXT);
    }

    /** A value that must be there, a number or a flag too, as it is written. */
    String category(String field) {
        return required(field, "", Function.identity(), "a category");
    }

    int whole(String field, int otherwise) {
        return value(field, otherwise, text -> Math.toIntExact(Scalars.whole(text)), "a whole number");
    }

    long wholeLong(String field, long otherwise) {
        return value(field, otherwise, Scalars::whole, "a whole number");
    }

    double number(String field, double otherwise) {
        return value(field, otherwise, Scalars::number, "a number");
    }

    /** A number that must be there. */
    double number(String field) {
        return required(field, 0.0, Scalars::number, "a number");
    }

    Duration duration(String field, Duration otherwise) {
        return value(
                field,
                otherwise,
                Scalars::duration,
                "a duration such as 90s, 15m, 12h, 7d or PT36H, of at most 36500d");
    }

    boolean flag(String field, boolean otherwise) {
        return value(field, otherwise, Scalars::flag, "true or false");
    }

    /** One of an enum's constants, by its name in lower case. */
    <E extends Enum<E>> E choice(String field, E otherwise) {
        Class<E> type = otherwise.getDeclaringClass();
        return value(field, otherwise, text -> Scalars.choice(text, type), Scalars.choices(type));
    }

    /**
     * A value that must be there.
     *
     * @param inPlace goes in its place once it is noted as missing
     * @param parse from the text; throws IllegalArgumentException where it is none
     * @param kind what would be right, for people
     */
    <T> T required(String field, T inPlace, Function<String, T> parse, String kind) {
        if (!has(field)) {
            note(line, "%s is missing; it must be %s".formatted(join(field), kind));
        }
        return value(field, inPlace, parse, kind);
    }

    /**
     * A value that may be left out.
     *
     * @param parse from the text; throws IllegalArgumentException where it is none
     * @param kind what would be right, for people
     */
    <T> T value(String field, T otherwise, Function<String, T> parse, String kind) {
        asked.add(field);
        Node node = fields.get(field);
        if (node == null) {
            return otherwise;
        }
        return scalar(node, join(field), parse, kind, otherwise);
    }

    private <T> T scalar(Node node, String name, Function<String, T> parse, String kind, T otherwise) {
        if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            note(lineOf(node), "%s must be %s".formatted(name, kind));
            return otherwise;
        }
        if (kind.equals(TEXT) && !scalar.getTag().equals(Tag.STR)) {
            note(lineOf(node), "%s must be %s, such as '%s' in quotes".formatted(name, kind, scalar.getValue()));
            return otherwise;
        }
        try {
            return parse.apply(scalar.getValue());
        } catch (IllegalArgumentException | ArithmeticException e) {
            note(lineOf(node), "%s must be %s, not '%s'".formatted(name, kind, scalar.getValue()));
            return otherwise;
        }
    }

    /** The values in a list, as they are written. */
    List<String> categories(String field) {
        asked.add(field);
        List<String> texts = new ArrayList<>();
        for (Node item : items(field)) {
            texts.add(scalar(item, element(field, texts.size()), Function.identity(), "a category", ""));
        }
        return texts;
    }

    /** The mappings in a list that must be there. */
    List<YamlFields> mappings(String field) {
        if (!has(field)) {
            note(line, "%s is missing; it must be a list".formatted(join(field)));
        }
        List<YamlFields> list = new ArrayList<>();
        for (Node item : items(field)) {
            list.add(of(element(field, list.size()), item, this));
        }
        return list;
    }

    private List<Node> items(String field) {
        Node node = fields.get(field);
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        if (node != null) {
            note(lineOf(node), join(field) + " must be a list");
        }
        return List.of();
    }

    /** The fields under a field; none where it is absent. */
    YamlFields under(String field) {
        asked.add(field);
        Node node = fields.get(field);
        return node == null ? new YamlFields(join(field), line, problems, this) : of(join(field), node, this);
    }

    /** The same, with another mapping's fields in place of those that are not there; of one with a mistake, with none. */
    YamlFields inheriting(YamlFields other) {
        if (!other.broken) {
            other.fields.forEach(fields::putIfAbsent);
        }
        return this;
    }

    /** The texts of all fields, by their names, whatever these are. */
    Map<String, String> allTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.keySet().forEach(name -> texts.put(name, text(name)));
        return texts;
    }

    /**
     * Makes something of the fields; what it refuses is noted, at the field its message begins with.
     *
     * @return what was made; null where something is wrong with it, or with any field under it
     */
    <T> @Nullable T make(Supplier<T> made) {
        if (broken) {
            return null;
        }
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            Node node = fields.get(message.split("[ .]", 2)[0]);
            note(node == null ? line : lineOf(node), path.isEmpty() ? message : path + ": " + message);
            return null;
        }
    }

    /** The same, with something in its place where it is wrong. */
    <T> T make(Supplier<T> made, T inPlace) {
        T result = make(made);
        return result == null ? inPlace : result;
    }

    /** Notes what is wrong with a field. */
    void wrong(String field, String what) {
        Node node = fields.get(field);
        note(node == null ? line : lineOf(node), join(field) + " " + what);
    }

    /** Notes what is wrong with them as a whole. */
    void problem(String what) {
        note(line, path + " " + what);
    }

    /** Notes the fields that nobody asked for. */
    void end() {
        for (String field : fields.keySet()) {
            if (!asked.contains(field)) {
                wrong(field, "is not known; " + Nearest.hint(field, asked));
            }
        }
    }

    private void note(int at, String what) {
        problems.note(at, what);
        for (YamlFields holder = this; holder != null; holder = holder.parent) {
            holder.broken = true;
        }
    }

    private String join(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private String element(String field, int index) {
        return "%s[%d]".formatted(join(field), index);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
