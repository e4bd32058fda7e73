package dev.segue.segmenter.export;

import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.FeatureCatalogue;
import dev.segue.segmentation.features.Lifetime;
import dev.segue.segmentation.value.ValueModel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Customers as rows of a table: the totals for audit first, then every feature any of them has, predictions among them where
 * the segmentation's model makes any.
 *
 * @param segmentation whose segment stands in the table
 * @param slugs id of a segment to its slug
 * @param value what predicts customers' purchases and value; null for nothing
 * @param now the moment features are computed for, epoch milliseconds
 * @param decay the decay states are kept with
 * @param further names of the features besides those every shop has, sorted
 */
record CustomerTable(
        String segmentation,
        UnaryOperator<String> slugs,
        @Nullable ValueModel value,
        long now,
        Decay decay,
        SortedSet<String> further) {
    private static final String UNASSIGNED = "unassigned";
    private static final List<String> AUDITED =
            List.of("customer_id", "orders", "gross", "refunds", "net", "first_purchase", "last_purchase", "segment");

    /**
     * Collects the names of a customer's further features.
     *
     * @param stored the customer as in the store
     * @throws UnreadableCustomerException naming the customer; without them the table would be no audit
     */
    void note(String id, byte[] stored) {
        Customer customer = read(id, stored);
        further.addAll(FeatureCatalogue.allOf(customer.state(), now, decay).keySet());
        FeatureCatalogue.behaviourNames().forEach(further::remove);
    }

    /** The names of the columns. */
    List<String> header() {
        List<String> header = new ArrayList<>(AUDITED);
        FeatureCatalogue.behaviourNames().forEach(header::add);
        header.addAll(predictions());
        header.addAll(further);
        return header;
    }

    /**
     * A customer's row; empty where something is not known.
     *
     * @throws UnreadableCustomerException as above
     */
    List<String> row(String id, byte[] stored) {
        Customer customer = read(id, stored);
        Lifetime lifetime = customer.state().lifetime();
        boolean bought = lifetime.orders() > 0;
        String segment = customer.membership(segmentation).segment();
        List<String> row = new ArrayList<>();
        row.add(id);
        row.add(Long.toString(lifetime.orders()));
        row.add(Money.decimal(lifetime.gross()).toPlainString());
        row.add(Money.decimal(lifetime.refunds()).toPlainString());
        row.add(Money.decimal(lifetime.net()).toPlainString());
        row.add(bought ? Instant.ofEpochMilli(lifetime.firstPurchase()).toString() : "");
        row.add(bought ? Instant.ofEpochMilli(lifetime.lastPurchase()).toString() : "");
        row.add(segment == null ? UNASSIGNED : slugs.apply(segment));
        Map<String, TraitValue> features = FeatureCatalogue.allOf(customer.state(), now, decay);
        FeatureCatalogue.behaviourNames().forEach(name -> row.add(text(features.get(name))));
        for (String name : predictions()) {
            double prediction = FeatureCatalogue.predicted(name, value).value(customer.state(), now, decay);
            row.add(Double.isNaN(prediction) ? "" : text(new TraitValue.Number(prediction)));
        }
        for (String name : further) {
            row.add(text(features.get(name)));
        }
        return row;
    }

    private List<String> predictions() {
        return value == null ? List.of() : FeatureCatalogue.predictedNames();
    }

    private static Customer read(String id, byte[] stored) {
        try {
            return Customer.decode(stored);
        } catch (RuntimeException e) {
            throw new UnreadableCustomerException(id, e);
        }
    }

    private static String text(@Nullable TraitValue value) {
        return switch (value) {
            case null -> "";
            case TraitValue.Number number -> new BigDecimal(Double.toString(number.value())).toPlainString();
            case TraitValue.Text text -> text.value();
            case TraitValue.Flag flag -> Boolean.toString(flag.value());
            case TraitValue.Absent absent -> "";
        };
    }
}
