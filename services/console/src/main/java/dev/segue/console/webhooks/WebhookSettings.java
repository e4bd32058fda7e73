package dev.segue.console.webhooks;

import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks under {@code segue.console.webhooks}. Of a file an entry is {@code segue.console.webhooks[0].id} and so on, of the
 * environment {@code SEGUE_CONSOLE_WEBHOOKS_0_ID}; the environment wins, field by field.
 */
@Singleton
final class WebhookSettings {
    private static final String ROOT = "segue.console.webhooks";
    private static final List<String> FIELDS = List.of("id", "url", "secret", "events", "segmentation");

    private final Environment environment;

    WebhookSettings(Environment environment) {
        this.environment = environment;
    }

    /**
     * All webhooks, in order.
     *
     * @throws IllegalArgumentException naming the entry, what is wrong with it and what would be right
     */
    List<Webhook> webhooks() {
        List<Webhook> webhooks = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<?> entries = entries();
        for (int i = 0; i < entries.size(); i++) {
            Map<String, String> entry = entry(i, entries.get(i));
            try {
                Webhook webhook = webhook(entry);
                if (!ids.add(webhook.id())) {
                    throw new IllegalArgumentException("id is that of another webhook: each needs its own");
                }
                webhooks.add(webhook);
            } catch (IllegalArgumentException e) {
                String id = entry.containsKey("id") ? " (%s)".formatted(entry.get("id")) : "";
                throw new IllegalArgumentException("%s[%d]%s: %s".formatted(ROOT, i, id, e.getMessage()), e);
            }
        }
        return webhooks;
    }

    /** As many as there are, each null where only the environment has it. */
    private List<?> entries() {
        Object entries = environment.getProperty(ROOT, Object.class).orElse(List.of());
        if (entries instanceof List<?> list
                && environment.getPropertyEntries(ROOT).isEmpty()) {
            return list;
        }
        throw new IllegalArgumentException("%s must be a list of %s".formatted(ROOT, FIELDS));
    }

    private Map<String, String> entry(int i, @Nullable Object ofFile) {
        Map<String, String> entry = new TreeMap<>();
        if (ofFile instanceof Map<?, ?> fields) {
            fields.keySet().forEach(field -> entry.put(String.valueOf(field), ""));
        }
        for (String field : FIELDS) {
            // Micronaut reads SEGUE_CONSOLE_WEBHOOKS_0_ID as SEGUE_CONSOLE_WEBHOOKS[0]ID, without a dot.
            environment
                    .getProperty("%s[%d]%s".formatted(ROOT, i, field), String.class)
                    .or(() -> environment.getProperty("%s[%d].%s".formatted(ROOT, i, field), String.class))
                    .ifPresent(value -> entry.put(field, value));
        }
        return entry;
    }

    private static Webhook webhook(Map<String, String> entry) {
        Set<String> unknown = new TreeSet<>(entry.keySet());
        FIELDS.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s is no setting of a webhook: these are %s".formatted(unknown, FIELDS));
        }
        return new Webhook(
                needed(entry, "id"),
                url(needed(entry, "url")),
                Secret.of(needed(entry, "secret")),
                EventType.of(entry.getOrDefault("events", "change,trigger")),
                entry.get("segmentation"));
    }

    private static String needed(Map<String, String> entry, String field) {
        String value = entry.get(field);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("%s is missing".formatted(field));
        }
        return value;
    }

    private static URI url(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // Neither the text nor the cause is passed on: a query may be a secret.
            throw new IllegalArgumentException("url is no address: " + e.getReason());
        }
    }
}
