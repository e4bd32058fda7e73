package dev.segue.spec;

import dev.segue.segmentation.strategy.Condition;
import java.util.List;

/** Reads a condition that stands by itself, in the words of playbooks. */
public final class ConditionDocument {
    private static final String WHEN = "when";

    private ConditionDocument() {}

    /**
     * Reads the condition under {@code when}.
     *
     * @param name what it is called, for messages
     * @param text YAML, or JSON, which is YAML but for tabs between its parts; these are taken for spaces
     * @param roles the roles there are
     * @throws SpecException where it cannot be used, with all that could be found wrong at once
     */
    public static Condition parse(String name, String text, List<String> roles) {
        Problems problems = new Problems(name);
        YamlFields root = YamlFields.parse(problems, text.replace('\t', ' '));
        Condition condition =
                root.needs(WHEN) ? new ConditionReader(new Roles(roles)).read(root.under(WHEN)) : Condition.ALWAYS;
        root.end();
        problems.throwIfAny();
        return condition;
    }
}
