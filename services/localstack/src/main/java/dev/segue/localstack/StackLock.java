package dev.segue.localstack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Held while programs of a home are started or stopped, so that two commands never do so at once. */
final class StackLock implements AutoCloseable {
    private static final long POLL_MILLIS = 100;

    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for its turn; says so when it must. The home's directories must exist. */
    static StackLock acquire(Home home, Consumer<StackEvent> progress) throws InterruptedException {
        try {
            FileChannel channel =
                    FileChannel.open(home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean told = false;
            while (tryLock(channel).isEmpty()) {
                if (!told) {
                    progress.accept(new StackEvent.Notice("Another command is starting or stopping the stack in "
                            + home.root() + ": waiting for it."));
                    told = true;
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            return new StackLock(channel);
        } catch (IOException e) {
            throw new StackException("Cannot lock " + home.lockFile() + ": " + e, e);
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it.
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StackException("Cannot unlock the stack: " + e, e);
        }
    }
}
