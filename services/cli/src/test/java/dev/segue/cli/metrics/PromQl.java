package dev.segue.cli.metrics;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which metrics a PromQL expression is of. No parser: it takes away all that is no metric, and what is left is one. */
final class PromQl {
    /** Texts, matchers of labels, ranges, and lists of labels. */
    private static final Pattern NO_METRICS = Pattern.compile(
            "\"[^\"]*\"|'[^']*'|\\{[^}]*}|\\[[^\\]]*]|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    /** What is left: a name that no parenthesis follows is no function. */
    private static final Pattern NAME = Pattern.compile("(?<![\\w:.$])[a-zA-Z_:][\\w:]*+(?!\\s*\\()");

    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "by", "without", "on");

    private PromQl() {}

    static Set<String> metrics(String expression) {
        // Texts first: they may hold braces.
        String bare =
                NO_METRICS.matcher(expression.replaceAll("\"[^\"]*\"", "\"\"")).replaceAll(" ");
        Set<String> metrics = new TreeSet<>();
        Matcher names = NAME.matcher(bare);
        while (names.find()) {
            metrics.add(names.group());
        }
        metrics.removeAll(WORDS);
        return metrics;
    }
}
