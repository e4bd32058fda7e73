package dev.segue.cli.replay;

import dev.segue.cli.csv.BadRowException;
import dev.segue.cli.csv.CsvRow;
import dev.segue.cli.csv.CsvTable;
import dev.segue.cli.publish.InputEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A file with one row a customer, as the events that add up to it, in order of event time. Such files have some thousand
 * customers, so all events are held in memory to be put in order.
 */
public final class CustomerTable implements ReplaySource {
    private final CustomerMapping mapping;
    private final String sha256;
    private final RowTally tally = new RowTally();
    private final List<InputEvent> events = new ArrayList<>();

    private CustomerTable(CustomerMapping mapping, String sha256) {
        this.mapping = mapping;
        this.sha256 = sha256;
    }

    /**
     * Reads the file.
     *
     * @param file CSV with the mapping's columns
     * @throws dev.segue.cli.csv.CsvException when the file cannot be read, naming file and line
     */
    static CustomerTable survey(Path file, CustomerMapping mapping) {
        CsvTable csv = new CsvTable(file, mapping.columns());
        CustomerTable table = new CustomerTable(mapping, csv.sha256());
        Set<String> ids = new HashSet<>();
        csv.read(row -> table.add(row, ids));
        table.events.sort(Comparator.comparing(InputEvent::time).thenComparing(InputEvent::messageId));
        return table;
    }

    private void add(CsvRow row, Set<String> ids) {
        tally.row();
        String id = row.text(mapping.idColumn());
        if (id.isEmpty()) {
            tally.withoutCustomer();
            return;
        }
        try {
            row.requireReadable(mapping.idColumn());
            List<InputEvent> customer = mapping.events(row);
            if (!ids.add(id)) {
                throw row.bad(mapping.idColumn(), "is %s, which an earlier row has".formatted(id));
            }
            events.addAll(customer);
        } catch (BadRowException e) {
            tally.refused(e);
            return;
        }
        mapping.optional().stream().filter(column -> row.text(column).isEmpty()).forEach(tally::missing);
    }

    @Override
    public String name() {
        return mapping.name();
    }

    @Override
    public String sha256() {
        return sha256;
    }

    @Override
    public long events() {
        return events.size();
    }

    @Override
    public Optional<Instant> lastEvent() {
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(events.getLast().time());
    }

    @Override
    public RowTally rows() {
        return tally;
    }

    @Override
    public void forEach(Consumer<InputEvent> sink) {
        events.forEach(sink);
    }
}
