package dev.segue.console.api;

import dev.segue.console.answers.ModelVersion;
import dev.segue.console.answers.PlaybookRehearsal;
import dev.segue.console.relay.Question;
import dev.segue.console.relay.Services;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;

/** What a specification or a playbook would do. */
@Controller("/api/v1")
@Fails.Always
@Tag(name = "Models")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RehearsalsController {
    private final Services services;

    RehearsalsController(Services services) {
        this.services = services;
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
}
