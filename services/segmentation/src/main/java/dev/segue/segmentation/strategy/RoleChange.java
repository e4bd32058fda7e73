package dev.segue.segmentation.strategy;

import dev.segue.segmentation.assignment.Cause;
import org.jspecify.annotations.Nullable;

/**
 * What a change of segment means in a playbook.
 *
 * @param from role the customer had; null for none
 * @param to role they have now; null for none
 */
record RoleChange(@Nullable String from, @Nullable String to, Cause cause) {
    boolean enters(String role) {
        return role.equals(to) && !role.equals(from);
    }

    boolean leaves(String role) {
        return role.equals(from) && !role.equals(to);
    }
}
