package dev.segue.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpProbeTest {
    private static Optional<String> complaintAbout(int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            return HttpProbe.complaint(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/health"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldBeContentWithAGoodAnswer() throws IOException {
        assertThat(complaintAbout(200)).isEmpty();
    }

    @Test
    void shouldTellTheStatusOfABadAnswer() throws IOException {
        assertThat(complaintAbout(503))
                .hasValueSatisfying(complaint -> assertThat(complaint).contains("503"));
    }

    @Test
    void shouldTellThatNothingAnswers() {
        assertThat(HttpProbe.complaint(URI.create("http://127.0.0.1:" + Ports.free() + "/health")))
                .hasValueSatisfying(complaint -> assertThat(complaint).contains("does not answer"));
    }
}
