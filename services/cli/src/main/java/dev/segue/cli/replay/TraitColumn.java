package dev.segue.cli.replay;

import dev.segue.cli.csv.BadRowException;
import dev.segue.cli.csv.CsvRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column that becomes a profile trait as it stands. A row may have nothing in it: the trait is then unknown.
 *
 * @param column the file's name for it
 * @param trait the profile's name for it
 * @param kind what stands in the column
 */
record TraitColumn(String column, String trait, Kind kind) {
    /** What stands in a column. */
    enum Kind {
        /** Words, kept as they are. */
        TEXT,
        /** A whole number, zero or more. */
        COUNT,
        /** A number, zero or more, of at most four decimals. */
        AMOUNT,
        /** Yes or no, true or false. */
        FLAG
    }

    static TraitColumn text(String column, String trait) {
        return new TraitColumn(column, trait, Kind.TEXT);
    }

    static TraitColumn count(String column, String trait) {
        return new TraitColumn(column, trait, Kind.COUNT);
    }

    static TraitColumn amount(String column, String trait) {
        return new TraitColumn(column, trait, Kind.AMOUNT);
    }

    static TraitColumn flag(String column, String trait) {
        return new TraitColumn(column, trait, Kind.FLAG);
    }

    /** The names of the columns. */
    static List<String> names(List<TraitColumn> columns) {
        return columns.stream().map(TraitColumn::column).toList();
    }

    /**
     * The traits a row tells.
     *
     * @return those it has, by name; a trait the row does not know is left out, as null would say "forget it"
     * @throws BadRowException when a field is not of its kind
     */
    static Map<String, Object> traits(List<TraitColumn> columns, CsvRow row) throws BadRowException {
        Map<String, Object> traits = new LinkedHashMap<>();
        for (TraitColumn column : columns) {
            Object value = column.value(row);
            if (value != null) {
                traits.put(column.trait, value);
            }
        }
        return traits;
    }

    private @Nullable Object value(CsvRow row) throws BadRowException {
        if (row.text(column).isEmpty()) {
            return null;
        }
        return switch (kind) {
            case TEXT -> row.text(column);
            case COUNT -> (long) row.count(column);
            case AMOUNT -> row.money(column).doubleValue();
            case FLAG -> row.flag(column);
        };
    }
}
