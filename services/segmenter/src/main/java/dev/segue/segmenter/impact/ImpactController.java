package dev.segue.segmenter.impact;

import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmenter.cluster.Clocks;
import dev.segue.segmenter.cluster.Gathering;
import dev.segue.segmenter.cluster.LiveModels;
import dev.segue.segmenter.cluster.Peers;
import dev.segue.segmenter.service.Problem;
import dev.segue.spec.SpecException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Tells whom a condition holds for. */
@Controller
final class ImpactController {
    private static final String PATH = "/segmentations/{segmentation}/impacted";
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Impacts impacts;
    private final LiveModels models;
    private final Clocks clocks;
    private final Gathering gathering;
    private final JsonMapper json;

    ImpactController(Impacts impacts, LiveModels models, Clocks clocks, Gathering gathering, JsonMapper json) {
        this.impacts = impacts;
        this.models = models;
        this.clocks = clocks;
        this.gathering = gathering;
        this.json = json;
    }

    /**
     * How many customers a condition holds for, of all instances and by segment. All customers are looked at.
     *
     * @param body an object with the condition, in the words of playbooks, under {@code when}
     * @return 400 for what is no JSON; 404 where the segmentation has no model; 422 where the condition cannot be used, with all
     *     that is wrong; 503 with Retry-After while not all instances answer
     */
    @Post(PATH)
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @ExecuteOn(
            TaskExecutors
                    .IO) // Not on virtual threads: a pass over a store would keep their few carriers from all others.
    HttpResponse<?> impacted(String segmentation, @Body String body) {
        Scorer scorer = models.inForce(segmentation);
        if (scorer == null) {
            return Problem.response(
                    HttpStatus.NOT_FOUND, "there is no model of a segmentation '%s'".formatted(segmentation));
        }
        try {
            json.readValue(body, Argument.of(JsonNode.class));
            impacts.audience(body, scorer);
        } catch (IOException e) {
            return Problem.response(HttpStatus.BAD_REQUEST, "the condition is no JSON: " + e.getMessage());
        } catch (SpecException e) {
            return Problem.response(HttpStatus.UNPROCESSABLE_ENTITY, String.valueOf(e.getMessage()));
        }
        ImpactQuestion question = new ImpactQuestion(body, scorer.model().version(), clocks.now());
        List<ImpactPart> parts = gathering.ask(
                () -> impacts.part(segmentation, question),
                "/segmentations/%s/impacted".formatted(Peers.encoded(segmentation)),
                question,
                PATIENCE,
                Argument.of(ImpactPart.class));
        List<String> segments =
                scorer.model().segments().stream().map(Segment::id).toList();
        return HttpResponse.ok(ImpactView.of(segmentation, question, segments, parts))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    /** The same of this instance, for another one. */
    @Post(Peers.PARTS + PATH)
    @ExecuteOn(TaskExecutors.IO)
    ImpactPart own(String segmentation, @Body ImpactQuestion question) {
        return impacts.part(segmentation, question);
    }
}
