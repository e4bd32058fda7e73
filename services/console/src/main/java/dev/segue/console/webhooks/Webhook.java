package dev.segue.console.webhooks;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where messages are posted to.
 *
 * @param id its name, of a-z, 0-9 and -
 * @param url its address, http or https
 * @param secret what its messages are signed with
 * @param events what it wants to be told of, one or more
 * @param segmentation of which segmentation only; null for all
 */
record Webhook(
        String id,
        URI url,
        Secret secret,
        Set<EventType> events,
        @Nullable String segmentation) {
    private static final Pattern ID = Pattern.compile("[a-z0-9-]+");

    /** @throws IllegalArgumentException saying what is wrong and what would be right */
    Webhook {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("id must be of a-z, 0-9 and -, not '%s'".formatted(id));
        }
        // What was given is not repeated: a query may be a secret too.
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("url must begin with http:// or https:// and a host");
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "url must have no user, password or fragment: the signature tells who sends");
        }
        events = Set.copyOf(events);
    }

    /** The address without its query, which may be a secret. */
    String address() {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return "%s://%s%s".formatted(url.getScheme(), url.getRawAuthority(), path);
    }

    @Override
    public String toString() {
        return "webhook %s to %s".formatted(id, address());
    }
}
