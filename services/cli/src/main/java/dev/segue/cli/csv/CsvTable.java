package dev.segue.cli.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;

/**
 * A CSV file with a header. Fields are separated by commas, semicolons or tabs, whichever the header has most of.
 *
 * @param path the file
 * @param required columns that must be in the header; others are ignored
 */
public record CsvTable(Path path, List<String> required) {
    private static final int HEADER_LOOKAHEAD = 64 * 1024;
    private static final int LONGEST_FIELD = 1_000_000;
    private static final char[] SEPARATORS = {',', ';', '\t'};

    /** Takes the rows of a file, one after the other. */
    public interface Rows {
        /** The next row. */
        void row(CsvRow row);
    }

    /**
     * Reads the file from its beginning.
     *
     * @throws CsvException naming the file, and the line where there is one: no such file, columns missing from the
     *     header, broken quotes, compressed data cut short
     */
    public void read(Rows rows) {
        long line = 1;
        try (BufferedReader reader = CsvText.open(path);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .fieldSeparator(separator(reader))
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .maxBufferSize(LONGEST_FIELD)
                        .ofCsvRecord(reader)) {
            Iterator<CsvRecord> records = csv.iterator();
            if (!records.hasNext()) {
                throw new CsvException("%s is empty; expected a header with %s".formatted(path, required));
            }
            Map<String, Integer> columns = columns(records.next());
            while (records.hasNext()) {
                CsvRecord record = records.next();
                line = record.getStartingLineNumber();
                rows.row(new CsvRow(line, columns, record.getFields()));
            }
        } catch (NoSuchFileException e) {
            throw new CsvException("%s: there is no such file".formatted(path), e);
        } catch (CsvParseException e) {
            throw new CsvException(
                    "%s: not readable as CSV after line %d: %s".formatted(path, line, e.getMessage()), e);
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            throw unreadable(line, cause == null ? new IOException(e) : cause);
        } catch (IOException e) {
            throw unreadable(line, e);
        }
    }

    /**
     * The SHA-256 of the file.
     *
     * @return SHA-256 of the file's bytes, as they are on disk, in lower-case hexadecimal
     * @throws CsvException when it cannot be read
     */
    public String sha256() {
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchFileException e) {
            throw new CsvException("%s: there is no such file".formatted(path), e);
        } catch (IOException e) {
            throw unreadable(0, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static char separator(BufferedReader reader) throws IOException {
        reader.mark(HEADER_LOOKAHEAD);
        String header = firstLine(reader);
        reader.reset();
        char best = SEPARATORS[0];
        for (char separator : SEPARATORS) {
            if (count(header, separator) > count(header, best)) {
                best = separator;
            }
        }
        return best;
    }

    private static String firstLine(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = reader.read();
        while (c >= 0 && c != '\n' && c != '\r' && line.length() < HEADER_LOOKAHEAD - 1) {
            line.append((char) c);
            c = reader.read();
        }
        return line.toString();
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private Map<String, Integer> columns(CsvRecord header) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            columns.putIfAbsent(CsvRow.key(header.getField(i)), i);
        }
        List<String> missing = required.stream()
                .filter(name -> !columns.containsKey(CsvRow.key(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw new CsvException(
                    "%s: line 1: the header has no column %s; it has %s".formatted(path, missing, header.getFields()));
        }
        return Map.copyOf(columns);
    }

    private CsvException unreadable(long line, IOException e) {
        if (e instanceof EOFException || e instanceof ZipException) {
            return new CsvException(
                    "%s: the compressed data is damaged or cut short after line %d: %s"
                            .formatted(path, line, e.getMessage()),
                    e);
        }
        return new CsvException("%s: cannot be read after line %d: %s".formatted(path, line, e.getMessage()), e);
    }
}
