package dev.segue.segmenter.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far the stores that are being restored have come. Thread-safe. */
public final class RestoreProgress implements StateRestoreListener {
    private final Map<TopicPartition, Stretch> running = new ConcurrentHashMap<>();

    /** What is left of a changelog: offsets, the end not included. */
    private record Stretch(long at, long end) {
        long left() {
            return Math.max(0, end - at);
        }
    }

    /** How many records are left to read for all of them. */
    public long remaining() {
        return running.values().stream().mapToLong(Stretch::left).sum();
    }

    /** How many records are left to read for a partition's stores, by their offsets: a few of these are no records. */
    public long remaining(int partition) {
        return running.entrySet().stream()
                .filter(changelog -> changelog.getKey().partition() == partition)
                .mapToLong(changelog -> changelog.getValue().left())
                .sum();
    }

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long start, long end) {
        running.put(changelog, new Stretch(start, end));
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long last, long restored) {
        running.computeIfPresent(changelog, (same, stretch) -> new Stretch(last + 1, stretch.end));
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long restored) {
        running.remove(changelog);
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long restored) {
        running.remove(changelog);
    }
}
