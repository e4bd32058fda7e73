package dev.segue.console.api;

import dev.segue.console.answers.ModelDifference;
import dev.segue.console.answers.ModelVersion;
import dev.segue.console.answers.ModelVersions;
import dev.segue.console.answers.SegmentationStates;
import dev.segue.console.models.ModelReports;
import dev.segue.console.models.Models;
import dev.segue.console.models.ReportView;
import dev.segue.console.relay.Answer;
import dev.segue.console.relay.Question;
import dev.segue.console.relay.Services;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Models: their versions, and how they came about. */
@Controller("/api/v1")
@Fails.Always
@Tag(name = "Models", description = "Versions of models, choosing between them, and what a spec or a playbook would do")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ModelsController {
    static final String ETAG = "tells how all versions of the segmentation stand";

    private final Services services;
    private final ModelReports reports;
    private final Models models;
    private final ObjectMapper json;

    ModelsController(Services services, ModelReports reports, Models models, ObjectMapper json) {
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

    /** A path of the trainer about a segmentation. */
    static String path(String segmentation, String rest) {
        return "/segmentations/%s/%s".formatted(Question.encoded(segmentation), rest);
    }
}
