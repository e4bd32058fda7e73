package dev.segue.cli.replay;

import dev.segue.cli.csv.BadRowException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts a file's rows by what became of them. Not thread-safe. */
public final class RowTally {
    private static final int EXAMPLES = 5;

    private long rows;
    private long withoutCustomer;
    private long later;
    private long refused;
    private final List<String> examples = new ArrayList<>();
    private final SortedMap<String, Long> missing = new TreeMap<>();

    void row() {
        rows++;
    }

    void withoutCustomer() {
        withoutCustomer++;
    }

    void later() {
        later++;
    }

    void refused(BadRowException why) {
        refused++;
        if (examples.size() < EXAMPLES) {
            examples.add(String.valueOf(why.getMessage()));
        }
    }

    void missing(String column) {
        missing.merge(column, 1L, Long::sum);
    }

    /** Rows of the file, without its header. */
    public long rows() {
        return rows;
    }

    /** Rows that name no customer: not published. */
    public long rowsWithoutCustomer() {
        return withoutCustomer;
    }

    /** Rows after the last day wanted: not published. */
    public long rowsLater() {
        return later;
    }

    /** Rows that cannot be right: not published. */
    public long rowsRefused() {
        return refused;
    }

    /** Why the first few refused rows were refused, with their lines. */
    public List<String> firstRefusals() {
        return List.copyOf(examples);
    }

    /** Published rows that have nothing in a column that may be empty, by column. */
    public Map<String, Long> missing() {
        return Collections.unmodifiableSortedMap(missing);
    }
}
