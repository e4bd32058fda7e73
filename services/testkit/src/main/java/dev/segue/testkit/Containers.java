package dev.segue.testkit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.segue.localstack.Kafka;
import dev.segue.localstack.Registry;
import dev.segue.localstack.StackException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;

/**
 * Testcontainers' broker, with the local stack's settings, and a registry, of the images that the compose file names. They
 * end with the virtual machine, unless it is killed.
 */
record Containers(KafkaContainer broker, GenericContainer<?> registry) implements RunningStack {
    private static final ComposeFile COMPOSE = ComposeFile.ofTheProject();
    private static final String BROKER_IMAGE = COMPOSE.image("kafka");
    private static final String REGISTRY_IMAGE = COMPOSE.image("registry");
    private static final int REGISTRY_PORT = 8080;
    /** Of each image. An engine that cannot reach a registry says so much sooner. */
    private static final long PULL_MINUTES = 5;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What containers cannot be started for, in a few words; empty if they can. Pulls the images if they are absent. */
    static Optional<String> obstacle() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no Docker engine answers");
        }
        return Stream.of(BROKER_IMAGE, REGISTRY_IMAGE)
                .map(Containers::lackOf)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Starts both. Call {@link #obstacle()} before. */
    static Containers start() {
        Containers containers = new Containers(
                new KafkaContainer(BROKER_IMAGE).withEnv(environment(Kafka.settings())),
                new GenericContainer<>(REGISTRY_IMAGE)
                        .withExposedPorts(REGISTRY_PORT)
                        .withEnv("APICURIO_RULES_GLOBAL_COMPATIBILITY", Registry.COMPATIBILITY)
                        .waitingFor(Wait.forHttp(Registry.PATH + "/subjects").withStartupTimeout(PATIENCE)));
        try {
            Startables.deepStart(containers.broker, containers.registry).join();
        } catch (RuntimeException e) {
            containers.close();
            throw new StackException("Containers of the broker and the registry do not start: " + e.getMessage(), e);
        }
        return containers;
    }

    @Override
    public TestStack endpoints() {
        return new TestStack(
                broker.getBootstrapServers(),
                "http://%s:%d%s".formatted(registry.getHost(), registry.getMappedPort(REGISTRY_PORT), Registry.PATH));
    }

    @Override
    public String description() {
        return "containers (%s, %s)".formatted(BROKER_IMAGE, REGISTRY_IMAGE);
    }

    @Override
    public void close() {
        Stream.of(broker, registry).parallel().forEach(GenericContainer::stop);
    }

    /** The image takes a broker's settings as variables. */
    private static Map<String, String> environment(Map<String, String> settings) {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(
                        setting -> "KAFKA_" + setting.getKey().replace('.', '_').toUpperCase(Locale.ROOT),
                        Map.Entry::getValue));
    }

    /** Testcontainers would go on trying for minutes. */
    private static Optional<String> lackOf(String image) {
        DockerClient engine = DockerClientFactory.lazyClient();
        try {
            engine.inspectImageCmd(image).exec();
            return Optional.empty();
        } catch (NotFoundException absent) {
            return pull(engine, image);
        }
    }

    private static Optional<String> pull(DockerClient engine, String image) {
        System.out.println("Pulling " + image + ", for integration tests");
        try (PullImageResultCallback pull = engine.pullImageCmd(image).exec(new PullImageResultCallback())) {
            if (pull.awaitCompletion(PULL_MINUTES, TimeUnit.MINUTES)) {
                return Optional.empty();
            }
            return Optional.of("the image %s could not be pulled within %d minutes".formatted(image, PULL_MINUTES));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while pulling " + image);
        } catch (IOException | DockerException e) {
            return Optional.of("the image %s is not there and cannot be pulled: %s"
                    .formatted(image, String.valueOf(e.getMessage()).strip()));
        }
    }
}
