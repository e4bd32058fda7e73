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
import java.net.URI;

/**
 * There is no login on the local machine, so other pages that its user's browser shows must not be able to do anything here: writes are
 * only taken from the console's own pages and from programs, and nothing is answered under a name that is not this machine's.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SameOrigin {
    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    @RequestFilter
    @Nullable
    HttpResponse<?> refuseStrangers(HttpRequest<?> request) {
        String host = request.getHeaders().get("Host");
        if (host == null || !isLoopback(URI.create("http://" + host).getHost())) {
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

    /** Whether a host is written as one of this machine's own names. */
    static boolean isLoopback(@Nullable String host) {
        return host != null
                && (host.equals("localhost") || host.equals("[::1]") || host.equals("::1") || host.startsWith("127."));
    }
}
