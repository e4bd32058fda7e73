package dev.segue.bench.run;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Many who listen to a console, and customers looked up there at a fixed rate, from the moment each look-up was due: one that
 * waits for another counts from when it should have been asked. Ends when closed.
 */
public final class ConsoleLoad implements AutoCloseable {
    private static final long NANOS_A_SECOND = 1_000_000_000L;
    private static final int DIGITS = 3;
    private static final int BUFFER = 1 << 16;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI console;
    private final int lookUpsPerSecond;
    private final int customers;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Histogram micros = new ConcurrentHistogram(DIGITS);
    private final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
    private final LongAdder events = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final List<Socket> listeners = new ArrayList<>();
    private final long countsFrom;
    private volatile boolean closed;

    /**
     * @param console where it is, ready
     * @param lookUpsPerSecond of customers {@code customer-0} and on
     * @param customers how many of these there are
     * @param warmUp for how long nothing counts
     */
    public ConsoleLoad(URI console, int lookUpsPerSecond, int customers, Duration warmUp) {
        this.console = console;
        this.lookUpsPerSecond = lookUpsPerSecond;
        this.customers = customers;
        this.countsFrom = System.nanoTime() + warmUp.toNanos();
    }

    /**
     * What came of it.
     *
     * @param micros latencies of look-ups in microseconds
     * @param statuses look-ups by HTTP status; 0 where there was no answer
     * @param events server-sent events that came, by all listeners together
     * @param bytes what they were
     */
    public record Outcome(Histogram micros, Map<Integer, Long> statuses, long events, long bytes) {}

    /** Begins with so many listeners. */
    public void start(int listening) throws IOException {
        for (int i = 0; i < listening; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.getPort());
            listeners.add(socket);
            socket.getOutputStream()
                    .write("GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: text/event-stream\r\n\r\n"
                            .formatted(console.getPort())
                            .getBytes(StandardCharsets.US_ASCII));
            Thread.ofVirtual().start(() -> listen(socket));
        }
        Thread.ofPlatform().daemon().name("look-ups").start(this::lookUp);
    }

    private void listen(Socket socket) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = socket.getInputStream()) {
            int last = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (System.nanoTime() < countsFrom) {
                    continue;
                }
                bytes.add(read);
                int ends = 0;
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n' && last == '\n') {
                        ends++;
                    }
                    last = buffer[i];
                }
                events.add(ends);
            }
            if (!closed) {
                throw new IllegalStateException("a listener was cut off");
            }
        } catch (IOException e) {
            if (!closed) {
                throw new IllegalStateException("a listener was cut off", e);
            }
        }
    }

    private void lookUp() {
        long start = System.nanoTime();
        for (long number = 0; !closed; number++) {
            long due = start + number * NANOS_A_SECOND / lookUpsPerSecond;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            HttpRequest request = HttpRequest.newBuilder(
                            console.resolve("/api/v1/customers/customer-" + number * 7919 % customers))
                    .timeout(PATIENCE)
                    .build();
            http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((answer, failure) -> {
                if (due >= countsFrom && !closed) {
                    micros.recordValue((System.nanoTime() - due) / 1_000);
                    statuses.computeIfAbsent(answer == null ? 0 : answer.statusCode(), unseen -> new LongAdder())
                            .increment();
                }
            });
        }
    }

    /** What came of it so far. */
    public Outcome outcome() {
        Map<Integer, Long> counts = new ConcurrentSkipListMap<>();
        statuses.forEach((status, count) -> counts.put(status, count.sum()));
        return new Outcome(micros.copy(), counts, events.sum(), bytes.sum());
    }

    @Override
    public void close() throws IOException {
        closed = true;
        for (Socket listener : listeners) {
            listener.close();
        }
        http.shutdownNow();
    }
}
