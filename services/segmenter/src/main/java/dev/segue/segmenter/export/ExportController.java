package dev.segue.segmenter.export;

import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmenter.live.ClockMode;
import dev.segue.segmenter.live.SegmenterTopology;
import dev.segue.segmenter.model.Models;
import dev.segue.segmenter.service.SegmenterConfig;
import dev.segue.segmenter.service.SegmenterService;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** Serves all customers of this instance as one CSV file, for audit. */
@Controller
final class ExportController {
    private static final Logger LOG = LoggerFactory.getLogger(ExportController.class);

    private final SegmenterService segmenter;
    private final SegmenterConfig config;
    private final SchemaRegistry registry;

    ExportController(SegmenterService segmenter, SegmenterConfig config, SchemaRegistry registry) {
        this.segmenter = segmenter;
        this.config = config;
        this.registry = registry;
    }

    /**
     * All customers, one row each.
     *
     * @param segmentation whose segment stands in the column {@code segment}
     * @return 503 with Retry-After while the stores are not open
     */
    @Get(uri = "/customers.csv", produces = MediaType.TEXT_CSV)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> customers(@QueryValue(defaultValue = "value") String segmentation) {
        KafkaStreams streams = segmenter.streams();
        if (streams == null || streams.state() != KafkaStreams.State.RUNNING) {
            return notNow("the segmenter is " + segmenter.state());
        }
        try {
            ReadOnlyKeyValueStore<String, byte[]> customers = streams.store(StoreQueryParameters.fromNameAndType(
                    SegmenterTopology.CUSTOMERS, QueryableStoreTypes.keyValueStore()));
            Scorer inForce = inForce(streams, segmentation);
            CustomerTable table = CustomerTable.empty(
                    segmentation,
                    slugs(inForce),
                    inForce == null ? null : inForce.model().value(),
                    now(streams),
                    Decay.halfLife(config.segmenter().halfLife()));
            // Once through for the names of the columns, then again for the rows.
            try (KeyValueIterator<String, byte[]> all = customers.all()) {
                while (all.hasNext()) {
                    table.note(Customer.decode(all.next().value));
                }
            }
            return HttpResponse.ok(Flux.using(
                    () -> new CsvRows(table, customers.all()), rows -> Flux.fromIterable(() -> rows), CsvRows::close));
        } catch (InvalidStateStoreException e) {
            LOG.info("export refused: {}", e.getMessage());
            return notNow("the stores are not open: " + e.getMessage());
        }
    }

    private @Nullable Scorer inForce(KafkaStreams streams, String segmentation) {
        ReadOnlyKeyValueStore<String, byte[]> store =
                streams.store(StoreQueryParameters.fromNameAndType(Models.STORE, QueryableStoreTypes.keyValueStore()));
        Models models = new Models(
                store,
                new AvroDeserializer<>(registry, Topic.SEGMENT_MODELS.schemas()),
                new TopicCatalogue(config.prefix()).name(Topic.SEGMENT_MODELS),
                Decay.halfLife(config.segmenter().halfLife()),
                () -> 0);
        models.refresh();
        return models.inForce(segmentation);
    }

    private static UnaryOperator<String> slugs(@Nullable Scorer scorer) {
        return id -> {
            int index = scorer == null ? -1 : scorer.model().indexOf(id);
            return scorer == null || index < 0
                    ? id
                    : scorer.model().segments().get(index).slug();
        };
    }

    /** One moment for all customers: on event time the latest of the tasks' clocks. */
    private long now(KafkaStreams streams) {
        if (config.clock() == ClockMode.WALL) {
            return System.currentTimeMillis();
        }
        ReadOnlyKeyValueStore<String, Long> clocks = streams.store(
                StoreQueryParameters.fromNameAndType(SegmenterTopology.CLOCK, QueryableStoreTypes.keyValueStore()));
        long latest = 0;
        try (KeyValueIterator<String, Long> all = clocks.all()) {
            while (all.hasNext()) {
                KeyValue<String, Long> clock = all.next();
                latest = Math.max(latest, clock.value);
            }
        }
        return latest;
    }

    private static HttpResponse<?> notNow(String why) {
        return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "2")
                .contentType(MediaType.of("application/problem+json"))
                .body(new Problem("about:blank", "Service Unavailable", HttpStatus.SERVICE_UNAVAILABLE.getCode(), why));
    }
}
