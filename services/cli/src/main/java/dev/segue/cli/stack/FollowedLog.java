package dev.segue.cli.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A log file that grows, and that is replaced by a new one when its program starts again. Used by one thread. */
final class FollowedLog {
    private static final int MAX_BYTES = 1 << 20;

    private final Path file;
    private long position;
    private @Nullable Object fileKey;

    private FollowedLog(Path file, long position, @Nullable Object fileKey) {
        this.file = file;
        this.position = position;
        this.fileKey = fileKey;
    }

    /** A log of which everything that is there now has been seen. The file need not exist. */
    static FollowedLog fromEndOf(Path file) throws IOException {
        return Files.exists(file)
                ? new FollowedLog(file, Files.size(file), fileKey(file))
                : new FollowedLog(file, 0, null);
    }

    /** The complete lines that came since the last call; a line that is still being written waits. */
    List<String> newLines() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        Object key = fileKey(file);
        if (!Objects.equals(key, fileKey) || Files.size(file) < position) {
            fileKey = key;
            position = 0;
        }
        try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(MAX_BYTES, Math.max(0, reader.length() - position))];
            reader.seek(position);
            reader.readFully(bytes);
            int end = completeLines(bytes);
            position += end;
            return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static int completeLines(byte[] bytes) {
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        // A line as long as the buffer is passed on in pieces, or it would never be.
        return bytes.length == MAX_BYTES ? bytes.length : 0;
    }

    private static @Nullable Object fileKey(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}
