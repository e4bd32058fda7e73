package dev.segue.console.api;

import dev.segue.console.settings.ConsoleConfig;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.regex.Pattern;

/**
 * Other pages that a user's browser shows must not be able to do anything here, though their requests come with the user's cookie, or
 * from the local machine: writes are only taken from the console's own pages and from programs. Where there is no login, nothing is
 * answered under a name that is not this machine's, lest a foreign name be made to point here.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SameOrigin {
    /** This machine's own names, with a port. */
    private static final Pattern OURS = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    private final boolean login;

    SameOrigin(ConsoleConfig config) {
        this.login = config.console().login();
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> refuseStrangers(HttpRequest<?> request) {
        String host = request.getHeaders().get("Host");
        if (host == null) {
            return Problem.response(HttpStatus.BAD_REQUEST, "the request has no Host, or its address is none");
        }
        if (!login && !OURS.matcher(host).matches()) {
            return Problem.response(
                    HttpStatus.MISDIRECTED_REQUEST, "the console answers as 127.0.0.1 or localhost, not as " + host);
        }
        if (!login && !request.getRemoteAddress().getAddress().isLoopbackAddress()) {
            return Problem.response(
                    HttpStatus.FORBIDDEN, "without segue.console.login the console answers this machine only");
        }
        String origin = request.getHeaders().get("Origin");
        if (request.getMethod() != HttpMethod.GET && origin != null && !isOf(origin, host)) {
            return Problem.response(
                    HttpStatus.FORBIDDEN, "a page of %s may not change anything here".formatted(origin));
        }
        return null;
    }

    /** Whether an origin is of a host; whatever decrypts what comes for it may speak plainly to the console. */
    private static boolean isOf(String origin, @Nullable String host) {
        return origin.equals("http://" + host) || origin.equals("https://" + host);
    }

    @ResponseFilter
    void restrict(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (request.getPath().startsWith("/api/")) {
            // What is known of customers stays in no cache; what has an ETag is asked for again each time.
            response.header("Cache-Control", response.getHeaders().contains("ETag") ? "private, no-cache" : "no-store");
        }
        response.header("Content-Security-Policy", POLICY);
        response.header("X-Content-Type-Options", "nosniff");
        response.header("Referrer-Policy", "no-referrer");
    }
}
