package dev.segue.segmenter.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceivedPiecesTest {
    @Test
    void shouldNotBreakACharacterBetweenPieces() {
        // Given a character of two chars where a piece would end
        String text = "x".repeat(32_767) + "🎁" + "y".repeat(10);

        // When
        List<String> pieces = new ArrayList<>();
        try (ReceivedPieces received = new ReceivedPieces(new ByteArrayInputStream(text.getBytes(UTF_8)))) {
            received.forEachRemaining(pieces::add);
        }

        // Then
        assertThat(String.join("", pieces)).isEqualTo(text);
        assertThat(pieces)
                .allSatisfy(piece ->
                        assertThat(new String(piece.getBytes(UTF_8), UTF_8)).isEqualTo(piece));
    }

    @Test
    void shouldNotTakeATextThatBreaksOffForWhole() {
        InputStream broken =
                new SequenceInputStream(new ByteArrayInputStream("abc".getBytes(UTF_8)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("gone");
                    }
                });

        try (ReceivedPieces received = new ReceivedPieces(broken)) {
            assertThatThrownBy(() -> received.forEachRemaining(piece -> {}))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("broke off");
        }
    }
}
