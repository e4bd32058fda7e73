package dev.segue.segmenter.cluster;

import io.micronaut.context.annotation.Bean;
import io.micronaut.core.type.Argument;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * Asks every instance for its part, this one among them. The parts together are of all customers, each once; or else there is
 * no answer, but a {@link NotNowException}. Blocks. Thread-safe.
 */
@Singleton
@Bean(preDestroy = "close")
public final class Gathering implements AutoCloseable {
    /** Names the partitions of a part that is no JSON. */
    public static final String PARTITIONS = "segue-partitions";

    private final Owners owners;
    private final OpenTasks tasks;
    private final Peers peers;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Gathering(Owners owners, OpenTasks tasks, Peers peers) {
        this.owners = owners;
        this.tasks = tasks;
        this.peers = peers;
    }

    /**
     * Asks all instances for what is written in JSON.
     *
     * @param here gives this instance's part
     * @param path where others give theirs, under {@link Peers#PARTS}
     * @param body what they are sent; null for nothing
     * @param patience how long they may take
     * @param type what they answer with
     */
    public <P extends Part> List<P> ask(
            Supplier<P> here, String path, @Nullable Object body, Duration patience, Argument<P> type) {
        Peers.Question question = new Peers.Question(path, body, patience);
        return gather(here, peer -> peers.ask(peer, question, type));
    }

    /**
     * Asks all instances for what is too large to be in memory whole.
     *
     * @param here gives this instance's part
     * @param path as above; who answers under it names its partitions in the header {@value #PARTITIONS}
     * @param body what they are sent
     * @param patience how long they may take until they begin to answer
     * @return to be closed, each
     */
    public List<StreamedPart> stream(Supplier<StreamedPart> here, String path, Object body, Duration patience) {
        Peers.Question question = new Peers.Question(path, body, patience);
        return gather(here, peer -> {
            HttpResponse<InputStream> response = peers.stream(peer, question);
            return new StreamedPart(
                    partitions(response.headers().firstValue(PARTITIONS).orElse("")),
                    new ReceivedPieces(response.body()));
        });
    }

    /** Partitions as the header {@value #PARTITIONS} has them. */
    public static String header(SortedSet<Integer> partitions) {
        return partitions.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static SortedSet<Integer> partitions(String header) {
        return Arrays.stream(header.split(",", -1))
                .filter(text -> !text.isEmpty())
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Asks all instances.
     *
     * @param here gives this instance's part
     * @param there gets another's; called by threads of its own
     * @return this instance's first
     */
    private <P extends Part> List<P> gather(Supplier<P> here, Function<HostInfo, P> there) {
        List<Future<P>> others = others().stream()
                .map(peer -> threads.submit(() -> there.apply(peer)))
                .toList();
        List<P> parts = new ArrayList<>();
        try {
            parts.add(here.get());
            for (Future<P> other : others) {
                parts.add(answer(other));
            }
            requireWhole(parts, owners.partitions());
            return parts;
        } catch (RuntimeException e) {
            parts.forEach(Part::discard);
            others.forEach(other -> discard(other, parts));
            throw e;
        }
    }

    /** Who is said to have the partitions that are not open here. */
    private Collection<HostInfo> others() {
        SortedSet<Integer> missing = all(owners.partitions());
        missing.removeAll(tasks.partitions());
        if (missing.isEmpty()) {
            return List.of();
        }
        HostInfo here = owners.here();
        return owners.all().entrySet().stream()
                .filter(instance -> !instance.getKey().equals(here))
                .filter(instance -> instance.getValue().stream().anyMatch(missing::contains))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static <P> P answer(Future<P> other) {
        try {
            return other.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotNowException("other instances were not waited for", e);
        }
    }

    private static <P extends Part> void discard(Future<P> other, Collection<P> discarded) {
        if (!other.cancel(true) && other.state() == Future.State.SUCCESS && !discarded.contains(other.resultNow())) {
            other.resultNow().discard();
        }
    }

    /**
     * That some parts are of all partitions, and none of them twice.
     *
     * @throws NotNowException naming the partitions that are missing, or there twice because they just moved
     */
    static void requireWhole(Collection<? extends Part> parts, int partitions) {
        SortedSet<Integer> missing = all(partitions);
        SortedSet<Integer> twice = new TreeSet<>();
        for (Part part : parts) {
            for (int partition : part.partitions()) {
                if (!missing.remove(partition)) {
                    twice.add(partition);
                }
            }
        }
        if (!missing.isEmpty() || !twice.isEmpty()) {
            throw new NotNowException("partitions are moving between instances: %s are open on none, %s on two"
                    .formatted(missing, twice));
        }
    }

    private static SortedSet<Integer> all(int partitions) {
        SortedSet<Integer> all = new TreeSet<>();
        IntStream.range(0, partitions).forEach(all::add);
        return all;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
