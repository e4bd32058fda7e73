package dev.segue.console.access;

/**
 * Who asks.
 *
 * @param name their name: of a key, or as the identity provider knows them
 * @param role what they may do
 */
public record Asker(String name, Role role) {
    /** The machine's own user, where there is no login. */
    public static final Asker LOCAL = new Asker("local", Role.ADMIN);

    /** Whether they may do what a role may. */
    public boolean may(Role wanted) {
        return role.includes(wanted);
    }
}
