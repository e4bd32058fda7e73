package dev.segue.segmenter.lookup;

import dev.segue.segmentation.customer.Customer;
import dev.segue.segmenter.cluster.LiveModels;
import dev.segue.segmenter.cluster.LiveStores;
import dev.segue.segmenter.cluster.NotNowException;
import dev.segue.segmenter.cluster.OpenTasks;
import dev.segue.segmenter.cluster.Owners;
import dev.segue.segmenter.cluster.Peers;
import dev.segue.segmenter.service.Problem;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** Serves a customer: what is known of them, where they are and why. */
@Controller
final class CustomerController {
    private final Owners owners;
    private final OpenTasks tasks;
    private final Peers peers;
    private final LiveStores stores;
    private final LiveModels models;

    CustomerController(Owners owners, OpenTasks tasks, Peers peers, LiveStores stores, LiveModels models) {
        this.owners = owners;
        this.tasks = tasks;
        this.peers = peers;
        this.stores = stores;
        this.models = models;
    }

    /**
     * A customer, whichever instance has them.
     *
     * @param id customer id
     * @return 200; 404 where there is no such customer; 503 with Retry-After while that cannot be told, as their partition moves
     *     or the instance that has it does not answer
     */
    @Get("/customers/{id}")
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> customer(String id) {
        return orNotNow(() -> {
            Owners.Owner owner = owners.of(id);
            Object found = tasks.isOpen(owner.partition()) ? here(owner, id) : peers.customer(owner, id);
            return found == null
                    ? Problem.response(HttpStatus.NOT_FOUND, "there is no customer '%s'".formatted(id))
                    : HttpResponse.ok(found).contentType(MediaType.APPLICATION_JSON_TYPE);
        });
    }

    /**
     * A customer of this instance, for another one.
     *
     * @return 200; 204 where this instance has their partition, and in it no such customer; 503 where it does not have it
     */
    @Get(Peers.PARTS + "/customers/{id}")
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> own(String id) {
        return orNotNow(() -> {
            CustomerView found = here(owners.of(id), id);
            return found == null
                    ? HttpResponse.noContent()
                    : HttpResponse.ok(found).contentType(MediaType.APPLICATION_JSON_TYPE);
        });
    }

    /** Not left to handlers, which are no longer there for who asks while the instance stops. */
    private static HttpResponse<?> orNotNow(Supplier<HttpResponse<?>> answer) {
        try {
            return answer.get();
        } catch (NotNowException | InvalidStateStoreException e) {
            return Problem.notNow(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable CustomerView here(Owners.Owner owner, String id) {
        byte[] stored = stores.customer(owner.partition(), id);
        return stored == null
                ? null
                : CustomerView.of(id, Customer.decode(stored), models.inForce().values(), stores.now(), stores.decay());
    }
}
