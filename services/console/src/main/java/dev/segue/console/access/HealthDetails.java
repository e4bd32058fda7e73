package dev.segue.console.access;

import dev.segue.console.settings.ConsoleConfig;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.management.endpoint.health.DetailsVisibility;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import jakarta.inject.Singleton;

/** Where there is no login, whoever reaches the console may see how its parts are, as everything else. */
@Singleton
final class HealthDetails implements BeanCreatedEventListener<HealthEndpoint> {
    private final boolean login;

    HealthDetails(ConsoleConfig config) {
        this.login = config.console().login();
    }

    @Override
    public HealthEndpoint onCreated(BeanCreatedEvent<HealthEndpoint> event) {
        HealthEndpoint health = event.getBean();
        if (!login) {
            health.setDetailsVisible(DetailsVisibility.ANONYMOUS);
        }
        return health;
    }
}
