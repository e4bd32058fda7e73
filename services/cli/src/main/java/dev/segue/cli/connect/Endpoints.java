package dev.segue.cli.connect;

import dev.segue.cli.CommandFailure;
import dev.segue.cli.stack.LocalPrograms;
import dev.segue.localstack.Home;
import dev.segue.localstack.Kafka;
import dev.segue.localstack.LocalStack;
import dev.segue.localstack.Registry;
import dev.segue.localstack.StackException;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/**
 * Where everything listens, and how to get in.
 *
 * @param bootstrapServers what Kafka clients call {@code bootstrap.servers}
 * @param registryUrl base address of the registry's Confluent-compatible API
 * @param segmenter base address of the segmenter's HTTP API
 * @param trainer base address of the trainer's HTTP API
 * @param security for the brokers and the registry
 */
public record Endpoints(String bootstrapServers, String registryUrl, URI segmenter, URI trainer, Security security) {
    /** Where whoever comes gets in. */
    public Endpoints(String bootstrapServers, String registryUrl, URI segmenter, URI trainer) {
        this(bootstrapServers, registryUrl, segmenter, trainer, Security.NONE);
    }

    /**
     * The endpoints of the stack elsewhere that the environment names, or else of the local one.
     *
     * @throws CommandFailure naming the variable that is not set, or the program that does not run
     */
    public static Endpoints configured() {
        return StackElsewhere.isNamed() ? StackElsewhere.endpoints() : of(Home.configured());
    }

    /** The segmenter's base address alone, as {@link #configured}. */
    public static URI configuredSegmenter() {
        return StackElsewhere.isNamed() ? StackElsewhere.segmenter() : segmenter(Home.configured());
    }

    /** The trainer's base address alone, as {@link #configured}. */
    public static URI configuredTrainer() {
        return StackElsewhere.isNamed() ? StackElsewhere.trainer() : trainer(Home.configured());
    }

    /**
     * The endpoints of the local stack that runs in a home.
     *
     * @throws CommandFailure naming the program that does not run
     */
    public static Endpoints of(Home home) {
        return in(
                home,
                stack -> new Endpoints(
                        Kafka.bootstrapServers(stack.port(Kafka.NAME)),
                        Registry.url(stack.port(Registry.NAME)),
                        loopback(stack.port(LocalPrograms.SEGMENTER)),
                        loopback(stack.port(LocalPrograms.TRAINER))));
    }

    /** The segmenter's base address, whatever else runs; as {@link #of}. */
    static URI segmenter(Home home) {
        return in(home, stack -> loopback(stack.port(LocalPrograms.SEGMENTER)));
    }

    /** The trainer's base address, whatever else runs: models are rolled back when things go wrong. As {@link #of}. */
    static URI trainer(Home home) {
        return in(home, stack -> loopback(stack.port(LocalPrograms.TRAINER)));
    }

    private static <T> T in(Home home, Function<LocalStack, T> wanted) {
        try (LocalStack stack = new LocalStack(home, List.of(), progress -> {})) {
            return wanted.apply(stack);
        } catch (StackException e) {
            throw new CommandFailure(e.getMessage() + " Start what is missing with: segue up", e);
        }
    }

    private static URI loopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
