package dev.segue.cli.csv;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One row of a CSV file, read by column name.
 *
 * @param line line of the file the row begins on, from 1
 * @param columns position of each column by its {@linkplain #key key}
 * @param fields the row's fields
 */
public record CsvRow(long line, Map<String, Integer> columns, List<String> fields) {
    /** What stands for bytes that are no UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final int MONEY_SCALE = 4;
    private static final int MONEY_WHOLE_DIGITS = 14;

    /** What a column is looked up by: copies of a file differ in blanks and underscores of their headers. */
    static String key(String column) {
        return column.strip().replace('_', ' ');
    }

    /** The field's text without blanks around it; empty where it is missing. */
    public String text(String column) {
        Integer position = columns.get(key(column));
        if (position == null || position >= fields.size()) {
            return "";
        }
        return fields.get(position).strip();
    }

    /**
     * The field's text, which must be there.
     *
     * @throws BadRowException when the field is empty
     */
    public String required(String column) throws BadRowException {
        String text = text(column);
        if (text.isEmpty()) {
            throw bad(column, "is missing");
        }
        return text;
    }

    /**
     * A whole number.
     *
     * @throws BadRowException when the field is no whole number an {@code int} holds
     */
    public int whole(String column) throws BadRowException {
        String text = required(column);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw bad(column, "is '%s', not a whole number".formatted(text));
        }
    }

    /**
     * A whole number of zero or more.
     *
     * @throws BadRowException when the field is no whole number, or negative
     */
    public int count(String column) throws BadRowException {
        int count = whole(column);
        if (count < 0) {
            throw bad(column, "is %d, but must be 0 or more".formatted(count));
        }
        return count;
    }

    /**
     * An amount of money in currency units.
     *
     * @return scale 4
     * @throws BadRowException when the field is no number, negative, finer than four decimals, or beyond fourteen digits
     *     before the point
     */
    public BigDecimal money(String column) throws BadRowException {
        String text = required(column);
        BigDecimal amount = decimal(text);
        if (amount == null) {
            throw bad(column, "is '%s', not a number".formatted(text));
        }
        if (amount.signum() < 0) {
            throw bad(column, "is %s, but must be 0 or more".formatted(text));
        }
        // Looked at before any rescaling: 1e999999999 is a small text but a huge number.
        if (amount.signum() != 0 && (long) amount.precision() - amount.scale() > MONEY_WHOLE_DIGITS) {
            throw bad(column, "is %s: more than %d digits before the point".formatted(text, MONEY_WHOLE_DIGITS));
        }
        if (amount.signum() == 0) {
            return BigDecimal.ZERO.setScale(MONEY_SCALE);
        }
        if (amount.stripTrailingZeros().scale() > MONEY_SCALE) {
            throw bad(column, "is %s: finer than %d decimals".formatted(text, MONEY_SCALE));
        }
        return amount.setScale(MONEY_SCALE);
    }

    /**
     * Yes or no.
     *
     * @throws BadRowException when the field is neither yes nor no, true nor false, 1 nor 0
     */
    public boolean flag(String column) throws BadRowException {
        String text = required(column);
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "1" -> true;
            case "no", "false", "0" -> false;
            default -> throw bad(column, "is '%s', but must be yes or no, true or false, 1 or 0".formatted(text));
        };
    }

    /**
     * What a word stands for.
     *
     * @param meanings what each word that may stand in the column means
     * @throws BadRowException when the field is none of the words
     */
    public <T> T oneOf(String column, Map<String, T> meanings) throws BadRowException {
        String text = required(column);
        T meaning = meanings.get(text);
        if (meaning == null) {
            throw bad(column, "is '%s', but must be one of %s".formatted(text, new TreeSet<>(meanings.keySet())));
        }
        return meaning;
    }

    /**
     * Makes sure that an id is what the file says: in a file of another encoding, two could become one.
     *
     * @throws BadRowException when the field has bytes that are not UTF-8
     */
    public void requireReadable(String column) throws BadRowException {
        String text = text(column);
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw bad(column, "is '%s', which is not UTF-8; convert the file".formatted(text));
        }
    }

    /** What to throw for a field that cannot be right; {@code why} follows the column's name. */
    public BadRowException bad(String column, String why) {
        return new BadRowException("line %d: %s %s".formatted(line, column, why));
    }

    private static @Nullable BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
