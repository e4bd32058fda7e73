package dev.segue.segmenter.export;

import dev.segue.segmenter.cluster.Clocks;
import dev.segue.segmenter.cluster.Gathering;
import dev.segue.segmenter.cluster.Peers;
import dev.segue.segmenter.cluster.StreamedPart;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Serves all customers as one CSV file, for audit. */
@Controller
final class ExportController {
    private static final String COLUMNS = "/customers/columns";
    private static final String ROWS = "/customers/rows";
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final CustomerTables tables;
    private final Clocks clocks;
    private final Gathering gathering;

    ExportController(CustomerTables tables, Clocks clocks, Gathering gathering) {
        this.tables = tables;
        this.clocks = clocks;
        this.gathering = gathering;
    }

    /**
     * All customers of all instances, one row each.
     *
     * @param segmentation whose segment stands in the column {@code segment}
     * @return 500 where a customer cannot be read, who would be missing; 503 with Retry-After while not all instances answer
     */
    @Get(uri = "/customers.csv", produces = MediaType.TEXT_CSV)
    @ExecuteOn(
            TaskExecutors
                    .IO) // Not on virtual threads: a pass over a store would keep their few carriers from all others.
    HttpResponse<?> customers(@QueryValue(defaultValue = "value") String segmentation) {
        TableQuestion first =
                new TableQuestion(segmentation, tables.modelVersion(segmentation), clocks.now(), new TreeSet<>());
        // Once through for the names of the columns, then again for the rows.
        SortedSet<String> further = new TreeSet<>();
        gathering
                .ask(() -> tables.columns(first), COLUMNS, first, PATIENCE, Argument.of(ColumnsPart.class))
                .forEach(part -> further.addAll(part.further()));
        TableQuestion question = new TableQuestion(segmentation, first.modelVersion(), first.now(), further);
        String header = CsvRows.text(tables.table(question).header());
        List<StreamedPart> parts = gathering.stream(() -> tables.rows(question), ROWS, question, PATIENCE);
        return HttpResponse.ok(Flux.just(header).concatWith(text(parts)));
    }

    /** The columns that this instance's customers need, for another one. */
    @Post(Peers.PARTS + COLUMNS)
    @ExecuteOn(TaskExecutors.IO)
    ColumnsPart columns(@Body TableQuestion question) {
        return tables.columns(question);
    }

    /** The rows of this instance's customers, for another one; without the header. */
    @Post(Peers.PARTS + ROWS)
    @Produces(MediaType.TEXT_CSV)
    @ExecuteOn(TaskExecutors.IO)
    HttpResponse<?> rows(@Body TableQuestion question) {
        StreamedPart part = tables.rows(question);
        return HttpResponse.ok(text(List.of(part))).header(Gathering.PARTITIONS, Gathering.header(part.partitions()));
    }

    /** On a thread of its own, for it reads stores and waits for other instances. */
    private static Flux<String> text(List<StreamedPart> parts) {
        return Flux.using(
                        () -> parts,
                        all -> Flux.fromIterable(all).concatMap(part -> Flux.fromIterable(part::text), 1),
                        all -> all.forEach(StreamedPart::discard))
                .subscribeOn(Schedulers.boundedElastic());
    }
}
