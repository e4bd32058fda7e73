package dev.segue.spec;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values as they are written in a specification. All throw IllegalArgumentException for what is none. */
final class Scalars {
    private static final Pattern WHOLE = Pattern.compile("-?\\d+");

    /** Narrower than Java's, which also takes {@code 1d} and {@code 0x1p3}. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

    /** What is longer is a mistake, and sums of moments and durations of milliseconds must fit. */
    static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Pattern SHORT_DURATION = Pattern.compile("\\d+[smhd]");

    private Scalars() {}

    static long whole(String text) {
        return Long.parseLong(matching(WHOLE, text));
    }

    static double number(String text) {
        return Double.parseDouble(matching(NUMBER, text));
    }

    static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** A constant of an enum, by its name in lower case. */
    static <E extends Enum<E>> E choice(String text, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> nameOf(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    /** The names that {@link #choice} knows, for people. */
    static <E extends Enum<E>> String choices(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Scalars::nameOf).collect(Collectors.joining(" or "));
    }

    /** {@code 90s}, {@code 15m}, {@code 12h}, {@code 7d}, or any ISO 8601 duration; at most {@link #LONGEST}, either way. */
    static Duration duration(String text) {
        Duration duration = anyDuration(text);
        if (duration.abs().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(text);
        }
        return duration;
    }

    private static Duration anyDuration(String text) {
        try {
            if (text.startsWith("P")) {
                return Duration.parse(text);
            }
            String unit = text.substring(Math.max(0, text.length() - 1));
            long amount = Long.parseLong(matching(SHORT_DURATION, text).substring(0, text.length() - 1));
            return switch (unit) {
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String matching(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
