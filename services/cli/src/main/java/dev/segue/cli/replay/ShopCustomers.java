package dev.segue.cli.replay;

import dev.segue.cli.csv.BadRowException;
import dev.segue.cli.csv.CsvRow;
import dev.segue.cli.publish.InputEvent;
import java.util.List;
import java.util.stream.Stream;

/**
 * The shop customer data: what is known of each customer, who bought nothing the file tells of.
 *
 * @param currency ISO 4217 code of their income
 */
record ShopCustomers(String currency) implements CustomerMapping {
    static final String NAME = "shop-customers";

    private static final String ID = "CustomerID";
    private static final List<TraitColumn> TRAITS = List.of(
            TraitColumn.text("Gender", "gender"),
            TraitColumn.count("Age", "age"),
            TraitColumn.amount("Annual Income ($)", "income"),
            TraitColumn.count("Spending Score (1-100)", "spending_score"),
            TraitColumn.text("Profession", "profession"),
            TraitColumn.count("Work Experience", "work_experience"),
            TraitColumn.count("Family Size", "family_size"));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String idColumn() {
        return ID;
    }

    @Override
    public List<String> columns() {
        return Stream.concat(Stream.of(ID), optional().stream()).toList();
    }

    @Override
    public List<String> optional() {
        return TraitColumn.names(TRAITS);
    }

    @Override
    public List<InputEvent> events(CsvRow row) throws BadRowException {
        return List.of(TableCustomer.of(row, this, currency).profile(TraitColumn.traits(TRAITS, row)));
    }
}
