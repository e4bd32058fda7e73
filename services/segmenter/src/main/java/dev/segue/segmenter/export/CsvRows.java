package dev.segue.segmenter.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.segue.segmentation.customer.Customer;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** The rows of a table as bytes, made as they are read, so that a large store is never in memory whole. One thread. */
final class CsvRows extends InputStream {
    private static final int ROWS_AT_ONCE = 500;

    private final CustomerTable table;
    private final KeyValueIterator<String, byte[]> customers;
    private byte[] ready;
    private int position;

    CsvRows(CustomerTable table, KeyValueIterator<String, byte[]> customers) {
        this.table = table;
        this.customers = customers;
        this.ready = csv(writer -> writer.writeRecord(table.header()));
    }

    @Override
    public int read() throws IOException {
        return refill() ? ready[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!refill()) {
            return -1;
        }
        int count = Math.min(length, ready.length - position);
        System.arraycopy(ready, position, into, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() {
        customers.close();
    }

    private boolean refill() {
        if (position < ready.length) {
            return true;
        }
        if (!customers.hasNext()) {
            return false;
        }
        ready = csv(writer -> {
            for (int left = ROWS_AT_ONCE; left > 0 && customers.hasNext(); left--) {
                KeyValue<String, byte[]> entry = customers.next();
                writer.writeRecord(table.row(entry.key, Customer.decode(entry.value)));
            }
        });
        position = 0;
        return true;
    }

    private static byte[] csv(java.util.function.Consumer<CsvWriter> rows) {
        StringWriter text = new StringWriter();
        rows.accept(CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
