package dev.segue.bench.run;

import dev.segue.bench.program.ProgramProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;

/** Tells when a console that was started serves. */
public final class ConsoleProbe {
    private static final long POLL_MILLIS = 200;
    private static final int OK = 200;

    private ConsoleProbe() {}

    /**
     * Waits until it does.
     *
     * @throws IllegalStateException with the end of its log, if it has ended instead
     */
    public static void awaitReady(ProgramProcess console, int port) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/health".formatted(port)))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!isReady(http, request)) {
                console.requireAlive();
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            // Not listening yet.
            return false;
        }
    }
}
