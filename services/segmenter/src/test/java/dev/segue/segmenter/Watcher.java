package dev.segue.segmenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/**
 * Looks customers up through instances, one after the other, until it is closed; each customer buys and takes back in turn. An
 * answer must have all that could be known before it was asked for: what an earlier answer had, and what is published.
 */
final class Watcher implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_NOW = 503;
    private static final int OK = 200;

    private final HttpClient http;
    private final List<String> customers;
    private final ToIntFunction<String> published;
    private final List<URI> instances = new CopyOnWriteArrayList<>();
    private final Set<URI> stopping = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();
    private final Map<String, Long> foundAt = new ConcurrentHashMap<>();
    private final Map<String, Long> longestWithout = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger found = new AtomicInteger();
    private final Map<String, Integer> notNow = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param published how many changes of a customer a consumer has read so far, who reads what is committed
     */
    Watcher(HttpClient http, List<String> customers, ToIntFunction<String> published) {
        this.http = http;
        this.customers = customers;
        this.published = published;
        this.thread = Thread.ofPlatform().name("watcher").start(this::run);
    }

    /** Asks it from now on. */
    void ask(URI instance) {
        stopping.remove(instance);
        if (!instances.contains(instance)) {
            instances.add(instance);
        }
    }

    /** Asks it until it does not answer, as it is about to end. */
    void letGo(URI instance) {
        stopping.add(instance);
    }

    /** Answers that may not be. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    int found() {
        return found.get();
    }

    /** How many answers about a customer were that it should ask again, but for those of who is about to end. */
    int notNow(String customer) {
        return notNow.getOrDefault(customer, 0);
    }

    /** The longest that any customer was not to be found through any instance. */
    Duration longestWithout() {
        return Duration.ofNanos(longestWithout.values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0));
    }

    private void run() {
        while (!closed) {
            for (String customer : customers) {
                List.copyOf(instances).forEach(instance -> look(instance, customer));
            }
        }
    }

    private void look(URI instance, String customer) {
        int least = Math.max(seen.getOrDefault(customer, 0), published.applyAsInt(customer));
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(instance.resolve("/customers/" + customer))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == OK) {
                check(customer, least, JSON.readTree(answer.body()), instance);
            } else if (answer.statusCode() == NOT_NOW
                    && answer.headers().firstValue("retry-after").isPresent()) {
                if (!stopping.contains(instance)) {
                    notNow.merge(customer, 1, Integer::sum);
                }
            } else {
                wrong.add("%s for %s through %s: %s".formatted(answer.statusCode(), customer, instance, answer.body()));
            }
        } catch (IOException e) {
            if (stopping.contains(instance)) {
                instances.remove(instance);
            } else {
                wrong.add("%s for %s through %s".formatted(e, customer, instance));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void check(String customer, int least, JsonNode answer, URI instance) {
        found.incrementAndGet();
        JsonNode features = answer.path("features");
        boolean keeps = features.path("monetary").asDouble() > 0;
        int events = 2 * features.path("frequency").asInt() - (keeps ? 1 : 0);
        String slug = answer.path("memberships").path(0).path("slug").asText();
        List<String> complaints = new ArrayList<>();
        if (!answer.path("customer_id").asText().equals(customer)) {
            complaints.add("is another customer");
        }
        if (events < least) {
            complaints.add("has %d events, though %d were known".formatted(events, least));
        }
        if (!slug.equals(keeps ? "high" : "low")) {
            complaints.add("is '%s' after %d events".formatted(slug, events));
        }
        if (!complaints.isEmpty()) {
            wrong.add("%s through %s %s: %s".formatted(customer, instance, complaints, answer));
        }
        seen.merge(customer, events, Math::max);
        long now = System.nanoTime();
        Long before = foundAt.put(customer, now);
        if (before != null) {
            longestWithout.merge(customer, now - before, Math::max);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
