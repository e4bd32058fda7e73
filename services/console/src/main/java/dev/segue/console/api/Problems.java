package dev.segue.console.api;

import dev.segue.console.access.Permissions;
import dev.segue.console.audit.Logins;
import dev.segue.console.audit.NotWrittenException;
import dev.segue.console.relay.ServiceAwayException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.authentication.AuthorizationException;
import java.net.URI;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a problem document of whatever goes wrong, so that nobody ever reads a stack trace. */
@Controller("/errors")
final class Problems {
    /** The login page, which then says that it did not work. */
    static final URI LOGIN_FAILED = URI.create("/?login=failed");

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Logins logins;

    Problems(Logins logins) {
        this.logins = logins;
    }

    @Error(global = true)
    HttpResponse<?> foreseen(ProblemException e) {
        String detail = Objects.requireNonNull(e.getMessage());
        return e.status() == HttpStatus.SERVICE_UNAVAILABLE
                ? Problem.notNow(detail)
                : Problem.response(e.status(), detail);
    }

    @Error(global = true)
    HttpResponse<?> away(ServiceAwayException e) {
        return Problem.notNow(Objects.requireNonNull(e.getMessage()));
    }

    @Error(global = true)
    HttpResponse<?> notWritten(NotWrittenException e) {
        return Problem.notNow(Objects.requireNonNull(e.getMessage()));
    }

    @Error(global = true)
    HttpResponse<?> ofAStatus(HttpStatusException e) {
        return Problem.response(e.getStatus(), String.valueOf(e.getMessage()));
    }

    @Error(global = true)
    HttpResponse<?> notAllowed(HttpRequest<?> request, AuthorizationException e) {
        Authentication who = e.getAuthentication();
        if (who == null && isComingBack(request)) {
            return loginFailed();
        }
        if (who == null) {
            return Problem.response(HttpStatus.UNAUTHORIZED, "log in, or come with an API key or a token as a bearer")
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        LOG.warn("{} may not {} {}", who.getName(), request.getMethodName(), request.getPath());
        return Problem.response(
                HttpStatus.FORBIDDEN,
                "%s may not %s %s: that needs the role %s, and theirs are: %s"
                        .formatted(
                                who.getName(),
                                request.getMethodName(),
                                request.getPath(),
                                Permissions.needed(request),
                                who.getRoles().isEmpty() ? "none" : String.join(", ", who.getRoles())));
    }

    /** Whether a browser comes back from the identity provider: it is to see a page, whatever it brings. */
    private static boolean isComingBack(HttpRequest<?> request) {
        return request.getPath().startsWith("/oauth/callback/");
    }

    private HttpResponse<?> loginFailed() {
        logins.notAtProvider();
        return HttpResponse.seeOther(LOGIN_FAILED);
    }

    @Error(global = true, status = HttpStatus.NOT_FOUND)
    HttpResponse<?> unknownPath(HttpRequest<?> request) {
        return Problem.response(HttpStatus.NOT_FOUND, "there is nothing at " + request.getPath());
    }

    @Error(global = true, status = HttpStatus.METHOD_NOT_ALLOWED)
    HttpResponse<?> wrongMethod(HttpRequest<?> request) {
        return Problem.response(
                HttpStatus.METHOD_NOT_ALLOWED,
                "%s cannot be asked for by %s".formatted(request.getPath(), request.getMethodName()));
    }

    @Error(global = true, status = HttpStatus.UNSUPPORTED_MEDIA_TYPE)
    HttpResponse<?> wrongMediaType(HttpRequest<?> request) {
        return Problem.response(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "%s does not take %s"
                        .formatted(
                                request.getPath(),
                                request.getContentType().map(Object::toString).orElse("a body without Content-Type")));
    }

    @Error(global = true)
    HttpResponse<?> unforeseen(HttpRequest<?> request, Throwable e) {
        if (isComingBack(request)) {
            LOG.warn("somebody could not log in at the identity provider: {}", e.getMessage());
            return loginFailed();
        }
        LOG.error("{} {} failed", request.getMethodName(), request.getPath(), e);
        return Problem.response(
                HttpStatus.INTERNAL_SERVER_ERROR, "something went wrong here; the console's log says what");
    }
}
