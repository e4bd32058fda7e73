package dev.segue.segmenter.export;

import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.strategy.Playbook;
import dev.segue.segmentation.strategy.Strategies;
import dev.segue.segmenter.cluster.Clocks;
import dev.segue.segmenter.cluster.CustomersInOrder;
import dev.segue.segmenter.cluster.Gathering;
import dev.segue.segmenter.cluster.LiveModels;
import dev.segue.segmenter.cluster.LiveStores;
import dev.segue.segmenter.cluster.NotNowException;
import dev.segue.segmenter.cluster.OpenCustomers;
import dev.segue.segmenter.cluster.Peers;
import dev.segue.segmenter.service.Problem;
import dev.segue.spec.PlaybookReader;
import dev.segue.spec.SpecException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;

/** Tells what a playbook would do for all customers, if it were in force now. */
@Controller
final class PlaybookController {
    private static final String PATH = "/playbooks/dry-run";
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final LiveStores stores;
    private final LiveModels models;
    private final Clocks clocks;
    private final Gathering gathering;

    PlaybookController(LiveStores stores, LiveModels models, Clocks clocks, Gathering gathering) {
        this.stores = stores;
        this.models = models;
        this.clocks = clocks;
        this.gathering = gathering;
    }

    /**
     * How many customers would get what. Nothing is written or sent.
     *
     * @param yaml the playbook
     * @param file its name, for messages
     * @return 422 where the playbook cannot be used, with all that is wrong; 409 where its segmentation has no model yet; 503 with
     *     Retry-After while not all instances answer
     */
    @Post(PATH)
    @Consumes("application/yaml") // RFC 9512; Micronaut has the older name only
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @ExecuteOn(
            TaskExecutors
                    .IO) // Not on virtual threads: a pass over a store would keep their few carriers from all others.
    HttpResponse<?> dryRun(@Body String yaml, @QueryValue(defaultValue = "the playbook") String file) {
        try {
            Playbook playbook = PlaybookReader.parse(file, yaml);
            Scorer scorer = models.inForce(playbook.segmentation());
            if (scorer == null) {
                return Problem.response(
                        HttpStatus.CONFLICT,
                        "%s has no model yet, so nobody has a segment or a role".formatted(playbook.segmentation()));
            }
            DryRunPart.Question question =
                    new DryRunPart.Question(file, yaml, scorer.model().version(), clocks.now());
            return HttpResponse.ok(
                            gathering
                                    .ask(() -> part(question), PATH, question, PATIENCE, Argument.of(DryRunPart.class))
                                    .stream()
                                    .map(DryRunPart::run)
                                    .reduce(DryRunView::plus)
                                    .orElseThrow())
                    .contentType(MediaType.APPLICATION_JSON_TYPE);
        } catch (SpecException e) {
            return Problem.response(HttpStatus.UNPROCESSABLE_ENTITY, String.valueOf(e.getMessage()));
        }
    }

    /** The same of this instance's customers, for another one. */
    @Post(Peers.PARTS + PATH)
    @ExecuteOn(TaskExecutors.IO)
    DryRunPart own(@Body DryRunPart.Question question) {
        return part(question);
    }

    private DryRunPart part(DryRunPart.Question question) {
        Playbook playbook = PlaybookReader.parse(question.file(), question.yaml());
        Scorer scorer = models.inForce(playbook.segmentation());
        if (scorer == null || scorer.model().version() != question.modelVersion()) {
            throw new NotNowException(
                    "%s has not v%d in force here".formatted(playbook.segmentation(), question.modelVersion()));
        }
        CustomerDryRun run = new CustomerDryRun(
                new Strategies(playbook, scorer.model(), stores.decay()), stores.outcomes(), question.now());
        OpenCustomers customers = stores.customers();
        try (CustomersInOrder all = customers.from(null)) {
            run.addAll(all);
            all.confirm();
        }
        return new DryRunPart(customers.partitions(), run.view(question.modelVersion()));
    }
}
