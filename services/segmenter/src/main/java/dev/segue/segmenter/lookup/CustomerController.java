package dev.segue.segmenter.lookup;

import dev.segue.segmentation.customer.Customer;
import dev.segue.segmenter.export.LiveStores;
import dev.segue.segmenter.service.Problem;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** Serves a customer of this instance: what is known of them, where they are and why. */
@Controller
final class CustomerController {
    private final LiveStores stores;

    CustomerController(LiveStores stores) {
        this.stores = stores;
    }

    /**
     * A customer.
     *
     * @param id customer id
     * @return 200; 404 where there is no such customer on this instance; 503 with Retry-After while the stores are not open
     */
    @Get("/customers/{id}")
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> customer(String id) {
        try {
            byte[] stored = stores.customers().get(id);
            if (stored == null) {
                return Problem.response(HttpStatus.NOT_FOUND, "there is no customer '%s' here".formatted(id));
            }
            return HttpResponse.ok(CustomerView.of(
                            id, Customer.decode(stored), stores.models().inForce(), stores.now(), stores.decay()))
                    .contentType(MediaType.APPLICATION_JSON_TYPE);
        } catch (InvalidStateStoreException e) {
            return Problem.notNow("the stores are not open: " + e.getMessage());
        }
    }
}
