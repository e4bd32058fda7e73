package dev.segue.cli.cluster;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.segue.cli.CommandFailure;
import dev.segue.cli.csv.CsvText;
import dev.segue.segmentation.clustering.Points;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * A numeric table from a file.
 *
 * @param columns names of the columns that are clustered
 * @param names name of each row: its id where the table has ids, otherwise its number from 1
 * @param points the rows
 */
record Matrix(List<String> columns, List<String> names, Points points) {
    private static final String ID = "id";
    /** Beyond it, sums of squared distances leave the range of a double. */
    private static final double LARGEST = 1e100;

    /**
     * Reads a CSV file, plain or gzipped: commas, UTF-8, a header, numbers. A first column named {@code id} names the rows.
     *
     * @throws CommandFailure naming the file, and the line, row and column where there are such
     */
    static Matrix read(Path file) {
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(CsvText.open(file))) {
            Iterator<CsvRecord> records = csv.iterator();
            if (!records.hasNext()) {
                throw new CommandFailure("%s is empty; expected a header and rows of numbers".formatted(file));
            }
            Rows rows = new Rows(file, records.next().getFields());
            records.forEachRemaining(rows::add);
            return rows.matrix();
        } catch (NoSuchFileException e) {
            throw new CommandFailure("%s: there is no such file".formatted(file), e);
        } catch (CsvParseException | IOException | UncheckedIOException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new CommandFailure("%s is not readable as CSV: %s".formatted(file, cause.getMessage()), e);
        }
    }

    /** Collects the rows, in one array that grows: a list of rows would take twice the memory. */
    private static final class Rows {
        private static final int FIRST_CAPACITY = 1 << 12;

        private final Path file;
        private final List<String> columns;
        private final int skipped;
        private final List<String> names = new ArrayList<>();
        private double[] values = new double[FIRST_CAPACITY];
        private int filled;

        Rows(Path file, List<String> header) {
            this.file = file;
            this.skipped = header.getFirst().strip().toLowerCase(Locale.ROOT).equals(ID) ? 1 : 0;
            this.columns = List.copyOf(header.subList(skipped, header.size()));
            if (columns.isEmpty()) {
                throw new CommandFailure("%s has no column to cluster, only %s".formatted(file, header));
            }
        }

        void add(CsvRecord record) {
            String name = skipped == 1 ? record.getField(0) : String.valueOf(names.size() + 1);
            if (record.getFieldCount() != columns.size() + skipped) {
                throw new CommandFailure("%s, line %d (row %s): has %d cells, the header has %d"
                        .formatted(
                                file,
                                record.getStartingLineNumber(),
                                name,
                                record.getFieldCount(),
                                columns.size() + skipped));
            }
            names.add(name);
            if (filled + columns.size() > values.length) {
                values = Arrays.copyOf(values, Math.max(2 * values.length, filled + columns.size()));
            }
            for (int j = 0; j < columns.size(); j++) {
                values[filled++] = number(record, j, name);
            }
        }

        private double number(CsvRecord record, int column, String name) {
            String text = record.getField(column + skipped).strip();
            double number = text.isEmpty() ? Double.NaN : parsed(text);
            if (!Double.isFinite(number)) {
                throw new CommandFailure("%s, line %d (row %s), column %s: %s"
                        .formatted(
                                file,
                                record.getStartingLineNumber(),
                                name,
                                columns.get(column),
                                text.isEmpty()
                                        ? "is missing; impute it or leave the row out"
                                        : "'%s' is not a finite number".formatted(text)));
            }
            if (Math.abs(number) > LARGEST) {
                throw new CommandFailure("%s, line %d (row %s), column %s: %s is beyond 1e100; scale the columns"
                        .formatted(file, record.getStartingLineNumber(), name, columns.get(column), text));
            }
            return number;
        }

        private static double parsed(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                return Double.NaN;
            }
        }

        Matrix matrix() {
            if (names.isEmpty()) {
                throw new CommandFailure("%s has a header but no rows".formatted(file));
            }
            int width = columns.size();
            Points points =
                    Points.of(names.size(), width, row -> Arrays.copyOfRange(values, row * width, (row + 1) * width));
            return new Matrix(columns, names, points);
        }
    }
}
