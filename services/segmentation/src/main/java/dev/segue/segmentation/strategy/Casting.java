package dev.segue.segmentation.strategy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which role each segment of a model has.
 *
 * @param roles segment id to role; segments without one are left out
 */
public record Casting(Map<String, String> roles) {
    /** Nobody has a role, as there is no model. */
    public static final Casting NOBODY = new Casting(Map.of());

    public Casting {
        roles = Map.copyOf(roles);
    }

    /** The role of a segment; null where it has none. */
    public @Nullable String role(@Nullable String segment) {
        return segment == null ? null : roles.get(segment);
    }

    /** The ids of the segments that have a role, sorted; none where it is open. */
    public List<String> segments(String role) {
        return roles.entrySet().stream()
                .filter(entry -> entry.getValue().equals(role))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
