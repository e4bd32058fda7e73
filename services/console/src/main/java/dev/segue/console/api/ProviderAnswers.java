package dev.segue.console.api;

import dev.segue.console.audit.Logins;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Who comes back from the identity provider with a token that is not for this console is to see a page: the framework answers an empty 401. */
@ServerFilter("/oauth/callback/**")
final class ProviderAnswers {
    private final Logins logins;

    ProviderAnswers(Logins logins) {
        this.logins = logins;
    }

    @ResponseFilter
    HttpResponse<?> toThePage(MutableHttpResponse<?> response) {
        if (response.code() != HttpStatus.UNAUTHORIZED.getCode()) {
            return response;
        }
        logins.notAtProvider();
        return HttpResponse.seeOther(Problems.LOGIN_FAILED);
    }
}
