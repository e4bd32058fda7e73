package dev.segue.cli.outbound;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reads a whole topic without a group. Used by one thread. */
public final class TopicReader implements AutoCloseable {
    /** Where reading begins. */
    public enum Start {
        /** With the oldest record there is. */
        BEGINNING,
        /** With the first record that comes from now on. */
        NOW
    }

    private static final Duration A_MOMENT = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> endsAtStart;

    /**
     * @param consumer closed with this reader
     * @param topic full name; created by the broker's rules where it does not exist
     */
    public TopicReader(Consumer<String, byte[]> consumer, String topic, Start start) {
        this.consumer = consumer;
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map((PartitionInfo partition) -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        this.endsAtStart = consumer.endOffsets(partitions);
        if (start == Start.BEGINNING) {
            consumer.seekToBeginning(partitions);
        } else {
            // The ends just read, not "the end" as of the first poll: what comes in between must not be missed.
            endsAtStart.forEach((partition, offset) -> consumer.seek(partition, offset));
        }
    }

    /**
     * Reads on.
     *
     * @param wait for how long to wait for a first record
     */
    public ConsumerRecords<String, byte[]> poll(Duration wait) {
        return consumer.poll(wait);
    }

    /** Gives whatever was there when reading began, of each partition in order, and perhaps some of what came since. */
    public void readAllThereWas(java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        do {
            poll(A_MOMENT).forEach(each);
        } while (!hasReadAllThereWas());
    }

    /** Whether all that was there when reading began has been read. */
    public boolean hasReadAllThereWas() {
        return endsAtStart.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
