package dev.segue.console.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.codec.CodecException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.serde.exceptions.path.PropertyReferencePath;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Makes problem documents of parameters and bodies that cannot be read. They say where, and what would be right, in words of their own:
 * those of the parsers are for programmers, and name classes.
 */
@Controller("/errors")
final class BadInput {
    private static final String NOT_JSON = "the body is not the JSON that it must be";

    private final long most;

    BadInput(HttpServerConfiguration server) {
        this.most = server.getMaxRequestSize();
    }

    @Error(global = true)
    HttpResponse<?> missing(UnsatisfiedRouteException e) {
        Argument<?> argument = e.getArgument();
        return bad("%s is missing".formatted(isBody(argument) ? "the body" : argument.getName()));
    }

    @Error(global = true)
    HttpResponse<?> wrongType(ConversionErrorException e) {
        Argument<?> argument = e.getArgument();
        if (isBody(argument)) {
            return notJson(e);
        }
        String given = e.getConversionError()
                .getOriginalValue()
                .map(value -> ", not '%s'".formatted(value))
                .orElse("");
        return bad("%s must be %s%s".formatted(argument.getName(), what(argument.getType()), given));
    }

    @Error(global = true)
    HttpResponse<?> notJson(JsonSyntaxException e) {
        return notJson((Throwable) e);
    }

    @Error(global = true)
    HttpResponse<?> notReadable(CodecException e) {
        return notJson(e);
    }

    @Error(global = true)
    HttpResponse<?> tooLarge(ContentLengthExceededException e) {
        return Problem.response(
                HttpStatus.REQUEST_ENTITY_TOO_LARGE, "the body is too large: %,d bytes are the most".formatted(most));
    }

    private static boolean isBody(Argument<?> argument) {
        return argument.getAnnotationMetadata().hasAnnotation(Body.class);
    }

    private static String what(Class<?> type) {
        if (type == Instant.class) {
            return "one moment, such as 2026-03-01T12:00:00Z";
        }
        if (type == LocalDate.class) {
            return "one day, such as 2026-03-01";
        }
        return type == Long.class || type == long.class || type == Integer.class || type == int.class
                ? "one whole number"
                : "one value of its kind";
    }

    private static HttpResponse<?> notJson(Throwable e) {
        return cause(e, JsonProcessingException.class)
                .map(JsonProcessingException::getLocation)
                .map(BadInput::broken)
                .or(() -> cause(e, SerdeException.class).map(BadInput::unfit))
                .orElseGet(() -> bad(NOT_JSON));
    }

    private static HttpResponse<?> broken(JsonLocation at) {
        return bad("the body cannot be read from line %d, column %d on".formatted(at.getLineNr(), at.getColumnNr()));
    }

    private static HttpResponse<?> unfit(SerdeException e) {
        List<String> names = e.getPath().stream()
                .filter(PropertyReferencePath.class::isInstance)
                .map(step -> NameUtils.hyphenate(step.getArgument().getName()).replace('-', '_'))
                .toList();
        String path = String.join(".", names.reversed());
        return bad(path.isEmpty() ? NOT_JSON : "%s in the body is not what it must be".formatted(path));
    }

    private static <T extends Throwable> Optional<T> cause(Throwable e, Class<T> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    private static HttpResponse<?> bad(String detail) {
        return Problem.response(HttpStatus.BAD_REQUEST, detail);
    }
}
