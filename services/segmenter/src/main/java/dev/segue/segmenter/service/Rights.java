package dev.segue.segmenter.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.TopologyDescription;

/**
 * What brokers must let a topology do with topics.
 *
 * @param needed operations by the topic's name
 */
record Rights(Map<String, Set<AclOperation>> needed) {
    private static final int ANSWER_SECONDS = 10;

    /**
     * To read what it reads, and write what it writes.
     *
     * @param seen topics that it must know to be there besides
     */
    static Rights of(TopologyDescription topology, Collection<String> seen) {
        Map<String, Set<AclOperation>> needed = new TreeMap<>();
        topology.globalStores().forEach(store -> read(needed, store.source()));
        for (TopologyDescription.Subtopology part : topology.subtopologies()) {
            for (TopologyDescription.Node node : part.nodes()) {
                switch (node) {
                    case TopologyDescription.Source source -> read(needed, source);
                    case TopologyDescription.Sink sink -> add(needed, sink.topic(), AclOperation.WRITE);
                    default -> {
                        // Whatever lies between touches no topic.
                    }
                }
            }
        }
        seen.forEach(topic -> needed.putIfAbsent(topic, Set.of(AclOperation.DESCRIBE)));
        return new Rights(needed);
    }

    private static void read(Map<String, Set<AclOperation>> needed, TopologyDescription.Source source) {
        source.topicSet().forEach(topic -> add(needed, topic, AclOperation.READ));
    }

    private static void add(Map<String, Set<AclOperation>> needed, String topic, AclOperation operation) {
        needed.computeIfAbsent(topic, none -> new TreeSet<>()).add(operation);
    }

    /**
     * Those that the brokers do not give, in words, such as {@code WRITE segue.segment-events.v1}. Topics that are not there are
     * left out.
     *
     * @throws ExecutionException where the brokers do not answer as they should
     */
    List<String> missing(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        List<String> missing = new ArrayList<>();
        Map<String, KafkaFuture<TopicDescription>> topics = admin.describeTopics(
                        needed.keySet(), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        for (Map.Entry<String, Set<AclOperation>> topic : needed.entrySet()) {
            KafkaFuture<TopicDescription> description = Objects.requireNonNull(topics.get(topic.getKey()));
            Set<AclOperation> given = given(description, topic.getValue());
            topic.getValue().stream()
                    .filter(operation -> !given.contains(operation))
                    .forEach(operation -> missing.add(operation + " " + topic.getKey()));
        }
        return missing;
    }

    private static Set<AclOperation> given(KafkaFuture<TopicDescription> topic, Set<AclOperation> needed)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            Set<AclOperation> given =
                    topic.get(ANSWER_SECONDS, TimeUnit.SECONDS).authorizedOperations();
            // Null where brokers do not tell.
            return given == null ? needed : given;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                return Set.of();
            }
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return needed;
            }
            throw e;
        }
    }
}
