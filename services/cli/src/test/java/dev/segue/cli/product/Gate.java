package dev.segue.cli.product;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a port of this machine that can be shut, as when a network fails: what went through is cut off, and nobody gets in. */
final class Gate implements AutoCloseable {
    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> through = ConcurrentHashMap.newKeySet();
    private final int to;
    private volatile boolean shut;

    Gate(int to) throws IOException {
        this.to = to;
        Thread.ofVirtual().start(this::letIn);
    }

    String address() {
        return "http://127.0.0.1:" + entrance.getLocalPort();
    }

    void shut() throws IOException {
        shut = true;
        for (Socket socket : through) {
            socket.close();
        }
    }

    void open() {
        shut = false;
    }

    /** How many are going through. */
    int through() {
        return through.size() / 2;
    }

    private void letIn() {
        try {
            while (true) {
                Socket from = entrance.accept();
                if (shut) {
                    from.close();
                } else {
                    Socket there = new Socket(InetAddress.getLoopbackAddress(), to);
                    through.add(from);
                    through.add(there);
                    Thread.ofVirtual().start(() -> carry(from, there));
                    Thread.ofVirtual().start(() -> carry(there, from));
                }
            }
        } catch (IOException e) {
            if (!entrance.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void carry(Socket from, Socket there) {
        try (from;
                there;
                InputStream in = from.getInputStream()) {
            in.transferTo(there.getOutputStream());
        } catch (IOException e) {
            // Either end went, or the gate was shut: that ends it.
        } finally {
            through.remove(from);
            through.remove(there);
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        shut();
    }
}
