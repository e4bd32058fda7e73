package dev.segue.cli.secured;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a broker's log says of who did what.
 *
 * @param allowed what was let be done
 * @param denied lines about what was not
 */
record Audit(Set<Deed> allowed, List<String> denied) {
    private static final Pattern LINE = Pattern.compile(
            "Principal = User:(\\S+) is (Allowed|Denied) operation = (\\w+) from host = \\S+ on resource = (\\w+):LITERAL:(\\S+) for request");

    /** Somebody did something with something. */
    record Deed(String user, String operation, String type, String name) {}

    static Audit of(String log) {
        Set<Deed> allowed = new HashSet<>();
        List<String> denied =
                log.lines().filter(line -> line.contains("is Denied operation")).toList();
        Matcher lines = LINE.matcher(log);
        while (lines.find()) {
            if (lines.group(2).equals("Allowed")) {
                allowed.add(new Deed(lines.group(1), lines.group(3), lines.group(4), lines.group(5)));
            }
        }
        return new Audit(allowed, denied);
    }

    /** Whether a right was made use of. */
    boolean used(Rule rule) {
        return allowed.stream()
                .anyMatch(deed -> deed.user.equals(rule.user())
                        && deed.operation.equals(rule.operation().name())
                        && deed.type.equalsIgnoreCase(rule.type().name().replace("_", ""))
                        && rule.covers(deed.name));
    }
}
