package dev.segue.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs the main class named by its first argument, and ends when the starting process ends.
 *
 * <p>Standard input is the tether: the starting process holds the other end of the pipe and never writes to it, until it
 * either writes {@link #RELEASE}, after which this process lives on by itself, or is gone, which the operating system
 * turns into the end of the stream however it went, by SIGKILL too.
 */
public final class Tether {
    /** Written to standard input to let the process live on. */
    static final int RELEASE = 'R';

    private static final int SHUTDOWN_SECONDS = 20;

    private Tether() {}

    /** @param args the main class, then its arguments */
    public static void main(String[] args) throws Throwable {
        if (args.length == 0) {
            throw new IllegalArgumentException("the first argument must name the main class to run");
        }
        Thread.ofPlatform().daemon().name("tether").start(() -> watch(System.in));
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void watch(InputStream tether) {
        if (isReleased(tether)) {
            return;
        }
        System.err.println("The process that started this one is gone: ending too.");
        // Shutdown hooks may hang without the other programs they talk to; nobody is left to send SIGKILL.
        CompletableFuture.delayedExecutor(SHUTDOWN_SECONDS, TimeUnit.SECONDS)
                .execute(() -> Runtime.getRuntime().halt(1));
        System.exit(0);
    }

    static boolean isReleased(InputStream tether) {
        try {
            return tether.read() == RELEASE;
        } catch (IOException e) {
            return false;
        }
    }
}
