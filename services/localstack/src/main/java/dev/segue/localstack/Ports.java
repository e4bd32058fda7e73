package dev.segue.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** Ports on loopback: which are free, and which one a program gets. */
public final class Ports {
    private Ports() {}

    /** A port that nothing listens on at this moment. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on loopback", e);
        }
    }

    /** Whether a server could listen on this port of loopback now. */
    static boolean isFree(int port) {
        // Binding alone is not proof: some systems let a loopback address share a port with a wildcard listener.
        if (answers(port)) {
            return false;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether something accepts connections on this port of loopback. */
    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The port a program gets: the one a person chose, or none; else the one it had last, so that others which know it
     * by that port still find it; else the default; else any free one, which is told.
     *
     * @throws StackException if a person chose a port that is taken
     */
    static int choose(String program, PortSetting setting, OptionalInt last, Consumer<StackEvent> progress) {
        return choose(program, setting, last, progress, Ports::isFree);
    }

    static int choose(
            String program, PortSetting setting, OptionalInt last, Consumer<StackEvent> progress, IntPredicate isFree) {
        if (setting.explicit() && setting.port() != 0) {
            if (isFree.test(setting.port())) {
                return setting.port();
            }
            throw new StackException(
                    "Port %d for %s is taken by another program. Stop that program, or set %s to another port (0 for any free one)."
                            .formatted(setting.port(), program, setting.variable()));
        }
        if (last.isPresent() && isFree.test(last.getAsInt())) {
            return last.getAsInt();
        }
        if (setting.port() == 0) {
            return free();
        }
        if (isFree.test(setting.port())) {
            return setting.port();
        }
        int port = free();
        progress.accept(new StackEvent.Notice("Port %d is taken by another program: %s gets %d. Set %s to choose one."
                .formatted(setting.port(), program, port, setting.variable())));
        return port;
    }
}
