package dev.segue.trainer.api;

import dev.segue.spec.SpecException;
import dev.segue.spec.SpecReader;
import dev.segue.trainer.StaleVersionException;
import dev.segue.trainer.Trainer;
import dev.segue.trainer.TrainingRefusedException;
import dev.segue.trainer.publish.VersionRefusedException;
import dev.segue.trainer.publish.Versions;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import java.util.function.Function;

/** Versions of models: what there is, which is in force, and trying a specification without publishing anything. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
final class ModelsController {
    private final Trainer trainer;

    ModelsController(Trainer trainer) {
        this.trainer = trainer;
    }

    /**
     * All versions of a segmentation's model, the newest first.
     *
     * @return 200 with an ETag; 404 where there is no such segmentation
     */
    @Get("/segmentations/{id}/models")
    HttpResponse<?> versions(String id) {
        return answer(id, trainer.versions(id), VersionsSummary::of);
    }

    /**
     * A version.
     *
     * @return 200 with the ETag of all versions; 404 where there is no such segmentation or version
     */
    @Get("/segmentations/{id}/models/{version}")
    HttpResponse<?> version(String id, long version) {
        return answer(
                id,
                trainer.versions(id),
                versions -> ModelSummary.of(versions.version(version), versions.standing(versions.version(version))));
    }

    /**
     * Two versions side by side.
     *
     * @return 200; 404 where there is no such segmentation or version
     */
    @Get("/segmentations/{id}/diff")
    HttpResponse<?> diff(String id, @QueryValue long from, @QueryValue long to) {
        return trainer.difference(id, from, to)
                .<MutableHttpResponse<?>>map(difference -> json(DifferenceSummary.of(difference)))
                .orElseGet(() -> unknown(id));
    }

    /**
     * Puts a version in force that is held or was dropped.
     *
     * @param version which; the one held where it is not given
     * @param seen ETag of the versions as seen; where it is given and they changed since, nothing is done
     * @return 200 with all versions; 404, 409 where that cannot be done as things stand, 412, 503
     */
    @Post("/segmentations/{id}/promote")
    HttpResponse<?> promote(
            String id, @QueryValue @Nullable Long version, @Header(HttpHeaders.IF_MATCH) @Nullable String seen) {
        return answer(id, trainer.promote(id, unquoted(seen), version), VersionsSummary::of);
    }

    /** Turns a version down that is held; as {@link #promote}. */
    @Post("/segmentations/{id}/drop")
    HttpResponse<?> drop(
            String id, @QueryValue @Nullable Long version, @Header(HttpHeaders.IF_MATCH) @Nullable String seen) {
        return answer(id, trainer.drop(id, unquoted(seen), version), VersionsSummary::of);
    }

    /** Puts a version in force again that was before, the last one where none is named; as {@link #promote}. */
    @Post("/segmentations/{id}/rollback")
    HttpResponse<?> rollBack(
            String id, @QueryValue @Nullable Long version, @Header(HttpHeaders.IF_MATCH) @Nullable String seen) {
        return answer(id, trainer.rollBack(id, unquoted(seen), version), VersionsSummary::of);
    }

    /**
     * Trains by the specification in the body on the customers of now, and publishes nothing.
     *
     * @return 200 with the model; 409 where it cannot be trained as things are; 422 where the specification cannot be used
     */
    @Post("/dry-runs")
    @Consumes({"application/yaml", "application/x-yaml", MediaType.TEXT_PLAIN})
    HttpResponse<?> dryRun(@Body @Nullable String yaml) {
        String text = yaml == null ? "" : yaml;
        return json(ModelSummary.tried(trainer.rehearse(SpecReader.parse("specification", text))));
    }

    @Error
    HttpResponse<?> refused(VersionRefusedException e) {
        return Problem.response(
                e.unknown() ? HttpStatus.NOT_FOUND : HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
    }

    @Error
    HttpResponse<?> stale(StaleVersionException e) {
        return Problem.response(HttpStatus.PRECONDITION_FAILED, String.valueOf(e.getMessage()));
    }

    @Error
    HttpResponse<?> notNow(TrainingRefusedException e) {
        return Problem.response(e);
    }

    @Error
    HttpResponse<?> notASpecification(SpecException e) {
        return Problem.response(HttpStatus.UNPROCESSABLE_ENTITY, String.valueOf(e.getMessage()));
    }

    private HttpResponse<?> answer(String id, Optional<Versions> versions, Function<Versions, Object> body) {
        return versions.<MutableHttpResponse<?>>map(
                        all -> json(body.apply(all)).header(HttpHeaders.ETAG, '"' + all.tag() + '"'))
                .orElseGet(() -> unknown(id));
    }

    private static MutableHttpResponse<?> json(Object body) {
        return HttpResponse.ok(body).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    private MutableHttpResponse<?> unknown(String id) {
        return Problem.unknownSegmentation(id, trainer.ids());
    }

    /** {@code *} is whatever there is. */
    private static @Nullable String unquoted(@Nullable String seen) {
        return seen == null || seen.equals("*") ? null : seen.replace("\"", "");
    }
}
