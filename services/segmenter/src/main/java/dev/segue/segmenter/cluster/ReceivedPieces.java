package dev.segue.segmenter.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A text in UTF-8 as another instance sends it. One thread. */
final class ReceivedPieces implements StreamedPart.Pieces {
    private static final int MOST_CHARS = 32_768;

    private final Reader reader;
    // One more, for the other half of a character.
    private final char[] place = new char[MOST_CHARS + 1];
    private @Nullable String next;

    ReceivedPieces(InputStream text) {
        this.reader = new InputStreamReader(text, UTF_8);
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = read();
        }
        return next != null;
    }

    private @Nullable String read() {
        try {
            int length = reader.read(place, 0, MOST_CHARS);
            if (length < 0) {
                return null;
            }
            if (length > 0 && Character.isHighSurrogate(place[length - 1])) {
                length += Math.max(0, reader.read(place, length, 1));
            }
            return new String(place, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException("another instance's part broke off", e);
        }
    }

    @Override
    public String next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        String piece = next;
        next = null;
        return piece;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException("another instance's part cannot be closed", e);
        }
    }
}
