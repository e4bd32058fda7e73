package dev.segue.console.api;

import dev.segue.console.access.Askers;
import dev.segue.console.answers.ModelVersion;
import dev.segue.console.answers.ModelVersions;
import dev.segue.console.audit.Audit;
import dev.segue.console.relay.Question;
import dev.segue.console.relay.Services;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.Map;

/** Training models, and choosing between their versions: once each, and written down. */
@Controller("/api/v1/segmentations/{segmentation}")
@Fails.Always
@Tag(name = "Models")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ModelChoicesController {
    private final Services services;
    private final Askers askers;
    private final Audit audit;
    private final Once once;

    ModelChoicesController(Services services, Askers askers, Audit audit, Once once) {
        this.services = services;
        this.askers = askers;
        this.audit = audit;
        this.once = once;
    }

    /**
     * Trains a segmentation now. The new version comes into force, or is held where the gate does not let it through.
     *
     * @param segmentation its id
     * @param key whatever names this request, such as a UUID: asked for again under the same key, it is not done again
     */
    @Post("/models")
    @ApiResponse(
            responseCode = "201",
            description = "The version trained",
            content = @Content(schema = @Schema(implementation = ModelVersion.class)))
    @Fails.NotFound
    @Fails.Conflict
    @Fails.NotNow
    @Fails.OtherRequest
    HttpResponse<?> train(HttpRequest<?> request, String segmentation, @Header(Once.KEY) @Nullable String key) {
        return act(
                request,
                key,
                "train",
                Map.of("segmentation", segmentation),
                Question.post(ModelsController.path(segmentation, "models")));
    }

    /**
     * Puts a version in force that is held or was dropped. Customers are looked at under it, cause {@code MODEL}.
     *
     * @param segmentation its id
     * @param version its number; that of the one held where it is not given
     * @param seen ETag of the versions as seen; where they changed since, nothing is done
     * @param key whatever names this request, such as a UUID: asked for again under the same key, it is not done again
     */
    @Post("/promote")
    @ApiResponse(
            responseCode = "200",
            description = "All versions as they stand now",
            headers =
                    @io.swagger.v3.oas.annotations.headers.Header(
                            name = HttpHeaders.ETAG,
                            description = ModelsController.ETAG,
                            schema = @Schema(implementation = String.class)),
            content = @Content(schema = @Schema(implementation = ModelVersions.class)))
    @Fails.NotFound
    @Fails.Conflict
    @Fails.Stale
    @Fails.OtherRequest
    @Fails.NotNow
    HttpResponse<?> promote(
            HttpRequest<?> request,
            String segmentation,
            @QueryValue @Nullable Long version,
            @Header(HttpHeaders.IF_MATCH) @Nullable String seen,
            @Header(Once.KEY) @Nullable String key) {
        return choose(request, key, segmentation, "promote", version, seen);
    }

    /**
     * Turns a version down that is held. Nobody is moved.
     *
     * @param segmentation its id
     * @param version its number; that of the one held where it is not given
     * @param seen ETag of the versions as seen; where they changed since, nothing is done
     * @param key whatever names this request, such as a UUID: asked for again under the same key, it is not done again
     */
    @Post("/drop")
    @ApiResponse(
            responseCode = "200",
            description = "All versions as they stand now",
            headers =
                    @io.swagger.v3.oas.annotations.headers.Header(
                            name = HttpHeaders.ETAG,
                            description = ModelsController.ETAG,
                            schema = @Schema(implementation = String.class)),
            content = @Content(schema = @Schema(implementation = ModelVersions.class)))
    @Fails.NotFound
    @Fails.Conflict
    @Fails.Stale
    @Fails.OtherRequest
    @Fails.NotNow
    HttpResponse<?> drop(
            HttpRequest<?> request,
            String segmentation,
            @QueryValue @Nullable Long version,
            @Header(HttpHeaders.IF_MATCH) @Nullable String seen,
            @Header(Once.KEY) @Nullable String key) {
        return choose(request, key, segmentation, "drop", version, seen);
    }

    /**
     * Puts a version in force again that was before. Those published after it are dropped, and customers go back to where they were.
     *
     * @param segmentation its id
     * @param version its number; that of the one in force before where it is not given
     * @param seen ETag of the versions as seen; where they changed since, nothing is done
     * @param key whatever names this request, such as a UUID: asked for again under the same key, it is not done again
     */
    @Post("/rollback")
    @ApiResponse(
            responseCode = "200",
            description = "All versions as they stand now",
            headers =
                    @io.swagger.v3.oas.annotations.headers.Header(
                            name = HttpHeaders.ETAG,
                            description = ModelsController.ETAG,
                            schema = @Schema(implementation = String.class)),
            content = @Content(schema = @Schema(implementation = ModelVersions.class)))
    @Fails.NotFound
    @Fails.Conflict
    @Fails.Stale
    @Fails.OtherRequest
    @Fails.NotNow
    HttpResponse<?> rollBack(
            HttpRequest<?> request,
            String segmentation,
            @QueryValue @Nullable Long version,
            @Header(HttpHeaders.IF_MATCH) @Nullable String seen,
            @Header(Once.KEY) @Nullable String key) {
        return choose(request, key, segmentation, "rollback", version, seen);
    }

    private HttpResponse<?> choose(
            HttpRequest<?> request,
            @Nullable String key,
            String segmentation,
            String what,
            @Nullable Long version,
            @Nullable String seen) {
        Map<String, String> target = new HashMap<>(Map.of("segmentation", segmentation));
        if (version != null) {
            target.put("version", version.toString());
        }
        String query = version == null ? "" : "?version=" + version;
        Question question =
                Question.post(ModelsController.path(segmentation, what + query)).with(HttpHeaders.IF_MATCH, seen);
        return act(request, key, what, target, question);
    }

    /** Has the trainer do something, once, and writes down who asked for it. */
    private HttpResponse<?> act(
            HttpRequest<?> request,
            @Nullable String key,
            String action,
            Map<String, String> target,
            Question question) {
        return once.answer(
                request,
                key,
                () -> audit.record(
                        askers.required(request),
                        action,
                        target,
                        () -> services.trainer(question).handOn()));
    }
}
