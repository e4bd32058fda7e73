package dev.segue.segmenter.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * The rows of a table as CSV, the header first, some hundred at once: made as they are asked for, so that a large store is
 * never in memory whole. One thread.
 */
final class CsvRows implements Iterator<String>, AutoCloseable {
    private static final int ROWS_AT_ONCE = 500;

    private final CustomerTable table;
    private final KeyValueIterator<String, byte[]> customers;
    private boolean headed;

    CsvRows(CustomerTable table, KeyValueIterator<String, byte[]> customers) {
        this.table = table;
        this.customers = customers;
    }

    @Override
    public boolean hasNext() {
        return !headed || customers.hasNext();
    }

    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        StringWriter text = new StringWriter();
        // Without a buffer of its own, which would keep the end of the text back.
        CsvWriter csv = CsvWriter.builder()
                .bufferSize(0)
                .lineDelimiter(LineDelimiter.LF)
                .build(text);
        if (!headed) {
            csv.writeRecord(table.header());
            headed = true;
        }
        for (int left = ROWS_AT_ONCE; left > 0 && customers.hasNext(); left--) {
            KeyValue<String, byte[]> entry = customers.next();
            csv.writeRecord(table.row(entry.key, entry.value));
        }
        return text.toString();
    }

    @Override
    public void close() {
        customers.close();
    }
}
