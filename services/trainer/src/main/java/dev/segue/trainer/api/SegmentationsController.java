package dev.segue.trainer.api;

import dev.segue.trainer.Trainer;
import dev.segue.trainer.TrainingRefusedException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** Segmentations: how they stand, and training one now. */
@Controller("/segmentations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SegmentationsController {
    private final Trainer trainer;

    SegmentationsController(Trainer trainer) {
        this.trainer = trainer;
    }

    /** How every segmentation stands. */
    @Get
    List<SegmentationSummary> segmentations() {
        return trainer.segmentations().stream().map(SegmentationSummary::of).toList();
    }

    /**
     * Trains a segmentation and publishes the model, or holds it where the gate does not let it through.
     *
     * @return 201 with the model; 404 where there is no such segmentation; 409 where it cannot be trained as things
     *     are; 503 where it most likely can be in a moment
     */
    @Post("/{id}/models")
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    HttpResponse<?> train(String id) {
        try {
            return trainer.train(id)
                    .<MutableHttpResponse<?>>map(model ->
                            HttpResponse.created(ModelSummary.of(model)).contentType(MediaType.APPLICATION_JSON_TYPE))
                    .orElseGet(() -> Problem.unknownSegmentation(id, trainer.ids()));
        } catch (TrainingRefusedException e) {
            return Problem.response(e);
        }
    }
}
