package dev.segue.console.webhooks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a webhook may want to be told of. */
enum EventType {
    /** A customer moved. */
    CHANGE("segment.changed"),
    /** A strategy is to be carried out. */
    TRIGGER("strategy.triggered");

    private final String type;

    EventType(String type) {
        this.type = type;
    }

    /** The {@code type} that stands in the message. */
    String type() {
        return type;
    }

    /** Its name in settings. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The types of their names, separated by commas.
     *
     * @throws IllegalArgumentException where one is none
     */
    static Set<EventType> of(String words) {
        return Arrays.stream(words.split(",", -1))
                .map(word -> Arrays.stream(values())
                        .filter(type -> type.word().equals(word.strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "events must be change, trigger or both, not '%s'".formatted(words))))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
