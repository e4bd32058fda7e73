package dev.segue.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and how far; with every other service away, so that whoever is let through reads 503. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
    private static final String NOBODY = "127.0.0.1:9";
    private static final String VIEWS = "/api/v1/customers/c1";
    private static final String ACTS = "/api/v1/segmentations/value/promote";

    private final HttpClient http = HttpClient.newHttpClient();
    private IdentityProvider provider;
    private EmbeddedServer console;

    @BeforeAll
    void start() throws Exception {
        provider = new IdentityProvider();
        console = ApplicationContext.run(EmbeddedServer.class, settings());
    }

    private Map<String, Object> settings() throws Exception {
        Map<String, Object> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", NOBODY);
        settings.put("schema.registry.url", "http://" + NOBODY);
        settings.put("segue.console.segmenters", "http://" + NOBODY);
        settings.put("segue.console.trainer", "http://" + NOBODY);
        settings.put("segue.console.login", true);
        for (String role : List.of("viewer", "operator", "admin")) {
            settings.put("segue.console.keys." + role + "-key.role", role);
            settings.put("segue.console.keys." + role + "-key.sha256", sha256(role + "-secret"));
        }
        settings.put("segue.console.tokens.issuer", provider.issuer());
        settings.put("micronaut.security.token.jwt.signatures.jwks.idp.url", provider.keys());
        settings.put("micronaut.security.oauth2.clients.work.client-id", IdentityProvider.CLIENT);
        settings.put("micronaut.security.oauth2.clients.work.client-secret", "s");
        settings.put("micronaut.security.oauth2.clients.work.openid.issuer", provider.issuer());
        settings.put("micronaut.server.host", "127.0.0.1");
        settings.put("micronaut.server.port", -1);
        return settings;
    }

    @AfterAll
    void stop() {
        console.close();
        provider.close();
        http.close();
    }

    @ParameterizedTest
    @CsvSource({
        "          , GET,    /api/v1/customers/c1,              401",
        "          , POST,   /api/v1/segmentations/value/promote, 401",
        "          , GET,    /api/v1/nowhere,                   401",
        "wrong     , GET,    /api/v1/customers/c1,              401",
        "          , GET,    /api/v1/session,                   200",
        "          , GET,    /,                                 200",
        "          , GET,    /dashboard/app.js,                 200",
        "          , GET,    /prometheus,                       200",
        "viewer-secret,   GET,  /api/v1/customers/c1,           503",
        "viewer-secret,   POST, /api/v1/segmentations/value/promote, 403",
        "viewer-secret,   POST, /api/v1/models/dry-run,         403",
        "viewer-secret,   GET,  /api/v1/dead-letters,           200",
        "viewer-secret,   GET,  /api/v1/dead-letters/0-0,       403",
        "viewer-secret,   GET,  /api/v1/nowhere,                404",
        "operator-secret, GET,  /api/v1/dead-letters/0-0,       404",
        "operator-secret, POST, /api/v1/segmentations/value/promote, 503",
        "operator-secret, GET,  /api/v1/audit,                  403",
        "operator-secret, GET,  /api/v1/audit/,                 403",
        "operator-secret, GET,  /api/v1//audit,                 403",
        "viewer-secret,   GET,  /api/v1/dead-letters/0-0/,      403",
        "viewer-secret,   GET,  /api/v1/webhooks,               403",
        "operator-secret, GET,  /api/v1/webhooks,               200",
        "admin-secret,    GET,  /api/v1/audit,                  200",
        "          , GET,    /beans,                            401",
        "          , GET,    /threaddump,                       401",
        "          , GET,    /routes,                           401",
        "          , GET,    /metrics,                          401",
        "          , POST,   /refresh,                          401",
        "          , POST,   /token_info,                       401",
        "admin-secret,    GET,  /threaddump,                     404",
    })
    void shouldLetInByKeyAndRole(String key, String method, String path, int status) throws Exception {
        HttpResponse<String> response = ask(method, path, key == null ? Map.of() : bearer(key));

        assertThat(response.statusCode()).isEqualTo(status);
        if (status == 401 || status == 403) {
            assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertThat(json(response).get("detail").asText()).isNotBlank();
        }
    }

    @Test
    void shouldSayWhatIsNeeded() throws Exception {
        assertThat(json(ask("POST", ACTS, bearer("viewer-secret")))
                        .get("detail")
                        .asText())
                .isEqualTo("key:viewer-key may not POST " + ACTS
                        + ": that needs the role operator, and theirs are: viewer");
    }

    @Test
    void shouldLogInByKeyWithACookieThatOnlyTheConsolesOwnPagesCanUse() throws Exception {
        // When
        HttpResponse<String> login = post("/api/v1/session", "{\"key\": \"operator-secret\"}", Map.of());

        // Then
        assertThat(login.statusCode()).isEqualTo(204);
        assertThat(login.headers().firstValue("set-cookie").orElseThrow())
                .contains("HTTPOnly", "Secure", "SameSite=Strict");
        Map<String, String> cookie = cookies(login);
        assertThat(json(ask("GET", "/api/v1/session", cookie)).get("name").asText())
                .isEqualTo("key:operator-key");
        assertThat(ask("POST", ACTS, cookie).statusCode()).isEqualTo(503);
        assertThat(ask("POST", ACTS, with(cookie, "Origin", console.getURI().toString()))
                        .statusCode())
                .isEqualTo(503);
        assertThat(ask("POST", ACTS, with(cookie, "Origin", "https://example.com"))
                        .statusCode())
                .isEqualTo(403);

        // And when
        HttpResponse<String> logout = ask("DELETE", "/api/v1/session", cookie);

        // Then
        assertThat(logout.headers().firstValue("set-cookie").orElseThrow()).contains("Max-Age=0");
    }

    @Test
    void shouldRefuseAWrongKey() throws Exception {
        HttpResponse<String> login = post("/api/v1/session", "{\"key\": \"x\"}", Map.of());

        assertThat(login.statusCode()).isEqualTo(401);
        assertThat(login.headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void shouldTakeTokensOfTheProviderThatAreMeantForIt() throws Exception {
        assertThat(ask("POST", ACTS, bearer(provider.token("segue", "operator")))
                        .statusCode())
                .isEqualTo(503);
        assertThat(ask("POST", ACTS, bearer(provider.token("segue", "viewer"))).statusCode())
                .isEqualTo(403);
        assertThat(ask("GET", VIEWS, bearer(provider.token("segue", "somebody")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(ask("GET", VIEWS, bearer(provider.token("other", "admin"))).statusCode())
                .isEqualTo(401);
        try (IdentityProvider stranger = new IdentityProvider()) {
            assertThat(ask("GET", VIEWS, bearer(stranger.token("segue", "admin")))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void shouldNotShowTheProviderWhatAnybodyComesWith() throws Exception {
        ask("GET", VIEWS, bearer("mistyped"));
        ask("GET", VIEWS, Map.of("Cookie", "segue-session=garbage"));

        assertThat(provider.userInfoAsked()).isZero();
    }

    @Test
    void shouldSendWhoComesBackFromTheProviderWithNonsenseToTheLoginPage() throws Exception {
        HttpResponse<String> back = ask("GET", "/oauth/callback/work?code=x&state=y", Map.of());

        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.headers().firstValue("location")).hasValue("/?login=failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"key\": null}"})
    void shouldSayThatTheKeyIsMissing(String body) throws Exception {
        HttpResponse<String> login = post("/api/v1/session", body, Map.of());

        assertThat(login.statusCode()).isEqualTo(400);
        assertThat(json(login).get("detail").asText()).contains("key is missing");
    }

    @Test
    void shouldTellHowItsPartsAreToThoseAloneWhoHaveLoggedIn() throws Exception {
        for (String path : List.of("/health", "/health/readiness", "/health/liveness")) {
            // When
            HttpResponse<String> probe = ask("GET", path, Map.of());
            HttpResponse<String> viewer = ask("GET", path, bearer("viewer-secret"));

            // Then
            assertThat(probe.statusCode()).as(path).isEqualTo(path.endsWith("liveness") ? 200 : 503);
            assertThat(json(probe).get("status").asText())
                    .as(path)
                    .isEqualTo(path.endsWith("liveness") ? "UP" : "DOWN");
            assertThat(json(probe).get("details").isNull()).as(path).isTrue();
            assertThat(viewer.statusCode()).as(path).isEqualTo(probe.statusCode());
            assertThat(viewer.body()).as(path).contains("details").doesNotContain("diskSpace");
        }
        assertThat(json(ask("GET", "/health", bearer("viewer-secret")))
                        .at("/details/topics/status")
                        .asText())
                .isEqualTo("DOWN");
    }

    @Test
    void shouldTakeNoTokenThatNobodySigned() throws Exception {
        String claims = "{\"iss\":\"segue-console\",\"sub\":\"eve\",\"roles\":[\"admin\"],\"exp\":4102444800}";
        String unsigned = base64("{\"alg\":\"none\"}") + "." + base64(claims) + ".";

        assertThat(ask("GET", VIEWS, bearer(unsigned)).statusCode()).isEqualTo(401);
        assertThat(ask("GET", VIEWS, Map.of("Cookie", "segue-session=" + unsigned))
                        .statusCode())
                .isEqualTo(401);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldLogInAtTheProvider() throws Exception {
        // Given
        JsonNode ways = json(ask("GET", "/api/v1/session", Map.of())).get("ways");
        assertThat(ways.get(0).get("href").asText()).isEqualTo("/oauth/login/work");

        // When a browser follows it
        HttpResponse<String> in = comeBackFromTheProvider(console);

        // Then
        assertThat(in.statusCode()).isBetween(302, 303);
        assertThat(location(in).getPath()).isEqualTo("/");
        Map<String, String> cookie = cookies(in);
        JsonNode session = json(ask("GET", "/api/v1/session", cookie));
        assertThat(session.get("name").asText()).isEqualTo("work:ada (0815)");
        assertThat(session.get("roles")).extracting(JsonNode::asText).containsExactly("viewer", "operator");
        assertThat(ask("POST", ACTS, cookie).statusCode()).isEqualTo(503);
    }

    @Test
    void shouldLogInAtAProviderWhoseTokensAreNotTakenAsBearers() throws Exception {
        // Given
        Map<String, Object> settings = settings();
        settings.remove("segue.console.tokens.issuer");
        settings.remove("micronaut.security.token.jwt.signatures.jwks.idp.url");
        try (EmbeddedServer other = ApplicationContext.run(EmbeddedServer.class, settings)) {

            // When
            HttpResponse<String> in = comeBackFromTheProvider(other);

            // Then
            assertThat(in.statusCode()).isEqualTo(303);
            assertThat(json(ask("GET", other.getURI() + "/api/v1/session", cookies(in)))
                            .get("name")
                            .asText())
                    .isEqualTo("work:ada (0815)");
            assertThat(ask("GET", other.getURI() + VIEWS, bearer(provider.token("segue", "admin")))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void shouldSendWhoComesBackWithATokenForAnotherToTheLoginPage() throws Exception {
        // Given a console whose client the provider takes for another
        Map<String, Object> settings = settings();
        settings.put("micronaut.security.oauth2.clients.work.client-id", "stranger");
        try (EmbeddedServer other = ApplicationContext.run(EmbeddedServer.class, settings)) {

            // When
            HttpResponse<String> back = comeBackFromTheProvider(other);

            // Then
            assertThat(back.statusCode()).isEqualTo(303);
            assertThat(back.headers().firstValue("location")).hasValue("/?login=failed");
        }
    }

    private HttpResponse<String> comeBackFromTheProvider(EmbeddedServer to) throws Exception {
        HttpResponse<String> toProvider = ask("GET", to.getURI() + "/oauth/login/work", Map.of());
        HttpResponse<String> back = ask("GET", location(toProvider).toString(), Map.of());
        return ask("GET", location(back).toString(), cookies(toProvider));
    }

    @Test
    void shouldSetCookiesOfALoginUnderWayThatGoOverHttpsAlone() throws Exception {
        // When
        List<String> cookies =
                ask("GET", "/oauth/login/work", Map.of()).headers().allValues("set-cookie");

        // Then
        assertThat(cookies)
                .hasSizeGreaterThan(1)
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "HTTPOnly"));
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Host,  shop.example.com",
        "X-Forwarded-Proto, https",
        "X-Forwarded-Port,  9999",
        "Forwarded,         host=shop.example.com;proto=https",
    })
    void shouldBelieveNobodyWhoSaysUnderWhichAddressItWasAsked(String header, String value) throws Exception {
        // When
        HttpResponse<String> toProvider = ask("GET", "/oauth/login/work", Map.of(header, value));

        // Then
        assertThat(location(toProvider).getQuery()).contains("redirect_uri=" + console.getURI() + "/oauth/callback");
    }

    @Test
    void shouldBelieveTheHeaderThatTheSettingsName() throws Exception {
        // Given a console behind something that takes TLS off
        Map<String, Object> settings = settings();
        settings.put("micronaut.server.host-resolution.protocol-header", "X-Forwarded-Proto");
        try (EmbeddedServer behind = ApplicationContext.run(EmbeddedServer.class, settings)) {

            // When
            HttpResponse<String> toProvider = http.send(
                    HttpRequest.newBuilder(behind.getURI().resolve("/oauth/login/work"))
                            .header("X-Forwarded-Proto", "https")
                            .header("X-Forwarded-Host", "shop.example.com")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            // Then
            assertThat(location(toProvider).getQuery())
                    .contains("redirect_uri=https://" + behind.getURI().getAuthority() + "/oauth/callback");
        }
    }

    private static URI location(HttpResponse<?> response) {
        return URI.create(response.headers().firstValue("location").orElseThrow());
    }

    private HttpResponse<String> ask(String method, String path, Map<String, String> headers)
            throws IOException, InterruptedException {
        return send(method, path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    private HttpResponse<String> post(String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return send(
                "POST",
                path,
                HttpRequest.BodyPublishers.ofString(body),
                with(headers, "Content-Type", "application/json"));
    }

    private HttpResponse<String> send(
            String method, String path, HttpRequest.BodyPublisher body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(console.getURI().resolve(path)).method(method, body);
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        return all;
    }

    private static Map<String, String> cookies(HttpResponse<?> response) {
        List<HttpCookie> all = new ArrayList<>();
        response.headers().allValues("set-cookie").forEach(header -> all.addAll(HttpCookie.parse(header)));
        return Map.of(
                "Cookie",
                all.stream()
                        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; ")));
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
