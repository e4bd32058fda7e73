package dev.segue.avro.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics under one prefix, but for the inputs, which may be others' too.
 *
 * @param prefix put before every topic's name, also the prefix of group, transactional and client ids, so that access
 *     rules can be written for it; for example {@code segue.}
 * @param inputPrefix put before the inputs' names instead: another one where they are shared with another Segue, such as one
 *     that is to take its place
 */
public record TopicCatalogue(String prefix, String inputPrefix) {
    private static final String LEGAL = "[A-Za-z0-9._-]{0,100}";
    private static final Duration UNTIL_LED = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /**
     * @throws IllegalArgumentException when a prefix is not legal in a topic's name
     */
    public TopicCatalogue {
        for (String given : List.of(prefix, inputPrefix)) {
            if (!given.matches(LEGAL)) {
                throw new IllegalArgumentException(
                        "prefix '%s' must be at most 100 letters, digits, '.', '_' or '-'".formatted(given));
            }
        }
    }

    /**
     * With inputs of its own.
     *
     * @throws IllegalArgumentException when the prefix is not legal in a topic's name
     */
    public TopicCatalogue(String prefix) {
        this(prefix, prefix);
    }

    /** Full name of a topic. */
    public String name(Topic topic) {
        return (topic.isInput() ? inputPrefix : prefix) + topic.unprefixed();
    }

    /** Full names of all topics. */
    public List<String> names() {
        return Arrays.stream(Topic.values()).map(this::name).toList();
    }

    /** Full names of the segmenter's input topics. */
    public List<String> inputs() {
        return Topic.inputs().stream().map(this::name).toList();
    }

    /** Full names of all topics that must have as many partitions as the inputs. */
    public List<String> copartitioned() {
        return Topic.copartitioned().stream().map(this::name).toList();
    }

    /**
     * Creates the topics that are not there yet; those that are stay as they are. Returns when every partition's leader
     * takes records, which is a moment after the topics are created. A producer that does not wait for that can lose its first
     * records: of several requests on their way the first is refused, a later one taken, and the first then refused for ever
     * as out of order (KAFKA-15591).
     *
     * @param partitions how many partitions topics keyed by customer get
     * @return the names of the topics created
     * @throws TopicException when the broker refuses, or does not answer for the topics within half a minute
     */
    public List<String> create(Admin admin, int partitions) {
        List<NewTopic> wanted = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            // The broker's default replication factor, as topics are the operator's to place.
            wanted.add(new NewTopic(name(topic), Optional.of(topic.partitions(partitions)), Optional.empty())
                    .configs(topic.settings()));
        }
        List<String> created = new ArrayList<>();
        admin.createTopics(wanted).values().forEach((name, future) -> {
            try {
                await(future);
                created.add(name);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new TopicException(
                            "cannot create topic %s: %s".formatted(name, String.valueOf(e.getCause())));
                }
            }
        });
        awaitLeaders(admin);
        return created;
    }

    private void awaitLeaders(Admin admin) {
        List<String> names = names();
        long deadline = System.nanoTime() + UNTIL_LED.toNanos();
        while (true) {
            try {
                Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
                await(admin.describeTopics(names).allTopicNames())
                        .forEach((name, topic) -> topic.partitions()
                                .forEach(partition -> partitions.put(
                                        new TopicPartition(name, partition.partition()), OffsetSpec.earliest())));
                // Only a partition's leader answers this, and only once it is one.
                await(admin.listOffsets(partitions).all());
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > deadline) {
                    throw new TopicException(
                            "the topics of prefix '%s' are created, but their leaders do not answer: %s"
                                    .formatted(prefix, String.valueOf(e.getCause())));
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicException("interrupted while waiting for the broker");
        }
    }

    /**
     * Checks that every input topic exists, and what the segmenter writes to itself, and that all have the same number of partitions: a customer's events must meet
     * in one task.
     *
     * @return that number
     * @throws TopicException naming the topics that are missing, or every topic with its number
     */
    public int checkCopartitioned(Admin admin) {
        Map<String, Integer> partitions = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> entry :
                admin.describeTopics(copartitioned()).topicNameValues().entrySet()) {
            try {
                partitions.put(
                        entry.getKey(), await(entry.getValue()).partitions().size());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new TopicException(
                            "cannot describe topic %s: %s".formatted(entry.getKey(), String.valueOf(e.getCause())));
                }
                missing.add(entry.getKey());
            }
        }
        if (!missing.isEmpty()) {
            throw new TopicException("input topics are missing: " + String.join(", ", missing));
        }
        if (partitions.values().stream().distinct().count() > 1) {
            throw new TopicException("input topics must all have the same number of partitions, but have: "
                    + partitions.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .collect(Collectors.joining(", ")));
        }
        return partitions.values().iterator().next();
    }

    /**
     * Checks that every topic exists, also those that are only written to: a broker that creates them by itself would not
     * know how they must be.
     *
     * @throws TopicException naming the topics that are missing
     */
    public void checkComplete(Admin admin) {
        List<String> missing = new ArrayList<>();
        admin.describeTopics(names()).topicNameValues().forEach((name, description) -> {
            try {
                await(description);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new TopicException(
                            "cannot describe topic %s: %s".formatted(name, String.valueOf(e.getCause())));
                }
                missing.add(name);
            }
        });
        if (!missing.isEmpty()) {
            missing.sort(null);
            throw new TopicException("topics are missing: " + String.join(", ", missing));
        }
    }

    private static <T> T await(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicException("interrupted while waiting for the broker");
        }
    }
}
