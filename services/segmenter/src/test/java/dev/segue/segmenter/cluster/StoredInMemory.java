package dev.segue.segmenter.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** A task's customers as a store has them: in the order of their ids' octets. */
public final class StoredInMemory implements ReadOnlyKeyValueStore<String, byte[]> {
    private final NavigableMap<String, byte[]> customers = new TreeMap<>(CustomerOrder.BY_OCTETS);

    /** A customer each, whose bytes are the id's. */
    public StoredInMemory(String... ids) {
        for (String id : ids) {
            customers.put(id, id.getBytes(UTF_8));
        }
    }

    /** Open tasks, the first of partition 0, that have them. */
    public static OpenCustomers open(StoredInMemory... stores) {
        OpenTasks tasks = new OpenTasks();
        return new OpenCustomers(
                IntStream.range(0, stores.length)
                        .mapToObj(partition -> new OpenCustomers.Part(claim(tasks, partition), stores[partition]))
                        .toList(),
                tasks);
    }

    private static OpenTasks.Claim claim(OpenTasks tasks, int partition) {
        tasks.watch()
                .init(new MockProcessorContext<>(
                        new Properties(),
                        new TaskId(0, partition),
                        Path.of("unused").toFile()));
        return tasks.claim(partition);
    }

    @Override
    public byte @Nullable [] get(String id) {
        return customers.get(id);
    }

    @Override
    public KeyValueIterator<String, byte[]> range(@Nullable String from, @Nullable String to) {
        if (to != null) {
            throw new IllegalArgumentException("asked only for what has no end");
        }
        return new Entries(from == null ? customers : customers.tailMap(from, true));
    }

    @Override
    public KeyValueIterator<String, byte[]> all() {
        return range(null, null);
    }

    @Override
    public long approximateNumEntries() {
        return customers.size();
    }

    private static final class Entries implements KeyValueIterator<String, byte[]> {
        private final List<KeyValue<String, byte[]>> entries;
        private int at;

        Entries(NavigableMap<String, byte[]> of) {
            this.entries = of.entrySet().stream()
                    .map(entry -> KeyValue.pair(entry.getKey(), entry.getValue()))
                    .toList();
        }

        @Override
        public boolean hasNext() {
            return at < entries.size();
        }

        @Override
        public KeyValue<String, byte[]> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return entries.get(at++);
        }

        @Override
        public String peekNextKey() {
            return entries.get(at).key;
        }

        @Override
        public void close() {}
    }
}
