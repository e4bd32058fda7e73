package dev.segue.segmenter.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.segue.segmenter.cluster.CustomersInOrder;
import dev.segue.segmenter.cluster.StreamedPart;
import java.io.StringWriter;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.streams.KeyValue;

/**
 * The rows of a table as CSV, some hundred at once: made as they are asked for, so that a large store is never in memory whole.
 * One thread.
 */
final class CsvRows implements StreamedPart.Pieces {
    private static final int ROWS_AT_ONCE = 500;

    private final CustomerTable table;
    private final CustomersInOrder customers;

    CsvRows(CustomerTable table, CustomersInOrder customers) {
        this.table = table;
        this.customers = customers;
    }

    /** One row. */
    static String text(List<String> row) {
        StringWriter text = new StringWriter();
        writer(text).writeRecord(row);
        return text.toString();
    }

    @Override
    public boolean hasNext() {
        if (customers.hasNext()) {
            return true;
        }
        customers.confirm();
        return false;
    }

    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        StringWriter text = new StringWriter();
        CsvWriter csv = writer(text);
        for (int left = ROWS_AT_ONCE; left > 0 && customers.hasNext(); left--) {
            KeyValue<String, byte[]> entry = customers.next();
            csv.writeRecord(table.row(entry.key, entry.value));
        }
        return text.toString();
    }

    private static CsvWriter writer(StringWriter text) {
        // Without a buffer of its own, which would keep the end of the text back.
        return CsvWriter.builder().bufferSize(0).lineDelimiter(LineDelimiter.LF).build(text);
    }

    @Override
    public void close() {
        customers.close();
    }
}
