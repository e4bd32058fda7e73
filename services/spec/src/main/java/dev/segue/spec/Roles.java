package dev.segue.spec;

import java.util.List;

/**
 * The roles of a playbook's cast, for what names them.
 *
 * @param names their names
 */
record Roles(List<String> names) {
    /** A role that must be there; one that the cast does not have is noted with the nearest it has. */
    String read(YamlFields fields, String field) {
        String role = fields.text(field);
        check(fields, field, role);
        return role;
    }

    /** One role, or a list of them. */
    List<String> listed(YamlFields fields, String field) {
        if (!fields.isList(field)) {
            return List.of(read(fields, field));
        }
        List<String> listed = fields.categories(field);
        listed.forEach(role -> check(fields, field, role));
        return listed;
    }

    private void check(YamlFields fields, String field, String role) {
        if (!role.isEmpty() && !names.contains(role)) {
            fields.wrong(
                    field,
                    "is '%s', which is no role of the cast; %s"
                            .formatted(role, names.isEmpty() ? "there are none" : Nearest.hint(role, names)));
        }
    }
}
