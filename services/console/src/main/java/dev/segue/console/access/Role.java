package dev.segue.console.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do; each may all that the ones before may. */
public enum Role {
    /** Looks at everything but customers' profiles and the contents of dead letters. */
    VIEWER,
    /** Sees customers' profiles too, chooses models, asks what rules would do, sends dead letters again. */
    OPERATOR,
    /** Sees what operators did too. */
    ADMIN;

    /** As it stands in settings, tokens and answers, such as {@code viewer}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it may what another may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** It and all that it includes, the least first. */
    public List<String> texts() {
        return Arrays.stream(values()).filter(this::includes).map(Role::text).toList();
    }

    /** The highest of some texts; others, which may mean something elsewhere, are passed over. Empty where none is a role. */
    public static Optional<Role> highest(Collection<?> texts) {
        return Arrays.stream(values())
                .filter(role -> texts.contains(role.text()))
                .reduce((lower, higher) -> higher);
    }
}
