package dev.segue.console.api;

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
 * There is no login on the local machine, so other pages that its user's browser shows must not be able to do anything here: writes are
 * only taken from the console's own pages and from programs, and nothing is answered under a name that is not this machine's.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SameOrigin {
    /** This machine's own names, with a port. */
    private static final Pattern OURS = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    @RequestFilter
    @Nullable
    HttpResponse<?> refuseStrangers(HttpRequest<?> request) {
        String host = request.getHeaders().get("Host");
        if (host == null) {
            return Problem.response(HttpStatus.BAD_REQUEST, "the request has no Host, or its address is none");
        }
        if (!OURS.matcher(host).matches()) {
            return Problem.response(
                    HttpStatus.MISDIRECTED_REQUEST, "the console answers as 127.0.0.1 or localhost, not as " + host);
        }
        String origin = request.getHeaders().get("Origin");
        if (request.getMethod() != HttpMethod.GET && origin != null && !origin.equals("http://" + host)) {
            return Problem.response(
                    HttpStatus.FORBIDDEN, "a page of %s may not change anything here".formatted(origin));
        }
        return null;
    }

    @ResponseFilter
    void restrict(MutableHttpResponse<?> response) {
        response.header("Content-Security-Policy", POLICY);
        response.header("X-Content-Type-Options", "nosniff");
        response.header("Referrer-Policy", "no-referrer");
    }
}
