package dev.segue.console.api;

import dev.segue.console.access.Askers;
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
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Models: their versions and how they came about, choosing between them, and what a spec or a playbook would do. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ModelsController {
    private final Services services;
    private final ModelReports reports;
    private final Models models;
    private final Askers askers;
    private final Audit audit;
    private final ObjectMapper json;

    ModelsController(
            Services services, ModelReports reports, Models models, Askers askers, Audit audit, ObjectMapper json) {
        this.askers = askers;
        this.audit = audit;
        this.models = models;
        this.json = json;
        this.services = services;
        this.reports = reports;
    }

    /** How every segmentation stands. */
    @Get("/segmentations")
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

    /** All versions of a segmentation's model, the newest first, with an ETag. */
    @Get("/segmentations/{segmentation}/models")
    HttpResponse<?> versions(String segmentation) {
        return services.trainer(Question.get(path(segmentation, "models"))).handOn();
    }

    /** A version. */
    @Get("/segmentations/{segmentation}/models/{version}")
    HttpResponse<?> version(String segmentation, long version) {
        return services.trainer(Question.get(path(segmentation, "models/" + version)))
                .handOn();
    }

    /** How a version came about: the numbers of segments tried, why that many, whether there is any structure at all. */
    @Get("/segmentations/{segmentation}/models/{version}/report")
    ReportView report(String segmentation, long version) {
        return reports.of(segmentation, version)
                .map(ReportView::of)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND, "no report is kept of %s v%d".formatted(segmentation, version)));
    }

    /** Two versions side by side. */
    @Get("/segmentations/{segmentation}/diff")
    HttpResponse<?> diff(String segmentation, @QueryValue long from, @QueryValue long to) {
        return services.trainer(Question.get(path(segmentation, "diff?from=%d&to=%d".formatted(from, to))))
                .handOn();
    }

    /** Trains a segmentation now. */
    @Post("/segmentations/{segmentation}/models")
    HttpResponse<?> train(HttpRequest<?> request, String segmentation) {
        return audit.record(
                askers.required(request),
                "train",
                Map.of("segmentation", segmentation),
                () -> services.trainer(Question.post(path(segmentation, "models")))
                        .handOn());
    }

    /**
     * Puts a version in force that is held or was dropped.
     *
     * @param version which; the one held where it is not given
     * @param seen ETag of the versions as seen; where they changed since, nothing is done
     */
    @Post("/segmentations/{segmentation}/promote")
    HttpResponse<?> promote(
            HttpRequest<?> request,
            String segmentation,
            @QueryValue @Nullable Long version,
            @Header(HttpHeaders.IF_MATCH) @Nullable String seen) {
        return choose(request, segmentation, "promote", version, seen);
    }

    /** Turns a version down that is held; as {@link #promote}. */
    @Post("/segmentations/{segmentation}/drop")
    HttpResponse<?> drop(
            HttpRequest<?> request,
            String segmentation,
            @QueryValue @Nullable Long version,
            @Header(HttpHeaders.IF_MATCH) @Nullable String seen) {
        return choose(request, segmentation, "drop", version, seen);
    }

    /** Puts a version in force again that was before, the last one where none is named; as {@link #promote}. */
    @Post("/segmentations/{segmentation}/rollback")
    HttpResponse<?> rollBack(
            HttpRequest<?> request,
            String segmentation,
            @QueryValue @Nullable Long version,
            @Header(HttpHeaders.IF_MATCH) @Nullable String seen) {
        return choose(request, segmentation, "rollback", version, seen);
    }

    /** Trains by the specification in the body on the customers of now, and publishes nothing. */
    @Post("/models/dry-run")
    @Consumes({"application/yaml", "application/x-yaml"})
    HttpResponse<?> dryRun(@Body byte[] yaml) {
        return services.trainer(Question.post("/dry-runs", "application/yaml", yaml))
                .handOn();
    }

    /** How many customers would get what by the playbook in the body. Nothing is sent. */
    @Post("/playbooks/dry-run")
    @Consumes({"application/yaml", "application/x-yaml"})
    HttpResponse<?> playbookDryRun(@Body byte[] yaml) {
        return services.segmenter(Question.post("/playbooks/dry-run", "application/yaml", yaml))
                .handOn();
    }

    private HttpResponse<?> choose(
            HttpRequest<?> request, String segmentation, String what, @Nullable Long version, @Nullable String seen) {
        Map<String, String> target = new HashMap<>(Map.of("segmentation", segmentation));
        if (version != null) {
            target.put("version", version.toString());
        }
        String query = version == null ? "" : "?version=" + version;
        Question question = Question.post(path(segmentation, what + query)).with(HttpHeaders.IF_MATCH, seen);
        return audit.record(
                askers.required(request),
                what,
                target,
                () -> services.trainer(question).handOn());
    }

    private static String path(String segmentation, String rest) {
        return "/segmentations/%s/%s".formatted(Question.encoded(segmentation), rest);
    }
}
