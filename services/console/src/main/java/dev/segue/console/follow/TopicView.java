package dev.segue.console.follow;

import dev.segue.avro.topics.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the console holds of a topic. Takes records on the follower's thread and is asked from any. */
public interface TopicView {
    /** The topic. */
    Topic topic();

    /** How many of the latest records it wants at the start, of all partitions together; all where it says nothing else. */
    default long latest() {
        return Long.MAX_VALUE;
    }

    /**
     * Takes a record; perhaps once more after the broker was away.
     *
     * @throws dev.segue.avro.registry.RegistryUnavailableException where it cannot be read now; it comes again later
     * @throws dev.segue.avro.registry.UndecodableException where it never can; it is left out, and that is logged
     */
    void accept(ConsumerRecord<byte[], byte[]> record);
}
