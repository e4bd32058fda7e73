package dev.segue.segmentation.strategy;

import org.jspecify.annotations.Nullable;

/** What a condition says of the customers of a role, whatever else is true of them: of features and traits anything may be. */
final class ByRole {
    private ByRole() {}

    /**
     * Whether it may hold for some of them.
     *
     * @param role their role; null for none, or one that the condition does not name
     */
    static boolean mayHold(Condition condition, @Nullable String role) {
        return switch (condition) {
            case Condition.RoleIn in -> role != null && in.roles().contains(role);
            case Condition.All all -> all.conditions().stream().allMatch(each -> mayHold(each, role));
            case Condition.Any any -> any.conditions().stream().anyMatch(each -> mayHold(each, role));
            case Condition.Not not -> !holds(not.condition(), role);
            case Condition.Above above -> true;
            case Condition.Below below -> true;
            case Condition.Between between -> true;
            case Condition.TraitIn trait -> true;
        };
    }

    /** Whether it holds for all of them; the role as above. */
    static boolean holds(Condition condition, @Nullable String role) {
        return switch (condition) {
            case Condition.RoleIn in -> role != null && in.roles().contains(role);
            case Condition.All all -> all.conditions().stream().allMatch(each -> holds(each, role));
            case Condition.Any any -> any.conditions().stream().anyMatch(each -> holds(each, role));
            case Condition.Not not -> !mayHold(not.condition(), role);
            case Condition.Above above -> false;
            case Condition.Below below -> false;
            case Condition.Between between -> false;
            case Condition.TraitIn trait -> false;
        };
    }
}
