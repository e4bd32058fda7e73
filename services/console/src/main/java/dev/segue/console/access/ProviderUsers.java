package dev.segue.console.access;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.security.authentication.AuthenticationResponse;
import io.micronaut.security.oauth2.endpoint.authorization.state.State;
import io.micronaut.security.oauth2.endpoint.token.response.DefaultOpenIdAuthenticationMapper;
import io.micronaut.security.oauth2.endpoint.token.response.OpenIdAuthenticationMapper;
import io.micronaut.security.oauth2.endpoint.token.response.OpenIdClaims;
import io.micronaut.security.oauth2.endpoint.token.response.OpenIdTokenResponse;
import io.micronaut.security.token.config.TokenConfiguration;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.reactivestreams.Publisher;

/** Of what an identity provider says of who logs in, takes their name and their role here, and nothing else. */
@Singleton
@Replaces(DefaultOpenIdAuthenticationMapper.class)
@Requires(property = "segue.console.login", value = "true")
final class ProviderUsers implements OpenIdAuthenticationMapper {
    private final String rolesClaim;

    ProviderUsers(TokenConfiguration tokens) {
        this.rolesClaim = tokens.getRolesName();
    }

    @Override
    public Publisher<AuthenticationResponse> createAuthenticationResponse(
            String provider, OpenIdTokenResponse response, OpenIdClaims claims, @Nullable State state) {
        Object roles = claims.get(rolesClaim);
        List<String> ours = Role.highest(
                        roles instanceof Collection<?> several ? several : List.of(String.valueOf(roles)))
                .map(Role::texts)
                .orElse(List.of());
        return Publishers.just(AuthenticationResponse.success(name(provider, claims), ours));
    }

    /** As the provider shows them, which need be nobody's alone, and what is. */
    private static String name(String provider, OpenIdClaims claims) {
        String shown = claims.getPreferredUsername();
        return shown == null
                ? "%s:%s".formatted(provider, claims.getSubject())
                : "%s:%s (%s)".formatted(provider, shown, claims.getSubject());
    }
}
