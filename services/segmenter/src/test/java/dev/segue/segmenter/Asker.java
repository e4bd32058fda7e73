package dev.segue.segmenter;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks instances for customers who are there, one after the other, until it is closed. */
final class Asker implements AutoCloseable {
    private final HttpClient http;
    private final List<String> customers;
    private final List<URI> instances = new CopyOnWriteArrayList<>();
    /** Customers found since somebody began to wait for all. */
    private final Map<URI, Set<String>> lately = new ConcurrentHashMap<>();

    private final Set<URI> leaving = ConcurrentHashMap.newKeySet();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger notNow = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closed;

    Asker(HttpClient http, List<String> customers, URI first) {
        this.http = http;
        this.customers = customers;
        ask(first);
        this.thread = Thread.ofPlatform().start(this::run);
    }

    void ask(URI instance) {
        instances.add(instance);
    }

    /** Asks it until it does not answer, as it is about to end. */
    void letGo(URI instance) {
        leaving.add(instance);
    }

    /** Waits until every customer has been found through an instance. */
    boolean findsAllThrough(URI instance, Duration patience) {
        lately(instance).clear();
        await().atMost(patience).until(() -> lately(instance).size() == customers.size());
        return true;
    }

    private Set<String> lately(URI instance) {
        return lately.computeIfAbsent(instance, unseen -> ConcurrentHashMap.newKeySet());
    }

    /** Answers that may not be. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** How many answers were that it should ask again. */
    int notNow() {
        return notNow.get();
    }

    private void run() {
        while (!closed) {
            for (String customer : customers) {
                instances.forEach(instance -> ask(instance, customer));
            }
        }
    }

    private void ask(URI instance, String customer) {
        String path = "/customers/"
                + URLEncoder.encode(customer, StandardCharsets.UTF_8).replace("+", "%20");
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(instance + path)).build(), HttpResponse.BodyHandlers.ofString());
            boolean retry = answer.headers().firstValue("retry-after").isPresent();
            if (answer.statusCode() == 200) {
                lately(instance).add(customer);
            } else if (answer.statusCode() == 503 && retry) {
                notNow.incrementAndGet();
            } else {
                wrong.add("%s for %s through %s: %s".formatted(answer.statusCode(), customer, instance, answer.body()));
            }
        } catch (IOException e) {
            if (leaving.contains(instance)) {
                instances.remove(instance);
            } else {
                wrong.add("%s for %s through %s".formatted(e, customer, instance));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
