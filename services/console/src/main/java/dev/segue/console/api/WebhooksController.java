package dev.segue.console.api;

import dev.segue.console.webhooks.WebhookView;
import dev.segue.console.webhooks.Webhooks;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** Who else is told of changes and triggers. */
@Controller("/api/v1")
final class WebhooksController {
    private final Webhooks webhooks;

    WebhooksController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** How each webhook is doing, in the order of the settings; empty where none is configured. */
    @Get("/webhooks")
    Page<WebhookView> webhooks() {
        return new Page<>(webhooks.views(), null, false);
    }
}
