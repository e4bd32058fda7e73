package dev.segue.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds what somebody meant who misspelt a name. */
final class Nearest {
    private static final int MOST = 3;

    private Nearest() {}

    /**
     * The names most like a misspelt one, the likest first; none where nothing is like it.
     *
     * @param names the right ones
     */
    static List<String> to(String misspelt, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(misspelt, name) <= tolerated(misspelt, name))
                .sorted(Comparator.comparingInt((String name) -> distance(misspelt, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** {@code did you mean a or b?}, or {@code there are a, b, c} where nothing is like it. */
    static String hint(String misspelt, Collection<String> names) {
        List<String> near = to(misspelt, names);
        return near.isEmpty()
                ? "there are " + String.join(", ", names)
                : "did you mean %s?".formatted(String.join(" or ", near));
    }

    /** Two slips, and more in a long name. */
    private static int tolerated(String a, String b) {
        return Math.max(2, 2 * Math.max(a.length(), b.length()) / 5);
    }

    /**
     * Slips between two names: letters left out, put in, exchanged, or two neighbours swapped ("optimal string alignment";
     * Damerau, "A technique for computer detection and correction of spelling errors", 1964).
     */
    static int distance(String a, String b) {
        int[][] slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    slips[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int least = Math.min(slips[i - 1][j], slips[i][j - 1]) + 1;
                least = Math.min(least, slips[i - 1][j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, slips[i - 2][j - 2] + 1);
                }
                slips[i][j] = least;
            }
        }
        return slips[a.length()][b.length()];
    }
}
