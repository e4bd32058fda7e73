package dev.segue.console.api;

import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.StreamedFile;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URL;

/** The API's description: for programs, and for people. */
@Controller
@Hidden
final class ApiDescriptionController {
    private final ApiDescription description;
    private final URL page;

    ApiDescriptionController(ApiDescription description, ResourceResolver resources) {
        this.description = description;
        this.page = resources
                .getResource("classpath:dashboard/api-docs.html")
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "there is no such page in this build"));
    }

    /** The description as YAML. */
    @Get(uri = "/openapi/segue-console.yml", produces = "application/yaml")
    String yaml() {
        return description.yaml();
    }

    /** The description as JSON. */
    @Get("/openapi/segue-console.json")
    String json() {
        return description.json();
    }

    /** A page to read it, and to try it out. */
    @Get(uri = "/api-docs", produces = MediaType.TEXT_HTML)
    HttpResponse<StreamedFile> page() {
        return HttpResponse.ok(new StreamedFile(page));
    }
}
