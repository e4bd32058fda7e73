package dev.segue.console.api;

import dev.segue.console.webhooks.WebhookView;
import dev.segue.console.webhooks.Webhooks;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Who else is told of changes and triggers. */
@Controller("/api/v1")
@Fails.Always
@Tag(name = "Operations")
final class WebhooksController {
    private final Webhooks webhooks;

    WebhooksController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /**
     * How each webhook is doing. In the order of the settings; empty where none is configured.
     *
     * @return All webhooks
     */
    @Get("/webhooks")
    Page<WebhookView> webhooks() {
        return new Page<>(webhooks.views(), null, false);
    }
}
