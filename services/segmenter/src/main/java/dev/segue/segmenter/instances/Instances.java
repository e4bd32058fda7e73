package dev.segue.segmenter.instances;

import dev.segue.segmenter.cluster.NotNowException;
import dev.segue.segmenter.cluster.OpenTasks;
import dev.segue.segmenter.cluster.Owners;
import dev.segue.segmenter.cluster.Peers;
import dev.segue.segmenter.cluster.RestoreProgress;
import dev.segue.segmenter.instances.InstanceView.TaskView;
import dev.segue.segmenter.service.RunningStreams;
import dev.segue.segmenter.service.SegmenterConfig;
import dev.segue.segmenter.service.SegmenterService;
import io.micronaut.context.annotation.Bean;
import io.micronaut.core.type.Argument;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The instances there are, and how they do. Thread-safe. */
@Singleton
@Bean(preDestroy = "close")
final class Instances implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Instances.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final SegmenterService segmenter;
    private final Owners owners;
    private final OpenTasks tasks;
    private final RestoreProgress restores;
    private final Peers peers;
    private final List<String> topics;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Instances(
            SegmenterService segmenter,
            SegmenterConfig config,
            Owners owners,
            OpenTasks tasks,
            RestoreProgress restores,
            Peers peers) {
        this.segmenter = segmenter;
        this.owners = owners;
        this.tasks = tasks;
        this.restores = restores;
        this.peers = peers;
        this.topics = List.copyOf(config.topics().copartitioned());
    }

    /** All of them: this one first, the others by address. */
    List<InstanceView> all() {
        List<CompletableFuture<InstanceView>> others = new ArrayList<>();
        RunningStreams running = segmenter.running();
        if (running != null) {
            agreed().forEach((address, partitions) -> {
                if (!address.equals(running.address())) {
                    others.add(CompletableFuture.supplyAsync(
                            () -> other(address, partitions, running.subtopology()), threads));
                }
            });
        }
        List<InstanceView> all = new ArrayList<>();
        all.add(own());
        others.forEach(other -> all.add(other.join()));
        return all;
    }

    /** This one. */
    InstanceView own() {
        RunningStreams running = segmenter.running();
        if (running == null) {
            return new InstanceView(null, null, segmenter.state(), true, List.of(), 0, 0L, null, 0.0);
        }
        Figures figures = Figures.of(running.streams().metrics().values());
        return new InstanceView(
                figures.clientId(),
                text(running.address()),
                running.streams().state().name(),
                true,
                ownTasks(running),
                running.streams().metadataForLocalThreads().size(),
                figures.stateBytes(),
                figures.commitLatencyMs(),
                figures.processRate());
    }

    private List<TaskView> ownTasks(RunningStreams running) {
        SortedSet<Integer> partitions = new TreeSet<>(tasks.partitions());
        partitions.addAll(agreed().getOrDefault(running.address(), new TreeSet<>()));
        return partitions.stream()
                .map(partition -> new TaskView(
                        id(running.subtopology(), partition),
                        partition,
                        topics,
                        !tasks.isOpen(partition),
                        restores.remaining(partition)))
                .toList();
    }

    private InstanceView other(HostInfo address, Collection<Integer> partitions, int subtopology) {
        try {
            return peers.ask(
                            address,
                            new Peers.Question(InstancesController.OWN, null, PATIENCE),
                            Argument.of(InstanceView.class))
                    .seenByAnother();
        } catch (NotNowException e) {
            LOG.debug("listed as unreachable: {}", e.getMessage());
            return InstanceView.unreachable(
                    text(address),
                    partitions.stream()
                            .map(partition -> new TaskView(id(subtopology, partition), partition, topics, null, null))
                            .toList());
        }
    }

    /** As the instances last agreed; nothing while they cannot be asked. */
    private SortedMap<HostInfo, SortedSet<Integer>> agreed() {
        try {
            return owners.all();
        } catch (NotNowException e) {
            LOG.debug("no other instances are known: {}", e.getMessage());
            return Collections.emptySortedMap();
        }
    }

    private static String id(int subtopology, int partition) {
        return subtopology + "_" + partition;
    }

    private static String text(HostInfo address) {
        return address.host() + ":" + address.port();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
