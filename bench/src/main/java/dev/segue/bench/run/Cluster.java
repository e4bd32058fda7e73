package dev.segue.bench.run;

import dev.segue.avro.registry.AvroSerializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.registry.Subjects;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.localstack.Distribution;
import dev.segue.localstack.Home;
import dev.segue.localstack.Kafka;
import dev.segue.localstack.LocalStack;
import dev.segue.localstack.PortSetting;
import dev.segue.localstack.Registry;
import dev.segue.localstack.StackEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker and a registry of the benchmark's own, on free ports, with nothing in them. One thread. */
public final class Cluster implements AutoCloseable {
    private static final long POLL_MILLIS = 100;

    private final LocalStack stack;
    private final String bootstrapServers;
    private final String registryUrl;
    private final Admin admin;
    private final Optional<ProcessHandle> broker;

    private Cluster(LocalStack stack) {
        this.stack = stack;
        this.bootstrapServers = Kafka.bootstrapServers(stack.port(Kafka.NAME));
        this.registryUrl = Registry.url(stack.port(Registry.NAME));
        this.broker = stack.status().stream()
                .filter(program -> program.program().equals(Kafka.NAME))
                .flatMapToLong(program -> program.pid().stream())
                .mapToObj(ProcessHandle::of)
                .findFirst()
                .flatMap(process -> process);
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /**
     * Starts them.
     *
     * @param directory where they keep everything
     * @param progress told what happens
     */
    public static Cluster start(Path directory, Consumer<StackEvent> progress) throws InterruptedException {
        Distribution distribution = Distribution.find();
        LocalStack stack = new LocalStack(
                new Home(directory),
                List.of(
                        new Kafka(distribution, PortSetting.anyFree(Kafka.NAME)),
                        new Registry(distribution, PortSetting.anyFree(Registry.NAME))),
                progress);
        stack.start();
        return new Cluster(stack);
    }

    /** What Kafka clients call {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** What registry clients call {@code schema.registry.url}. */
    public String registryUrl() {
        return registryUrl;
    }

    /** A client of the registry. */
    public SchemaRegistry registry() {
        return SchemaRegistry.at(registryUrl, Map.of());
    }

    /** The broker's administration. */
    public Admin admin() {
        return admin;
    }

    /** Processor time the broker has used; zero where the system does not tell. */
    public Duration brokerCpu() {
        return broker.flatMap(process -> process.info().totalCpuDuration()).orElse(Duration.ZERO);
    }

    /** Creates a topic. */
    public void createTopic(String name, int partitions) throws InterruptedException {
        await(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                .all());
    }

    /** Deletes a topic with all in it. */
    public void deleteTopic(String name) throws InterruptedException {
        await(admin.deleteTopics(List.of(name)).all());
    }

    /** Publishes a model, which is then in force for every segmenter of that prefix. */
    public void publish(TopicCatalogue topics, dev.segue.avro.SegmentModel model) throws InterruptedException {
        try (KafkaProducer<String, dev.segue.avro.SegmentModel> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new StringSerializer(),
                new AvroSerializer<>(registry(), Subjects.TOPIC))) {
            producer.send(new ProducerRecord<>(topics.name(Topic.SEGMENT_MODELS), model.getSegmentation(), model))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the model cannot be published", e.getCause());
        }
    }

    /** Forgets that an application ever ran: its group with all offsets, and the topics whose names begin with its id. */
    public void forget(String applicationId) throws InterruptedException {
        boolean hasMembers = await(
                        admin.describeConsumerGroups(List.of(applicationId)).all())
                .values()
                .stream()
                .anyMatch(group -> !group.members().isEmpty());
        if (hasMembers) {
            // Kafka Streams does not leave its group when it stops, so that it may come back in time.
            await(admin.removeMembersFromConsumerGroup(applicationId, new RemoveMembersFromConsumerGroupOptions())
                    .all());
        }
        await(admin.deleteConsumerGroups(List.of(applicationId)).all());
        List<String> own = topicsOf(applicationId);
        await(admin.deleteTopics(own).all());
        while (!topicsOf(applicationId).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private List<String> topicsOf(String applicationId) throws InterruptedException {
        Set<String> names = await(admin.listTopics().names());
        return names.stream()
                .filter(name -> name.startsWith(applicationId + "-"))
                .toList();
    }

    /** Waits for the broker's answer. */
    static <T> T await(KafkaFuture<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker refuses: " + e.getCause(), e.getCause());
        }
    }

    /** Ends both and deletes their data; their logs stay. */
    @Override
    public void close() throws InterruptedException {
        admin.close();
        stack.close();
        stack.wipe();
    }
}
