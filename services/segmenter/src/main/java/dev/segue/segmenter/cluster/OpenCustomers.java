package dev.segue.segmenter.cluster;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The customers of tasks that are open here. One thread. */
public final class OpenCustomers {
    private final List<Part> parts;
    private final OpenTasks tasks;

    /** A task's. */
    record Part(OpenTasks.Claim claim, ReadOnlyKeyValueStore<String, byte[]> store) {}

    OpenCustomers(List<Part> parts, OpenTasks tasks) {
        this.parts = List.copyOf(parts);
        this.tasks = tasks;
    }

    /** The partitions they are of. */
    public SortedSet<Integer> partitions() {
        return parts.stream().map(part -> part.claim.partition()).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Goes through them in {@link CustomerOrder}.
     *
     * @param from the id to begin at; null for the first
     * @return to be closed
     */
    public CustomersInOrder from(@Nullable String from) {
        return new CustomersInOrder(
                parts.stream().map(part -> part.store.range(from, null)).toList(),
                () -> parts.forEach(part -> tasks.confirm(part.claim)));
    }
}
