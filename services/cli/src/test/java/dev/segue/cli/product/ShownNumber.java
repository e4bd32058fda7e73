package dev.segue.cli.product;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as a page writes it: {@code 1,815}, {@code £1.32m}, {@code 6.9%}, {@code -0.54}, {@code 15 days}.
 *
 * @param value what it stands for
 * @param step the value of its last digit: what is shown may be off by half of that
 */
record ShownNumber(BigDecimal value, BigDecimal step) {
    /** What stands for a number that there is not. */
    static final String ABSENT = "–";

    private static final Pattern NUMBER =
            Pattern.compile("([-+−]?)[^\\d+−-]*([\\d,]+)(\\.\\d+)?\\s?(k|m|bn|%)?(?: .*)?");
    private static final Map<String, BigDecimal> UNITS = Map.of(
            "%", new BigDecimal("0.01"),
            "k", new BigDecimal("1000"),
            "m", new BigDecimal("1000000"),
            "bn", new BigDecimal("1000000000"));

    static ShownNumber parse(String text) {
        Matcher parts = NUMBER.matcher(text.strip());
        if (!parts.matches()) {
            throw new AssertionError("'%s' is no number".formatted(text));
        }
        String fraction = parts.group(3) == null ? "" : parts.group(3);
        BigDecimal written = new BigDecimal(parts.group(2).replace(",", "") + fraction);
        BigDecimal unit = parts.group(4) == null ? BigDecimal.ONE : UNITS.getOrDefault(parts.group(4), BigDecimal.ONE);
        BigDecimal sign =
                parts.group(1).isEmpty() || parts.group(1).equals("+") ? BigDecimal.ONE : BigDecimal.ONE.negate();
        return new ShownNumber(
                written.multiply(unit).multiply(sign),
                BigDecimal.ONE.movePointLeft(written.scale()).multiply(unit));
    }

    /** Whether a page that is to show a value may show this text for it. */
    static boolean says(String text, JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return text.equals(ABSENT);
        }
        return !text.equals(ABSENT) && parse(text).isAbout(value.decimalValue());
    }

    private boolean isAbout(BigDecimal exact) {
        // A hair more than half a step, as binary fractions are not exact.
        return exact.subtract(value).abs().compareTo(step.multiply(new BigDecimal("0.500001"))) <= 0;
    }
}
