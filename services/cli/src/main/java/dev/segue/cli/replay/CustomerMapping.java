package dev.segue.cli.replay;

import dev.segue.cli.csv.BadRowException;
import dev.segue.cli.csv.CsvRow;
import dev.segue.cli.publish.InputEvent;
import java.util.List;

/** How one row a customer becomes that customer's events. Always the same events, with the same ids and times. */
interface CustomerMapping {
    /** Its name on the command line. */
    String name();

    /** The column that tells customers apart. */
    String idColumn();

    /** Columns the file must have; others are ignored. */
    List<String> columns();

    /** Those of the columns in which a row may have nothing: what it would have said stays unknown. */
    List<String> optional();

    /**
     * The customer's events, in no particular order.
     *
     * @param row one that names a customer
     * @throws BadRowException when the row cannot be right
     */
    List<InputEvent> events(CsvRow row) throws BadRowException;
}
