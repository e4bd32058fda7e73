package dev.segue.segmenter.cluster;

import dev.segue.segmenter.live.SegmenterTopology;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Which instance has which partitions, as they last agreed among themselves. It may be about to change, and is no proof: who has
 * a partition has its task open ({@link OpenTasks}). Thread-safe.
 */
@Singleton
public final class Owners {
    private static final Comparator<HostInfo> BY_ADDRESS =
            Comparator.comparing(HostInfo::host).thenComparingInt(HostInfo::port);

    private final Streams streams;

    Owners(Streams streams) {
        this.streams = streams;
    }

    /**
     * Who has a customer.
     *
     * @param partition the customer's, by the rule that producers go by unless told otherwise
     * @param instance address of who has it
     */
    public record Owner(int partition, HostInfo instance) {}

    /** This instance's address. */
    public HostInfo here() {
        return streams.started().address();
    }

    /** How many partitions there are. */
    int partitions() {
        return streams.started().partitions();
    }

    /**
     * Who has a customer, if there is such a customer.
     *
     * @throws NotNowException while nobody is known to have their partition
     */
    public Owner of(String customer) {
        KeyQueryMetadata known = streams.ask(running -> running.queryMetadataForKey(
                SegmenterTopology.CUSTOMERS, customer, Serdes.String().serializer()));
        if (known == null || known.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            throw new NotNowException("which instance has which customers is about to be agreed upon");
        }
        return new Owner(known.partition(), known.activeHost());
    }

    /** All instances, and the partitions they have or are about to have; those without any too. */
    public SortedMap<HostInfo, SortedSet<Integer>> all() {
        SortedMap<HostInfo, SortedSet<Integer>> all = new TreeMap<>(BY_ADDRESS);
        for (StreamsMetadata instance : streams.ask(running -> running.metadataForAllStreamsClients())) {
            SortedSet<Integer> partitions = all.computeIfAbsent(instance.hostInfo(), unseen -> new TreeSet<>());
            instance.topicPartitions().stream().map(TopicPartition::partition).forEach(partitions::add);
        }
        return all;
    }
}
