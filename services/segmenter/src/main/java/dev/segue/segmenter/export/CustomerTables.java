package dev.segue.segmenter.export;

import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmenter.cluster.CustomersInOrder;
import dev.segue.segmenter.cluster.LiveModels;
import dev.segue.segmenter.cluster.LiveStores;
import dev.segue.segmenter.cluster.NotNowException;
import dev.segue.segmenter.cluster.OpenCustomers;
import dev.segue.segmenter.cluster.StreamedPart;
import jakarta.inject.Singleton;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/** This instance's parts of tables of all customers. Thread-safe. */
@Singleton
final class CustomerTables {
    private final LiveStores stores;
    private final LiveModels models;

    CustomerTables(LiveStores stores, LiveModels models) {
        this.stores = stores;
        this.models = models;
    }

    /** The version of a segmentation's model in force; 0 for none. */
    long modelVersion(String segmentation) {
        return version(models.inForce(segmentation));
    }

    /**
     * The columns that its customers need, whatever those asked for.
     *
     * @throws UnreadableCustomerException where one of them cannot be read, who would be missing
     */
    ColumnsPart columns(TableQuestion question) {
        CustomerTable table = table(question);
        OpenCustomers customers = stores.customers();
        try (CustomersInOrder all = customers.from(null)) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> customer = all.next();
                table.note(customer.key, customer.value);
            }
            all.confirm();
        }
        return new ColumnsPart(customers.partitions(), table.further());
    }

    /** Its customers' rows, under all columns asked for. */
    StreamedPart rows(TableQuestion question) {
        CustomerTable table = table(question);
        OpenCustomers customers = stores.customers();
        return new StreamedPart(customers.partitions(), new CsvRows(table, customers.from(null)));
    }

    /** A table without rows, under all columns asked for. */
    CustomerTable table(TableQuestion question) {
        Scorer inForce = models.inForce(question.segmentation());
        if (version(inForce) != question.modelVersion()) {
            throw new NotNowException("%s has another model in force here: v%d, not v%d"
                    .formatted(question.segmentation(), version(inForce), question.modelVersion()));
        }
        return new CustomerTable(
                question.segmentation(),
                slugs(inForce),
                inForce == null ? null : inForce.model().value(),
                question.now(),
                stores.decay(),
                new TreeSet<>(question.further()));
    }

    private static long version(@Nullable Scorer inForce) {
        return inForce == null ? 0 : inForce.model().version();
    }

    private static UnaryOperator<String> slugs(@Nullable Scorer scorer) {
        return id -> {
            int index = scorer == null ? -1 : scorer.model().indexOf(id);
            return scorer == null || index < 0
                    ? id
                    : scorer.model().segments().get(index).slug();
        };
    }
}
