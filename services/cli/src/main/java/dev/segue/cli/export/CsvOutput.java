package dev.segue.cli.export;

import dev.segue.cli.CommandFailure;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes an export so that its file is there whole or not at all. */
final class CsvOutput {
    private CsvOutput() {}

    /**
     * @param csv the export
     * @param file takes the place of what was there once everything is written
     * @return rows, without the header
     */
    static long toFile(InputStream csv, Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path directory = target.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new CommandFailure("%s: its directory does not exist".formatted(file));
        }
        if (Files.isDirectory(target)) {
            throw new CommandFailure("%s is a directory; name a file".formatted(file));
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            // A device or a pipe cannot be put in place of: /dev/null would be gone.
            try (OutputStream out = open(target)) {
                return copy(csv, out, target);
            }
        }
        // Not Files.createTempFile, which would make a file that only its owner can read.
        Path partial = directory.resolve(".%s.%d.partial"
                .formatted(target.getFileName(), ProcessHandle.current().pid()));
        try {
            long rows;
            try (OutputStream out = open(partial)) {
                rows = copy(csv, out, partial);
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return rows;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static OutputStream open(Path file) {
        try {
            return Files.newOutputStream(file);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    private static CommandFailure cannotWrite(Path file, IOException e) {
        return new CommandFailure("%s cannot be written: %s".formatted(file, e), e);
    }

    /**
     * @param file what {@code out} goes to, for errors
     * @return rows, without the header
     */
    static long copy(InputStream csv, OutputStream out, Path file) throws IOException {
        RowCount counting = new RowCount(out, file);
        csv.transferTo(counting);
        counting.flush();
        return Math.max(0, counting.lines - 1);
    }

    /** Counts line ends outside quotes, and tells a failure to write from one to read. */
    private static final class RowCount extends FilterOutputStream {
        private final Path file;
        private long lines;
        private boolean quoted;

        RowCount(OutputStream out, Path file) {
            super(out);
            this.file = file;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                count(bytes[i]);
            }
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw cannotWrite(file, e);
            }
        }

        private void count(byte b) {
            if (b == '"') {
                quoted = !quoted;
            } else if (b == '\n' && !quoted) {
                lines++;
            }
        }
    }
}
