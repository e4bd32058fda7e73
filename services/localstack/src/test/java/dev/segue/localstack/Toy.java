package dev.segue.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A small program for the stack to run: it listens on its port, and misbehaves as told. */
record Toy(String name, PortSetting port, List<String> needs, Manner manner, Duration deadline) implements Program {

    enum Manner {
        GOOD,
        /** Ends at once. */
        DIES,
        /** Never listens. */
        DEAF,
        /** Does not end when asked to. */
        STUBBORN
    }

    static Toy of(String name, String... needs) {
        return new Toy(name, PortSetting.anyFree(name), List.of(needs), Manner.GOOD, Duration.ofSeconds(30));
    }

    Toy that(Manner another) {
        return new Toy(name, port, needs, another, deadline);
    }

    Toy within(Duration another) {
        return new Toy(name, port, needs, manner, another);
    }

    Toy on(PortSetting another) {
        return new Toy(name, another, needs, manner, deadline);
    }

    @Override
    public Launch launch(Placement placement) {
        return new Launch(
                Toy.class.getName(),
                List.of(CodeSource.of(Toy.class).toString()),
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                List.of(
                        Integer.toString(placement.port(name)),
                        manner.name(),
                        placement.data().toString()),
                Map.of("TOY_PORTS", placement.ports().toString()));
    }

    @Override
    public Optional<String> complaint(int port) {
        return Ports.answers(port) ? Optional.empty() : Optional.of("nothing listens on port " + port);
    }

    /** @param args the port, the manner and the data directory */
    public static void main(String[] args) throws Exception {
        System.out.println("toy with ports " + System.getenv("TOY_PORTS"));
        // How often it was started tells what outlives a restart.
        Files.writeString(Path.of(args[2], "starts"), "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        switch (Manner.valueOf(args[1])) {
            case DIES -> {
                System.out.println("no toy today");
                System.exit(3);
            }
            case DEAF -> TimeUnit.HOURS.sleep(1);
            case STUBBORN -> Runtime.getRuntime().addShutdownHook(new Thread(Toy::hang));
            case GOOD -> {}
        }
        try (ServerSocket server = new ServerSocket(Integer.parseInt(args[0]), 50, InetAddress.getLoopbackAddress())) {
            while (true) {
                try (Socket visitor = server.accept()) {
                    visitor.shutdownOutput();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the toy cannot listen", e);
        }
    }

    private static void hang() {
        try {
            TimeUnit.HOURS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
