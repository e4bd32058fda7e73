package dev.segue.segmentation.strategy;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What names in a playbook look like. All messages begin with the field. */
final class Names {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    private static final int LONGEST = 200;

    private Names() {}

    static void requireId(String field, String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "%s must be lower-case letters, digits and hyphens, a letter first, at most 64, not '%s'"
                            .formatted(field, id));
        }
    }

    /** Channels are words as in campaign events. */
    static void requireChannel(String field, String channel) {
        if (!WORD.matcher(channel).matches()) {
            throw new IllegalArgumentException(
                    "%s must be a lower-case word such as email, web or store, at most 64 characters, not '%s'"
                            .formatted(field, channel));
        }
    }

    static void requireText(String field, String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "%s must be a text of 1 to %d characters that is not blank".formatted(field, LONGEST));
        }
    }

    /** A list without repetitions, of texts that are not blank. */
    static List<String> distinct(String field, Collection<String> texts) {
        Set<String> seen = new HashSet<>();
        for (String text : texts) {
            requireText(field, text);
            if (!seen.add(text)) {
                throw new IllegalArgumentException("%s names %s twice".formatted(field, text));
            }
        }
        return List.copyOf(texts);
    }
}
