package dev.segue.segmenter.export;

import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.strategy.Playbook;
import dev.segue.segmentation.strategy.Strategies;
import dev.segue.segmenter.service.Problem;
import dev.segue.spec.PlaybookReader;
import dev.segue.spec.SpecException;
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
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** Tells what a playbook would do for the customers of this instance, if it were in force now. */
@Controller
final class PlaybookController {
    private final LiveStores stores;

    PlaybookController(LiveStores stores) {
        this.stores = stores;
    }

    /**
     * How many customers would get what. Nothing is written or sent.
     *
     * @param yaml the playbook
     * @param file its name, for messages
     * @return 422 where the playbook cannot be used, with all that is wrong; 409 where its segmentation has no model yet; 503 with
     *     Retry-After while the stores are not open
     */
    @Post("/playbooks/dry-run")
    @Consumes("application/yaml") // RFC 9512; Micronaut has the older name only
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> dryRun(@Body String yaml, @QueryValue(defaultValue = "the playbook") String file) {
        try {
            Playbook playbook = PlaybookReader.parse(file, yaml);
            Scorer scorer = stores.models().inForce(playbook.segmentation());
            if (scorer == null) {
                return Problem.response(
                        HttpStatus.CONFLICT,
                        "%s has no model yet, so nobody has a segment or a role".formatted(playbook.segmentation()));
            }
            Strategies strategies = new Strategies(playbook, scorer.model(), stores.decay());
            CustomerDryRun run = new CustomerDryRun(strategies, stores.outcomes(), stores.now());
            run.addAll(stores.customers());
            return HttpResponse.ok(run.view(scorer.model().version())).contentType(MediaType.APPLICATION_JSON_TYPE);
        } catch (SpecException e) {
            return Problem.response(HttpStatus.UNPROCESSABLE_ENTITY, String.valueOf(e.getMessage()));
        } catch (InvalidStateStoreException e) {
            return Problem.notNow("the stores are not open: " + e.getMessage());
        }
    }
}
