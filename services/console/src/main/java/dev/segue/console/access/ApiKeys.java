package dev.segue.console.access;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Knows who comes with an API key, as a bearer token or to log in. Thread-safe. */
@Singleton
@Requires(property = "segue.console.login", value = "true")
public final class ApiKeys implements TokenValidator<HttpRequest<?>> {
    private final List<ApiKey> keys;

    ApiKeys(List<ApiKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** Whether there is any to log in with. */
    public boolean any() {
        return !keys.isEmpty();
    }

    /** Who comes with a key; empty where it is none. */
    public Optional<Authentication> owner(String key) {
        byte[] digest = sha256(key);
        return keys.stream()
                // Takes the same time whatever is wrong with it.
                .filter(known -> MessageDigest.isEqual(known.digest(), digest))
                .findFirst()
                .map(known -> Authentication.build(
                        "key:" + known.name(), known.allowing().texts()));
    }

    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
        return owner(token).map(Publishers::just).orElseGet(Publishers::empty);
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
