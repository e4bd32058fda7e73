package dev.segue.segmenter.export;

import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmenter.service.Problem;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** Serves all customers of this instance as one CSV file, for audit. */
@Controller
final class ExportController {
    private static final Logger LOG = LoggerFactory.getLogger(ExportController.class);

    private final LiveStores stores;

    ExportController(LiveStores stores) {
        this.stores = stores;
    }

    /**
     * All customers, one row each.
     *
     * @param segmentation whose segment stands in the column {@code segment}
     * @return 500 where a customer cannot be read, who would be missing; 503 with Retry-After while the stores are not open
     */
    @Get(uri = "/customers.csv", produces = MediaType.TEXT_CSV)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> customers(@QueryValue(defaultValue = "value") String segmentation) {
        try {
            ReadOnlyKeyValueStore<String, byte[]> customers = stores.customers();
            Scorer inForce = stores.models().inForce(segmentation);
            CustomerTable table = CustomerTable.empty(
                    segmentation,
                    slugs(inForce),
                    inForce == null ? null : inForce.model().value(),
                    stores.now(),
                    stores.decay());
            // Once through for the names of the columns, then again for the rows.
            try (KeyValueIterator<String, byte[]> all = customers.all()) {
                while (all.hasNext()) {
                    KeyValue<String, byte[]> customer = all.next();
                    table.note(customer.key, customer.value);
                }
            }
            return HttpResponse.ok(Flux.using(
                    () -> new CsvRows(table, customers.all()), rows -> Flux.fromIterable(() -> rows), CsvRows::close));
        } catch (UnreadableCustomerException e) {
            LOG.error("export refused", e);
            return Problem.response(HttpStatus.INTERNAL_SERVER_ERROR, String.valueOf(e.getMessage()));
        } catch (InvalidStateStoreException e) {
            LOG.info("export refused: {}", e.getMessage());
            return Problem.notNow("the stores are not open: " + e.getMessage());
        }
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
