package dev.segue.cli.replay;

import dev.segue.cli.publish.InputEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The customer personality data as profiles, orders, visits, campaign events and complaints, in order of event time.
 * The file holds a few thousand customers' totals, so all its events are held in memory to be put in order.
 */
public final class Personality implements ReplaySource {
    /** Name of the mapping, and beginning of its message ids. */
    public static final String NAME = "personality";

    private final String sha256;
    private final RowTally tally = new RowTally();
    private final List<InputEvent> events = new ArrayList<>();

    private Personality(String sha256) {
        this.sha256 = sha256;
    }

    /**
     * Reads the file.
     *
     * @param file CSV with the columns of {@code marketing_campaign.csv}
     * @param currency ISO 4217 code the amounts are taken to be in
     * @throws ReplayException when the file cannot be read, naming file and line
     */
    public static Personality survey(Path file, String currency) {
        CsvTable table = new CsvTable(file, PersonalityRow.columns());
        Personality personality = new Personality(table.sha256());
        PersonalityEvents mapping = new PersonalityEvents(currency);
        Set<String> ids = new HashSet<>();
        table.read(row -> personality.add(row, mapping, ids));
        personality.events.sort(Comparator.comparing(InputEvent::time).thenComparing(InputEvent::messageId));
        return personality;
    }

    private void add(CsvRow row, PersonalityEvents mapping, Set<String> ids) {
        tally.row();
        if (row.text("ID").isEmpty()) {
            tally.withoutCustomer();
            return;
        }
        try {
            PersonalityRow customer = PersonalityRow.of(row);
            if (!ids.add(customer.id())) {
                throw row.bad("ID", "is %s, which an earlier row has".formatted(customer.id()));
            }
            events.addAll(mapping.of(customer));
        } catch (BadRowException e) {
            tally.refused(e);
        }
    }

    @Override
    public String name() {
        return NAME;
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
    public RowTally rows() {
        return tally;
    }

    @Override
    public void forEach(Consumer<InputEvent> sink) {
        events.forEach(sink);
    }
}
