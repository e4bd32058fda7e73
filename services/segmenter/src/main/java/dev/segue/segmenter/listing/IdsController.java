package dev.segue.segmenter.listing;

import dev.segue.segmenter.cluster.Gathering;
import dev.segue.segmenter.cluster.LiveStores;
import dev.segue.segmenter.cluster.Peers;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.GenericArgument;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Serves the ids of the customers there are. */
@Controller
final class IdsController {
    private static final String PATH = "/customers";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Argument<PagePart<IdView>> PART = new GenericArgument<>() {};

    private final LiveStores stores;
    private final Gathering gathering;

    IdsController(LiveStores stores, Gathering gathering) {
        this.stores = stores;
        this.gathering = gathering;
    }

    /**
     * Customers of all instances whose ids begin alike, in the order of their ids' octets.
     *
     * @param prefix what they begin with; empty for all customers
     * @param cursor of the page before
     * @param limit how many at most
     * @return 400 for a limit or a cursor that is none; 503 with Retry-After while not all instances answer
     */
    @Get(PATH)
    @ExecuteOn(TaskExecutors.IO)
    Page<IdView> customers(
            @QueryValue(defaultValue = "") String prefix,
            @Nullable @QueryValue String cursor,
            @QueryValue(defaultValue = PageRequest.DEFAULT) int limit) {
        PageRequest page = PageRequest.of(cursor, limit);
        return PagePart.merged(
                gathering.ask(
                        () -> part(prefix, page),
                        PATH + page.query() + "&prefix=" + Peers.encoded(prefix),
                        null,
                        PATIENCE,
                        PART),
                limit);
    }

    /** The same of this instance, for another one. */
    @Get(Peers.PARTS + PATH)
    @ExecuteOn(TaskExecutors.IO)
    PagePart<IdView> own(
            @QueryValue(defaultValue = "") String prefix, @Nullable @QueryValue String after, @QueryValue int limit) {
        return part(prefix, new PageRequest(after, limit));
    }

    private PagePart<IdView> part(String prefix, PageRequest page) {
        return PagePart.of(stores.customers(), page, prefix, (id, stored) -> new IdView(id));
    }
}
