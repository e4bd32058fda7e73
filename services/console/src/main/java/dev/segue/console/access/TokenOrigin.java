package dev.segue.console.access;

import dev.segue.console.settings.ConsoleConfig;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Takes tokens that the console made itself when somebody logged in, and those that the identity provider made for it. A
 * provider signs tokens for many: one for somebody else must open nothing here.
 */
@Singleton
@Requires(property = "segue.console.login", value = "true")
final class TokenOrigin implements GenericJwtClaimsValidator<HttpRequest<?>> {
    /** By how much clocks may differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** Where somebody logs in at a provider; a token opens nothing there. */
    private static final String COMING_BACK = "/oauth/callback/";

    private final String own;
    private final String issuer;
    private final String audience;

    TokenOrigin(@Value("${micronaut.application.name}") String own, ConsoleConfig config) {
        this.own = own;
        this.issuer = config.console().tokens().issuer();
        this.audience = config.console().tokens().audience();
    }

    @Override
    public boolean validate(Claims claims, @Nullable HttpRequest<?> request) {
        if (request == null || request.getPath().startsWith(COMING_BACK)) {
            // What the provider says at a login, which the framework holds against the provider's own settings.
            return true;
        }
        if (claims.get(Claims.EXPIRATION_TIME) == null || isOfTheFuture(claims.get(Claims.NOT_BEFORE))) {
            return false;
        }
        Object from = claims.get(Claims.ISSUER);
        return own.equals(from) || (!issuer.isEmpty() && issuer.equals(from) && isFor(claims.get(Claims.AUDIENCE)));
    }

    private static boolean isOfTheFuture(@Nullable Object notBefore) {
        return notBefore instanceof Date date
                && date.toInstant().isAfter(Instant.now().plus(SKEW));
    }

    private boolean isFor(@Nullable Object claimed) {
        return claimed instanceof Collection<?> several ? several.contains(audience) : audience.equals(claimed);
    }
}
