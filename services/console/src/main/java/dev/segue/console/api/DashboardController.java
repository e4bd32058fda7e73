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

/** The dashboard: one page, whose addresses it reads itself. */
@Controller
@Hidden
final class DashboardController {
    private final URL page;

    DashboardController(ResourceResolver resources) {
        this.page = resources
                .getResource("classpath:dashboard/index.html")
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "there is no dashboard in this build"));
    }

    /** The page, for every address that is one of the dashboard's. */
    @Get(
            uris = {"/", "/segments{/id}", "/map", "/flows", "/model", "/strategies", "/customers{/id}", "/operations"},
            produces = MediaType.TEXT_HTML)
    HttpResponse<StreamedFile> page() {
        return HttpResponse.ok(new StreamedFile(page));
    }
}
