package dev.segue.cli.csv;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The text of a file, plain or gzipped (told by its first bytes, not its name). UTF-8, with or without byte order mark; bytes
 * that are not UTF-8 become U+FFFD, as they are no reason to stop.
 */
public final class CsvText {
    private static final int GZIP_MAGIC = 0x8b1f;
    private static final int BUFFER = 1 << 16;

    private CsvText() {}

    /** Opens a file at its beginning, without the byte order mark. */
    public static BufferedReader open(Path path) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        try {
            in.mark(2);
            int magic = in.read() | in.read() << 8;
            in.reset();
            InputStream plain = magic == GZIP_MAGIC ? new GZIPInputStream(in, BUFFER) : in;
            return new BufferedReader(new InputStreamReader(skipByteOrderMark(plain), StandardCharsets.UTF_8), BUFFER);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static InputStream skipByteOrderMark(InputStream plain) throws IOException {
        BufferedInputStream in = new BufferedInputStream(plain, BUFFER);
        in.mark(3);
        boolean marked = in.read() == 0xEF && in.read() == 0xBB && in.read() == 0xBF;
        if (!marked) {
            in.reset();
        }
        return in;
    }
}
