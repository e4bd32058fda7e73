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
        for (int i = 0; ; i++) {
            Map<String, String> entry = entry(i);
            if (entry.isEmpty()) {
                refuseEntriesBeyond(i);
                return webhooks;
            }
            String name = "%s[%d]".formatted(ROOT, i);
            try {
                Webhook webhook = webhook(entry);
                if (!ids.add(webhook.id())) {
                    throw new IllegalArgumentException("id is that of another webhook: each needs its own");
                }
                webhooks.add(webhook);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "%s%s: %s"
                                .formatted(
                                        name,
                                        entry.containsKey("id") ? " (" + entry.get("id") + ")" : "",
                                        e.getMessage()),
                        e);
            }
        }
    }

    private Map<String, String> entry(int i) {
        Map<String, String> entry = new TreeMap<>();
        for (String root : List.of("%s[%d]".formatted(ROOT, i), "%s.%d".formatted(ROOT, i))) {
            for (String field : environment.getPropertyEntries(root)) {
                entry.put(field, "");
            }
            for (String field : FIELDS) {
                String value = value(root + "." + field);
                if (value != null) {
                    entry.put(field, value);
                }
            }
        }
        return entry;
    }

    /** A text, or the texts of a list separated by commas. */
    private @Nullable String value(String name) {
        return environment.getProperty(name, String.class).orElse(null);
    }

    private void refuseEntriesBeyond(int count) {
        Set<String> others = new TreeSet<>(environment.getPropertyEntries(ROOT));
        others.removeIf(name -> name.matches("\\d{1,9}") && Integer.parseInt(name) < count);
        if (!others.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s must be a list, numbered from 0 without a gap; %d are there, and then %s"
                            .formatted(ROOT, count, others));
        }
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
