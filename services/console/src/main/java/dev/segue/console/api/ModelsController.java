package dev.segue.console.api;

import dev.segue.console.access.Askers;
import dev.segue.console.answers.ModelDifference;
import dev.segue.console.answers.ModelVersion;
import dev.segue.console.answers.ModelVersions;
import dev.segue.console.answers.PlaybookRehearsal;
import dev.segue.console.answers.SegmentationStates;
import dev.segue.console.audit.Audit;
import dev.segue.console.models.ModelReports;
import dev.segue.console.models.Models;
import dev.segue.console.models.ReportView;
import dev.segue.console.relay.Answer;
import dev.segue.console.relay.Question;
import dev.segue.console.relay.Services;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Models: their versions and how they came about, choosing between them, and what a spec or a playbook would do. */
@Controller("/api/v1")
@Fails.Always
@Tag(name = "Models", description = "Versions of models, choosing between them, and what a spec or a playbook would do")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ModelsController {
    private static final String ETAG = "tells how all versions of the segmentation stand";

    private final Services services;
    private final ModelReports reports;
    private final Models models;
    private final Askers askers;
    private final Audit audit;
    private final ObjectMapper json;
    private final Once once;

    ModelsController(
            Services services,
            ModelReports reports,
            Models models,
            Askers askers,
            Audit audit,
            ObjectMapper json,
            Once once) {
        this.once = once;
        this.askers = askers;
        this.audit = audit;
        this.models = models;
        this.json = json;
        this.services = services;
        this.reports = reports;
    }

    /**
     * How every segmentation stands. All on one page.
     */
    @Get("/segmentations")
    @ApiResponse(
            responseCode = "200",
            description = "All segmentations",
            content = @Content(schema = @Schema(implementation = SegmentationStates.class)))
    @Fails.NotNow
    HttpResponse<?> segmentations() throws IOException {
        Answer answer = services.trainer(Question.get("/segmentations"));
        if (!answer.ok()) {
            return answer.handOn();
        }
        List<Map<String, Object>> found =
                json.readValue(answer.body(), Argument.listOf(Argument.mapOf(String.class, Object.class)));
        List<Map<String, Object>> all = found == null ? List.of() : found;
        all.forEach(
                segmentation -> segmentation.put("held_version", models.held(String.valueOf(segmentation.get("id")))));
        return HttpResponse.ok(new Page<>(all, null, false));
    }

    /**
     * All versions of a segmentation's model. The newest first, with an ETag to send back as {@code If-Match} when one is chosen.
     *
     * @param segmentation its id
     */
    @Get("/segmentations/{segmentation}/models")
    @Unchanged.Possible
    @ApiResponse(
            responseCode = "200",
            description = "All versions",
            headers =
                    @io.swagger.v3.oas.annotations.headers.Header(
                            name = HttpHeaders.ETAG,
                            description = ETAG,
                            schema = @Schema(implementation = String.class)),
            content = @Content(schema = @Schema(implementation = ModelVersions.class)))
    @Fails.NotFound
    @Fails.NotNow
    HttpResponse<?> versions(String segmentation) {
        return services.trainer(Question.get(path(segmentation, "models"))).handOn();
    }

    /**
     * A version of a model. Its segments, how good it is, what became of the former ones, what the gate said, whom it moves.
     *
     * @param segmentation its id
     * @param version its number, 1 or more
     */
    @Get("/segmentations/{segmentation}/models/{version}")
    @Unchanged.Possible
    @ApiResponse(
            responseCode = "200",
            description = "The version",
            headers =
                    @io.swagger.v3.oas.annotations.headers.Header(
                            name = HttpHeaders.ETAG,
                            description = ETAG,
                            schema = @Schema(implementation = String.class)),
            content = @Content(schema = @Schema(implementation = ModelVersion.class)))
    @Fails.NotFound
    @Fails.NotNow
    HttpResponse<?> version(String segmentation, long version) {
        return services.trainer(Question.get(path(segmentation, "models/" + version)))
                .handOn();
    }

    /**
     * How a version came about. The numbers of segments tried, why that many, whether there is any structure at all.
     *
     * @param segmentation its id
     * @param version its number, 1 or more
     */
    @Get("/segmentations/{segmentation}/models/{version}/report")
    @ApiResponse(
            responseCode = "200",
            description = "The report",
            headers =
                    @io.swagger.v3.oas.annotations.headers.Header(
                            name = HttpHeaders.ETAG,
                            description = "another where the report is another",
                            schema = @Schema(implementation = String.class)),
            content = @Content(schema = @Schema(implementation = ReportView.class)))
    @Unchanged.Possible
    @Fails.NotFound
    HttpResponse<ReportView> report(String segmentation, long version) throws IOException {
        ReportView report = reports.of(segmentation, version)
                .map(ReportView::of)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND, "no report is kept of %s v%d".formatted(segmentation, version)));
        // The same at every console, and another one where numbers of versions begin anew.
        String tag = UUID.nameUUIDFromBytes(json.writeValueAsBytes(report)).toString();
        return HttpResponse.ok(report).header(HttpHeaders.ETAG, '"' + tag + '"');
    }

    /**
     * Two versions side by side. Their segments, and who of the sampled customers would move.
     *
     * @param segmentation its id
     * @param from number of the one
     * @param to number of the other
     */
    @Get("/segmentations/{segmentation}/diff")
    @ApiResponse(
            responseCode = "200",
            description = "Both versions",
            content = @Content(schema = @Schema(implementation = ModelDifference.class)))
    @Fails.NotFound
    @Fails.NotNow
    HttpResponse<?> diff(String segmentation, @QueryValue long from, @QueryValue long to) {
        return services.trainer(Question.get(path(segmentation, "diff?from=%d&to=%d".formatted(from, to))))
                .handOn();
    }

    /**
     * Trains a segmentation now. The new version comes into force, or is held where the gate does not let it through.
     *
     * @param segmentation its id
     * @param key whatever names this request, such as a UUID: asked for again under the same key, it is not done again
     */
    @Post("/segmentations/{segmentation}/models")
    @ApiResponse(
            responseCode = "201",
            description = "The version trained",
            content = @Content(schema = @Schema(implementation = ModelVersion.class)))
    @Fails.NotFound
    @Fails.Conflict
    @Fails.NotNow
    @Fails.OtherRequest
    HttpResponse<?> train(HttpRequest<?> request, String segmentation, @Header(Once.KEY) @Nullable String key) {
        return once.answer(
                request,
                key,
                () -> audit.record(
                        askers.required(request),
                        "train",
                        Map.of("segmentation", segmentation),
                        () -> services.trainer(Question.post(path(segmentation, "models")))
                                .handOn()));
    }

    /**
     * Puts a version in force that is held or was dropped. Customers are looked at under it, cause {@code MODEL}.
     *
     * @param segmentation its id
     * @param version its number; that of the one held where it is not given
     * @param seen ETag of the versions as seen; where they changed since, nothing is done
     * @param key whatever names this request, such as a UUID: asked for again under the same key, it is not done again
     */
    @Post("/segmentations/{segmentation}/promote")
    @ApiResponse(
            responseCode = "200",
            description = "All versions as they stand now",
            headers =
                    @io.swagger.v3.oas.annotations.headers.Header(
                            name = HttpHeaders.ETAG,
                            description = ETAG,
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
    @Post("/segmentations/{segmentation}/drop")
    @ApiResponse(
            responseCode = "200",
            description = "All versions as they stand now",
            headers =
                    @io.swagger.v3.oas.annotations.headers.Header(
                            name = HttpHeaders.ETAG,
                            description = ETAG,
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
    @Post("/segmentations/{segmentation}/rollback")
    @ApiResponse(
            responseCode = "200",
            description = "All versions as they stand now",
            headers =
                    @io.swagger.v3.oas.annotations.headers.Header(
                            name = HttpHeaders.ETAG,
                            description = ETAG,
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

    /**
     * What a specification would do. Trains by the one in the body on the customers of now, and publishes nothing.
     *
     * @param yaml the specification
     */
    @Post("/models/dry-run")
    @Consumes({"application/yaml", "application/x-yaml"})
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "application/yaml",
                        schema = @Schema(implementation = String.class, description = "A specification")),
                @Content(
                        mediaType = "application/x-yaml",
                        schema = @Schema(implementation = String.class, description = "A specification"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "The model there would be",
            content = @Content(schema = @Schema(implementation = ModelVersion.class)))
    @Fails.Conflict
    @Fails.WrongBody
    @Fails.Unusable
    @Fails.NotNow
    HttpResponse<?> dryRun(@Body String yaml) {
        return services.trainer(Question.post("/dry-runs", "application/yaml", yaml.getBytes(StandardCharsets.UTF_8)))
                .handOn();
    }

    /**
     * What a playbook would do. How many customers would get what by the one in the body. Nothing is sent.
     *
     * @param yaml the playbook
     */
    @Post("/playbooks/dry-run")
    @Consumes({"application/yaml", "application/x-yaml"})
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "application/yaml",
                        schema = @Schema(implementation = String.class, description = "A playbook")),
                @Content(
                        mediaType = "application/x-yaml",
                        schema = @Schema(implementation = String.class, description = "A playbook"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "How many would get what",
            content = @Content(schema = @Schema(implementation = PlaybookRehearsal.class)))
    @Fails.Conflict
    @Fails.WrongBody
    @Fails.Unusable
    @Fails.NotNow
    HttpResponse<?> playbookDryRun(@Body String yaml) {
        return services.segmenter(
                        Question.post("/playbooks/dry-run", "application/yaml", yaml.getBytes(StandardCharsets.UTF_8)))
                .handOn();
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
        Question question = Question.post(path(segmentation, what + query)).with(HttpHeaders.IF_MATCH, seen);
        return once.answer(
                request,
                key,
                () -> audit.record(
                        askers.required(request),
                        what,
                        target,
                        () -> services.trainer(question).handOn()));
    }

    private static String path(String segmentation, String rest) {
        return "/segmentations/%s/%s".formatted(Question.encoded(segmentation), rest);
    }
}
