package dev.segue.spec;

import dev.segue.segmentation.strategy.Condition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the conditions of a playbook: a mapping holds where all that is in it does. */
final class ConditionReader {
    private final Roles roles;

    ConditionReader(Roles roles) {
        this.roles = roles;
    }

    Condition read(YamlFields fields) {
        if (!fields.readable()) {
            return Condition.ALWAYS;
        }
        List<Condition> all = new ArrayList<>();
        if (fields.has("role")) {
            List<String> named = roles.listed(fields, "role");
            add(all, fields.make(() -> new Condition.RoleIn(named)));
        }
        comparisons(fields, all);
        trait(fields, all);
        if (fields.has("all")) {
            all.addAll(each(fields, "all"));
        }
        if (fields.has("any")) {
            List<Condition> any = each(fields, "any");
            add(all, fields.make(() -> new Condition.Any(any)));
        }
        if (fields.has("not")) {
            all.add(new Condition.Not(read(fields.under("not"))));
        }
        fields.end();
        if (fields.isEmpty()) {
            fields.problem("must have at least one of role, feature, trait, all, any and not");
        }
        return all.size() == 1 ? all.getFirst() : fields.make(() -> new Condition.All(all), Condition.ALWAYS);
    }

    private static void comparisons(YamlFields fields, List<Condition> all) {
        boolean above = fields.has("above");
        boolean below = fields.has("below");
        boolean between = fields.has("between");
        boolean any = above || below || between;
        if (!fields.has("feature")) {
            if (any) {
                fields.problem("must have a feature with above, below or between");
            }
            return;
        }
        String feature = FeatureNames.read(fields, "feature", "trait: %s with is: %s");
        if (!any) {
            fields.problem("must have above, below or between with a feature");
        }
        if (above) {
            double bound = fields.number("above");
            add(all, fields.make(() -> new Condition.Above(feature, bound)));
        }
        if (below) {
            double bound = fields.number("below");
            add(all, fields.make(() -> new Condition.Below(feature, bound)));
        }
        if (between) {
            YamlFields bounds = fields.under("between");
            double low = bounds.number("low");
            double high = bounds.number("high");
            bounds.end();
            add(all, bounds.make(() -> new Condition.Between(feature, low, high)));
        }
    }

    private static void trait(YamlFields fields, List<Condition> all) {
        boolean is = fields.has("is");
        boolean oneOf = fields.has("one_of");
        if (fields.has("trait") != (is || oneOf) || (is && oneOf)) {
            fields.problem("must have a trait with one of is and one_of");
            return;
        }
        if (is || oneOf) {
            String trait = fields.text("trait");
            List<String> values = is ? List.of(fields.category("is")) : fields.categories("one_of");
            add(all, fields.make(() -> new Condition.TraitIn(trait, values)));
        }
    }

    private List<Condition> each(YamlFields fields, String field) {
        return fields.mappings(field).stream().map(this::read).toList();
    }

    private static void add(List<Condition> all, @Nullable Condition condition) {
        if (condition != null) {
            all.add(condition);
        }
    }
}
