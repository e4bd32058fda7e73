package dev.segue.localstack;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A single-node broker in KRaft mode, with its controller, on loopback.
 *
 * @param distribution where the broker's program is
 * @param port where clients reach it
 */
public record Kafka(Distribution distribution, PortSetting port) implements Program {
    /** The program's name. */
    public static final String NAME = "kafka";

    /** Sets the broker's port; 9092 by default. */
    public static final String PORT_VARIABLE = "SEGUE_KAFKA_PORT";

    private static final int DEFAULT_PORT = 9092;
    private static final int ANSWER_MILLIS = 10_000;

    /** Of any broker that is alone and for this machine only, wherever it runs. */
    private static final String SETTINGS = """
            # One node: every internal topic has one replica, and few partitions keep starts quick.
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=8
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            transaction.state.log.num.partitions=8
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            share.coordinator.state.topic.num.partitions=8

            # A group of one machine need not wait for late members.
            group.initial.rebalance.delay.ms=0
            group.streams.initial.rebalance.delay.ms=0

            # A misspelt topic is an error, not a new topic.
            auto.create.topics.enable=false

            # The default, 128 MB, is a quarter of the heap; this is enough to compact 600,000 keys in a pass.
            log.cleaner.dedupe.buffer.size=16777216
            """;

    /** The broker on the port of the environment. */
    public static Kafka configured(Distribution distribution) {
        return new Kafka(distribution, PortSetting.of(PORT_VARIABLE, DEFAULT_PORT));
    }

    /** What clients call {@code bootstrap.servers}. */
    public static String bootstrapServers(int port) {
        return "127.0.0.1:" + port;
    }

    /** Settings of the broker, by name, apart from where it listens and what it writes. */
    public static Map<String, String> settings() {
        Properties settings = new Properties();
        try {
            settings.load(new StringReader(SETTINGS));
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be read", e);
        }
        return settings.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, settings::getProperty));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Launch launch(Placement placement) throws IOException {
        Path logDirectory = placement.data().resolve("log");
        Path properties = placement.data().resolve("server.properties");
        Files.writeString(properties, properties(placement.port(NAME), Ports.free(), logDirectory));
        return new Launch(
                Broker.class.getName(),
                List.of(distribution.kafka().resolve("*").toString()),
                List.of(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-Dorg.slf4j.simpleLogger.logFile=System.out",
                        "-Dorg.slf4j.simpleLogger.showDateTime=true",
                        "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS",
                        // Hundreds of lines of settings at every start would bury what is worth reading.
                        "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.common.config.AbstractConfig=warn"),
                List.of(properties.toString(), logDirectory.toString()),
                Map.of());
    }

    @Override
    public Optional<String> complaint(int port) {
        if (!Ports.answers(port)) {
            return Optional.of("nothing listens on port " + port);
        }
        Map<String, Object> config = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(port),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS);
        // Closed within a time too: by itself, a close waits for as long as a request may.
        Admin admin = Admin.create(config);
        try {
            boolean noNode = admin.describeCluster()
                    .nodes()
                    .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                    .isEmpty();
            return noNode ? Optional.of("the broker has not joined its cluster yet") : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while asking the broker");
        } catch (ExecutionException | TimeoutException e) {
            return Optional.of("the broker does not describe its cluster: " + e);
        } finally {
            admin.close(Duration.ofMillis(ANSWER_MILLIS));
        }
    }

    private static String properties(int port, int controllerPort, Path logDirectory) {
        return """
                # Written at every start of the local stack: changes made here are lost.
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=BROKER://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=BROKER://127.0.0.1:%1$d
                listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=BROKER
                controller.listener.names=CONTROLLER
                log.dirs=%3$s

                %4$s""".formatted(port, controllerPort, escape(logDirectory), SETTINGS);
    }

    /** Properties files are read as Latin-1, and a backslash begins an escape in them. */
    private static String escape(Path path) {
        StringBuilder escaped = new StringBuilder();
        for (char c : path.toString().toCharArray()) {
            if (c == '\\') {
                escaped.append("\\\\");
            } else if (c < ' ' || c > '~') {
                escaped.append("\\u%04x".formatted((int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
