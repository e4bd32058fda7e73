package dev.segue.console.access;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.reactivestreams.Publisher;

/**
 * Who may ask for what, all of it: reading is for viewers, everything else for operators. Open to all are the pages themselves,
 * which hold nothing before who looks at them has logged in, and what watches over services asks for.
 */
@Singleton
@Requires(property = "segue.console.login", value = "true")
public final class Permissions implements SecurityRule<HttpRequest<?>> {
    /** First parts of paths that are open: the pages and what they are made of, the API's description, and health. */
    private static final Set<String> OPEN = Set.of(
            "segments",
            "map",
            "flows",
            "model",
            "strategies",
            "customers",
            "operations",
            "dashboard",
            "webjars",
            "openapi",
            "api-docs",
            "health",
            "prometheus");

    private static final Set<String> LOGIN = Set.of("login", "callback");
    /** Parts of a path up to what it is about: api, v1, customers. */
    private static final int NAMED = 3;

    @Override
    public Publisher<SecurityRuleResult> check(
            @Nullable HttpRequest<?> request, @Nullable Authentication authentication) {
        boolean allowed = request != null && allows(request.getMethod(), request.getPath(), authentication);
        return Publishers.just(allowed ? SecurityRuleResult.ALLOWED : SecurityRuleResult.REJECTED);
    }

    private static boolean allows(HttpMethod method, String path, @Nullable Authentication authentication) {
        Role needed = needed(method, path);
        return needed == null
                || (authentication != null
                        && Askers.of(authentication)
                                .filter(asker -> asker.may(needed))
                                .isPresent());
    }

    /** The role that a request needs, in words. */
    public static String needed(HttpRequest<?> request) {
        Role needed = needed(request.getMethod(), request.getPath());
        return needed == null ? "none" : needed.text();
    }

    /** The role that is needed; null for none. What is not named here needs the highest. */
    static @Nullable Role needed(HttpMethod method, String path) {
        // The router takes a path with and without slashes at its end for the same.
        List<String> parts =
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        String first = parts.isEmpty() ? "" : parts.getFirst();
        if (parts.isEmpty() || OPEN.contains(first)) {
            return null;
        }
        if (first.equals("oauth")) {
            return parts.size() > 1 && LOGIN.contains(parts.get(1)) ? null : Role.ADMIN;
        }
        if (!first.equals("api") || parts.size() < NAMED) {
            return Role.ADMIN;
        }
        return switch (parts.get(NAMED - 1)) {
            case "session" -> null;
            case "audit" -> Role.ADMIN;
            // Receivers may answer with what they were sent.
            case "webhooks" -> Role.OPERATOR;
            case "dead-letters" -> parts.size() == NAMED && isReading(method) ? Role.VIEWER : Role.OPERATOR;
            default -> isReading(method) ? Role.VIEWER : Role.OPERATOR;
        };
    }

    private static boolean isReading(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    /** Before any rule of the framework's own. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
