package dev.segue.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.avro.topics.TopicException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The topics on a real broker. */
@ExtendWith(RealStack.class)
class TopicCatalogueIT {
    private final String bootstrapServers;
    private final Admin admin;
    private final TopicCatalogue catalogue;

    TopicCatalogueIT(TestStack stack) {
        bootstrapServers = stack.bootstrapServers();
        admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers));
        catalogue = new TopicCatalogue(stack.uniquePrefix());
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void everyTopicIsCreatedWithItsPartitions() throws Exception {
        // When
        List<String> created = catalogue.create(admin, 3);

        // Then
        assertThat(created).containsExactlyInAnyOrderElementsOf(allNames());
        Map<String, TopicDescription> topics =
                admin.describeTopics(allNames()).allTopicNames().get();
        Set<String> whole = Stream.of(
                        Topic.SEGMENT_MODELS, Topic.MODEL_REPORTS, Topic.STRATEGY_OUTCOMES, Topic.PRODUCT_TALLIES)
                .map(catalogue::name)
                .collect(Collectors.toSet());
        assertThat(topics)
                .allSatisfy(
                        (name, topic) -> assertThat(topic.partitions()).as(name).hasSize(whole.contains(name) ? 1 : 3));
    }

    @Test
    void everyPartitionTakesRecordsAtOnce() throws Exception {
        // Given
        int partitions = 60;
        Map<String, Object> atTheFirstAttempt = Map.of(
                "bootstrap.servers", bootstrapServers, "enable.idempotence", false, "retries", 0, "linger.ms", 0);
        catalogue.create(admin, partitions);

        // When
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(atTheFirstAttempt, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int partition = partitions - 1; partition >= 0; partition--) {
                for (Topic topic : Topic.inputs()) {
                    sent.add(producer.send(
                            new ProducerRecord<>(catalogue.name(topic), partition, new byte[] {1}, new byte[] {1})));
                }
            }
        }

        // Then
        for (Future<RecordMetadata> record : sent) {
            assertThat(record.get().offset()).isZero();
        }
    }

    @Test
    void theBrokerKeepsThemAsTheCatalogueSays() throws Exception {
        catalogue.create(admin, 1);

        assertThat(setting(Topic.PURCHASES, "retention.ms")).isEqualTo("-1");
        assertThat(setting(Topic.PURCHASES, "message.timestamp.type")).isEqualTo("LogAppendTime");
        assertThat(setting(Topic.VISITS, "retention.ms")).isEqualTo("34560000000");
        assertThat(setting(Topic.SEGMENT_MODELS, "cleanup.policy")).isEqualTo("compact");
        assertThat(setting(Topic.SEGMENT_EVENTS, "retention.ms")).isEqualTo("2592000000");
        assertThat(setting(Topic.SEGMENT_EVENTS, "message.timestamp.type")).isEqualTo("CreateTime");
    }

    @Test
    void topicsThatAreThereStayAsTheyAre() throws Exception {
        // Given
        String purchases = catalogue.name(Topic.PURCHASES);
        topic(purchases, 5);

        // When
        List<String> created = catalogue.create(admin, 2);

        // Then
        assertThat(created).hasSize(Topic.values().length - 1).doesNotContain(purchases);
        assertThat(catalogue.create(admin, 2)).isEmpty();
        assertThat(admin.describeTopics(List.of(purchases)).allTopicNames().get())
                .hasEntrySatisfying(
                        purchases, topic -> assertThat(topic.partitions()).hasSize(5));
    }

    @Test
    void whatTheBrokerRefusesIsToldByName() {
        assertThatThrownBy(() -> catalogue.create(admin, 0))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("cannot create topic " + catalogue.prefix());
    }

    @Test
    void inputsOfTheSameNumberOfPartitionsPass() {
        catalogue.create(admin, 4);

        assertThat(catalogue.checkCopartitioned(admin)).isEqualTo(4);
    }

    @Test
    void inputsOfDifferentNumbersOfPartitionsAreNamedWithThem() throws Exception {
        // Given
        topic(catalogue.name(Topic.VISITS), 2);
        catalogue.create(admin, 3);

        // When, Then
        assertThatThrownBy(() -> catalogue.checkCopartitioned(admin))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining(catalogue.name(Topic.VISITS) + " 2")
                .hasMessageContaining(catalogue.name(Topic.PURCHASES) + " 3")
                .hasMessageContaining(catalogue.name(Topic.FEEDBACK) + " 3");
    }

    @Test
    void otherTopicsMayHaveAnyNumberOfPartitions() throws Exception {
        topic(catalogue.name(Topic.SEGMENT_EVENTS), 1);
        catalogue.create(admin, 3);

        assertThat(catalogue.checkCopartitioned(admin)).isEqualTo(3);
    }

    @Test
    void inputsThatAreMissingAreNamed() throws Exception {
        for (Topic input : Topic.inputs()) {
            if (input != Topic.CAMPAIGNS && input != Topic.PROFILES) {
                topic(catalogue.name(input), 1);
            }
        }

        assertThatThrownBy(() -> catalogue.checkCopartitioned(admin))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("missing")
                .hasMessageContaining(catalogue.name(Topic.CAMPAIGNS))
                .hasMessageContaining(catalogue.name(Topic.PROFILES))
                .hasMessageNotContaining(catalogue.name(Topic.VISITS));
    }

    private List<String> allNames() {
        return Arrays.stream(Topic.values()).map(catalogue::name).toList();
    }

    private void topic(String name, int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
                .all()
                .get();
        // A broker answers for a topic a moment after the controller has created it.
        await().ignoreExceptions()
                .until(() -> admin.describeTopics(List.of(name)).allTopicNames().get() != null);
    }

    private String setting(Topic topic, String setting) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, catalogue.name(topic));
        Map<ConfigResource, Config> configs =
                admin.describeConfigs(List.of(resource)).all().get();
        return Objects.requireNonNull(configs.get(resource)).get(setting).value();
    }
}
