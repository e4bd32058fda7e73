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
import org.reactivestreams.Publisher;

/**
 * Who may ask for what, all of it: reading is for viewers, everything else for operators. Open to all are the pages themselves,
 * which hold nothing before who looks at them has logged in, and what watches over services asks for.
 */
@Singleton
@Requires(property = "segue.console.login", value = "true")
public final class Permissions implements SecurityRule<HttpRequest<?>> {
    private static final String API = "/api/";
    private static final String SESSION = "/api/v1/session";
    private static final String AUDIT = "/api/v1/audit";
    private static final String A_DEAD_LETTER = "/api/v1/dead-letters/";

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

    /** The role that is needed; null for none. */
    static @Nullable Role needed(HttpMethod method, String path) {
        if (!path.startsWith(API) || path.equals(SESSION)) {
            return null;
        }
        if (path.equals(AUDIT)) {
            return Role.ADMIN;
        }
        boolean reading = method == HttpMethod.GET || method == HttpMethod.HEAD;
        return reading && !path.startsWith(A_DEAD_LETTER) ? Role.VIEWER : Role.OPERATOR;
    }

    /** Before any rule of the framework's own. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
