package dev.segue.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Parts of the trainer's answers as text. */
final class Answers {
    private static final String UNKNOWN = "–";
    private static final double PERCENT = 100;

    private Answers() {}

    /** An index to three places. */
    static String figure(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.3f", value.asDouble()) : UNKNOWN;
    }

    /** A share in per cent. */
    static String share(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.1f %%", value.asDouble() * PERCENT) : UNKNOWN;
    }

    /** Texts, one after the other. */
    static String joined(JsonNode texts) {
        return StreamSupport.stream(texts.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining("; "));
    }
}
