package dev.segue.cli.catchup;

import dev.segue.cli.CommandFailure;
import dev.segue.cli.connect.StreamSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the segmenter is behind its input topics.
 *
 * @param records records published and not processed yet
 * @param processed sum of the offsets processed so far: it grows as long as the segmenter works
 */
public record Backlog(long records, long processed) {

    /** Measures the segmenter's backlog anew at every call. The client stays the caller's. */
    public static Supplier<Backlog> of(Admin admin, StreamSettings settings) {
        return () -> measure(admin, settings);
    }

    private static Backlog measure(Admin admin, StreamSettings settings) {
        List<TopicPartition> partitions = partitions(admin, settings.topics().inputs());
        // Committed first: a record processed between the two questions then counts as not processed, never the
        // reverse.
        Map<TopicPartition, OffsetAndMetadata> committed =
                answer(admin.listConsumerGroupOffsets(settings.segmenterGroup()).partitionsToOffsetAndMetadata());
        Map<TopicPartition, ListOffsetsResultInfo> beginnings = offsets(admin, partitions, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(admin, partitions, OffsetSpec.latest());
        long records = 0;
        long processed = 0;
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = committed.get(partition);
            long done = offset == null ? offsetOf(beginnings, partition) : offset.offset();
            records += Math.max(0, offsetOf(ends, partition) - done);
            processed += done;
        }
        return new Backlog(records, processed);
    }

    /**
     * Records ever written to a topic, by its offsets.
     *
     * @return zero where there is no such topic
     */
    static long written(Admin admin, String topic) {
        if (!answer(admin.listTopics().names()).contains(topic)) {
            return 0;
        }
        List<TopicPartition> partitions = partitions(admin, List.of(topic));
        return offsets(admin, partitions, OffsetSpec.latest()).values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    private static List<TopicPartition> partitions(Admin admin, List<String> topics) {
        Map<String, TopicDescription> descriptions =
                answer(admin.describeTopics(topics).allTopicNames());
        return descriptions.values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
            Admin admin, List<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, which));
        return answer(admin.listOffsets(wanted).all());
    }

    private static long offsetOf(Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
        ListOffsetsResultInfo offset = offsets.get(partition);
        return offset == null ? 0 : offset.offset();
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while asking the broker", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new CommandFailure("the broker does not answer as it should: " + cause.getMessage(), cause);
        }
    }
}
