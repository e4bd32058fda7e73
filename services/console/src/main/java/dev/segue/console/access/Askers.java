package dev.segue.console.access;

import dev.segue.console.settings.ConsoleConfig;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Tells who asks. Thread-safe. */
@Singleton
public final class Askers {
    private final boolean login;

    Askers(ConsoleConfig config) {
        this.login = config.console().login();
    }

    /** Who asks; empty for who has not logged in, or has no role here. */
    public Optional<Asker> of(HttpRequest<?> request) {
        if (!login) {
            return Optional.of(Asker.LOCAL);
        }
        return request.getUserPrincipal(Authentication.class).flatMap(Askers::of);
    }

    /** Who asks, where {@link Permissions} have let them through. */
    public Asker required(HttpRequest<?> request) {
        return of(request).orElseThrow(() -> new IllegalStateException("nobody asks for " + request.getPath()));
    }

    static Optional<Asker> of(Authentication authentication) {
        return Role.highest(authentication.getRoles()).map(role -> new Asker(authentication.getName(), role));
    }
}
