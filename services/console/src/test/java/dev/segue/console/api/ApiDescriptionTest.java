package dev.segue.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The API's description beside the application that it is of; no broker is needed for that. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDescriptionTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final EmbeddedServer server = LoneConsole.start(Map.of());
    private OpenAPI document = new OpenAPI();

    @BeforeAll
    void read() throws Exception {
        document = parse(get("/openapi/segue-console.yml").body()).getOpenAPI();
    }

    @AfterAll
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void shouldBeOpenApiWithoutErrorsAsYamlAndAsJson() throws Exception {
        for (String path : List.of("/openapi/segue-console.yml", "/openapi/segue-console.json")) {
            SwaggerParseResult parsed = parse(get(path).body());

            assertThat(parsed.getMessages()).as(path).isEmpty();
            assertThat(parsed.getOpenAPI().getOpenapi()).as(path).startsWith("3.1");
        }
    }

    @Test
    void shouldHaveEveryRouteOfTheApiAndNoOther() {
        // Given
        Set<String> routes = server.getApplicationContext()
                .getBean(Router.class)
                .uriRoutes()
                .filter(route -> route.getUriMatchTemplate().toPathString().startsWith("/api/"))
                .map(route -> route.getHttpMethodName() + " "
                        + route.getUriMatchTemplate().toPathString())
                // Micronaut answers HEAD wherever it answers GET.
                .filter(route -> !route.startsWith("HEAD ") && !route.startsWith("OPTIONS "))
                .collect(Collectors.toCollection(TreeSet::new));

        // When
        Set<String> described = new TreeSet<>();
        forEachOperation((name, operation) -> described.add(name));

        // Then
        assertThat(described).isEqualTo(routes).hasSizeGreaterThan(25);
    }

    @Test
    void shouldSayOfEveryOperationWhatItIsForAndOfEveryParameterWhatItMeans() {
        List<String> bare = new ArrayList<>();
        Set<String> ids = new TreeSet<>();
        forEachOperation((name, operation) -> {
            if (blank(operation.getSummary()) || blank(operation.getDescription()) || operation.getTags() == null) {
                bare.add(name);
            }
            if (!ids.add(operation.getOperationId())) {
                bare.add(name + " has another's id");
            }
            if (operation.getParameters() != null) {
                operation.getParameters().stream()
                        .filter(parameter -> blank(parameter.getDescription())
                                || parameter.getSchema() == null
                                || parameter.getSchema().getTypes() == null
                                || parameter.getSchema().getTypes().size() != 1)
                        .forEach(parameter -> bare.add(name + " " + parameter.getName()));
            }
        });

        assertThat(bare).isEmpty();
    }

    @Test
    void shouldGiveEveryAnswerASchemaAndEveryFailureAProblemDocument() {
        List<String> bare = new ArrayList<>();
        forEachOperation((name, operation) -> operation.getResponses().forEach((status, response) -> {
            String answer = name + " " + status;
            if (status.equals("204")) {
                assertThat(response.getContent()).as(answer).isNull();
            } else if (status.startsWith("2")) {
                if (schemas(response).isEmpty() || schemas(response).stream().anyMatch(ApiDescriptionTest::empty)) {
                    bare.add(answer);
                }
            } else if (!status.equals("304")
                    && !response.getContent().keySet().equals(Set.of("application/problem+json"))) {
                bare.add(answer);
            }
            if (status.equals("503") && !response.getHeaders().containsKey("Retry-After")) {
                bare.add(answer + " Retry-After");
            }
        }));
        document.getComponents().getSchemas().forEach((name, schema) -> {
            if (blank(schema.getDescription()) || schema.getTypes() == null) {
                bare.add(name);
            }
        });

        assertThat(bare).isEmpty();
    }

    @Test
    void shouldShowItOnAPageThatNeedsNothingOfAnyOtherHost() throws Exception {
        // When
        HttpResponse<String> page = get("/api-docs");

        // Then
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.body()).doesNotContain("http://", "https://").doesNotContain("<style", "onclick");
        Matcher needed = Pattern.compile("(?:src|href)=\"(/[^\"]+\\.(?:js|css|svg|yml|json))\"")
                .matcher(page.body());
        List<String> found = needed.results().map(part -> part.group(1)).toList();
        assertThat(found).hasSizeGreaterThan(6).anyMatch(path -> path.contains("swagger-ui-bundle"));
        for (String path : found) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private static boolean empty(Schema<?> schema) {
        return schema == null || (schema.get$ref() == null && schema.getTypes() == null);
    }

    private static List<Schema<?>> schemas(ApiResponse response) {
        List<Schema<?>> schemas = new ArrayList<>();
        if (response.getContent() != null) {
            response.getContent().values().forEach(content -> schemas.add(content.getSchema()));
        }
        return schemas;
    }

    private void forEachOperation(BiConsumer<String, Operation> what) {
        document.getPaths()
                .forEach((path, item) ->
                        operations(item).forEach((method, operation) -> what.accept(method + " " + path, operation)));
    }

    private static Map<PathItem.HttpMethod, Operation> operations(PathItem item) {
        return item.readOperationsMap();
    }

    private static SwaggerParseResult parse(String text) {
        return new OpenAPIV3Parser().readContents(text, null, null);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(server.getURI() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
