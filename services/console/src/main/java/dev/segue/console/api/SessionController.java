package dev.segue.console.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.console.access.ApiKeys;
import dev.segue.console.access.Asker;
import dev.segue.console.access.Askers;
import dev.segue.console.audit.Logins;
import dev.segue.console.settings.ConsoleConfig;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.handlers.LoginHandler;
import io.micronaut.security.handlers.LogoutHandler;
import io.micronaut.security.oauth2.client.OauthClient;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who asks, and logging in and out. */
@Controller("/api/v1/session")
@Fails.Always
@Tag(name = "Session", description = "Who asks, and logging in and out")
final class SessionController {
    private final Askers askers;
    private final ConsoleConfig config;
    private final @Nullable ApiKeys keys;
    private final @Nullable LoginHandler<HttpRequest<?>, MutableHttpResponse<?>> logins;
    private final @Nullable LogoutHandler<HttpRequest<?>, MutableHttpResponse<?>> logouts;
    private final List<OauthClient> providers;
    private final Logins written;

    SessionController(
            Askers askers,
            ConsoleConfig config,
            @Nullable ApiKeys keys,
            @Nullable LoginHandler<HttpRequest<?>, MutableHttpResponse<?>> logins,
            @Nullable LogoutHandler<HttpRequest<?>, MutableHttpResponse<?>> logouts,
            List<OauthClient> providers,
            Logins written) {
        this.askers = askers;
        this.config = config;
        this.keys = keys;
        this.logins = logins;
        this.logouts = logouts;
        this.providers = providers;
        this.written = written;
    }

    /**
     * Who asks, and what they may do.
     *
     * @param name their name; null for who has not logged in
     * @param roles of viewer, operator, admin; empty for who has not logged in, or may do nothing here
     * @param access {@code local} where there is no login, {@code login} otherwise
     * @param ways to log in with; empty where there is no login
     * @param currency ISO 4217 code of all amounts
     * @param clock what "now" is for the segmenter: event or wall
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "Session")
    record Session(
            @Nullable String name, List<String> roles, String access, List<Way> ways, String currency, String clock) {}

    /**
     * A way to log in.
     *
     * @param name of the identity provider as the settings name it; {@code key} for an API key
     * @param href where a browser begins; null for the key, which is posted here
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "Session.Way")
    record Way(String name, @Nullable String href) {}

    /**
     * What logs in.
     *
     * @param key an API key
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @Schema(name = "Login")
    record Login(@Nullable String key) {}

    /**
     * Who asks. And what they may do; how to log in, for who has not; the currency of all amounts, and the clock.
     *
     * @return The session
     */
    @Get
    Session session(HttpRequest<?> request) {
        boolean login = config.console().login();
        String name = request.getUserPrincipal().map(Principal::getName).orElse(null);
        return new Session(
                login ? name : Asker.LOCAL.name(),
                askers.of(request).map(asker -> asker.role().texts()).orElse(List.of()),
                login ? "login" : "local",
                ways(),
                config.currency(),
                config.clock());
    }

    private List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        providers.forEach(provider -> ways.add(new Way(provider.getName(), "/oauth/login/" + provider.getName())));
        if (keys != null && keys.any()) {
            ways.add(new Way("key", null));
        }
        return List.copyOf(ways);
    }

    /**
     * Logs in with an API key. Sets a cookie that scripts cannot read, good for some hours. 401 where the key is none.
     *
     * @param login the key
     */
    @Post
    @ApiResponse(responseCode = "204", description = "Logged in, with the cookie")
    @Fails.Conflict
    @Fails.WrongBody
    HttpResponse<?> begin(HttpRequest<?> request, @Body Login login) {
        if (keys == null || logins == null) {
            throw new ProblemException(HttpStatus.CONFLICT, "there is no login here");
        }
        String key = login.key();
        if (key == null) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "key is missing: {\"key\": \"…\"}");
        }
        Optional<Authentication> owner = keys.owner(key);
        if (owner.isEmpty()) {
            written.noKey();
            throw new ProblemException(HttpStatus.UNAUTHORIZED, "that is no API key of this console");
        }
        written.byKey(owner.get());
        return withCookies(logins.loginSuccess(owner.get(), request));
    }

    /** Logs out. Takes the cookie back. */
    @Delete
    @ApiResponse(responseCode = "204", description = "Logged out")
    @Fails.Conflict
    HttpResponse<?> end(HttpRequest<?> request) {
        if (logouts == null) {
            throw new ProblemException(HttpStatus.CONFLICT, "there is no login here");
        }
        return withCookies(logouts.logout(request));
    }

    /** The framework would lead browsers on to a page; who asks here is a page already. */
    private static HttpResponse<?> withCookies(MutableHttpResponse<?> answer) {
        MutableHttpResponse<?> response = HttpResponse.noContent();
        for (Cookie cookie : answer.getCookies().getAll()) {
            response.cookie(cookie);
        }
        return response;
    }
}
