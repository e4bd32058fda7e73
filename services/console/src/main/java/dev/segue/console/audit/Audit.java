package dev.segue.console.audit;

import dev.segue.avro.OperatorAction;
import dev.segue.avro.registry.AvroSerializer;
import dev.segue.avro.registry.RegistryUnavailableException;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.registry.Subjects;
import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.console.access.Asker;
import dev.segue.console.relay.ServiceAwayException;
import dev.segue.console.settings.KafkaClients;
import dev.segue.console.settings.Sender;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what somebody does: before it is done, so that nothing is done unnoticed, and how it ended. Thread-safe.
 */
@Singleton
public final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    private final Sender sender;
    private final String topic;
    private final AvroSerializer<OperatorAction> serializer;

    Audit(KafkaClients clients, TopicCatalogue topics, SchemaRegistry registry) {
        this.sender = clients.sender("audit");
        this.topic = topics.name(Topic.OPERATOR_ACTIONS);
        this.serializer = new AvroSerializer<>(registry, Subjects.TOPIC);
    }

    /**
     * Does something once it is written down who asked for it, and then writes down how it ended.
     *
     * @param asker who asked
     * @param action what, in a word
     * @param target of what
     * @param deed does it
     * @return what it answers
     * @throws NotWrittenException where it cannot be written down; then nothing was done
     */
    public HttpResponse<?> record(
            Asker asker, String action, Map<String, String> target, Supplier<HttpResponse<?>> deed) {
        OperatorAction asked = OperatorAction.newBuilder()
                .setId(UUID.randomUUID().toString())
                .setTimestamp(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setActor(asker.name())
                .setRole(asker.role().text())
                .setAction(action)
                .setTarget(target)
                .setStatus(null)
                .setDetail(null)
                .build();
        try {
            write(asked);
        } catch (KafkaException | RegistryUnavailableException e) {
            throw new NotWrittenException("nothing was done, as it cannot be written to %s who asked for it: %s"
                    .formatted(topic, e.getMessage()));
        }
        try {
            HttpResponse<?> answer = deed.get();
            ended(asked, answer.code(), null);
            return answer;
        } catch (RuntimeException e) {
            // As Problems and the controllers answer them.
            HttpStatus status = switch (e) {
                case ServiceAwayException away -> HttpStatus.SERVICE_UNAVAILABLE;
                case KafkaException away -> HttpStatus.SERVICE_UNAVAILABLE;
                case IllegalArgumentException refused -> HttpStatus.CONFLICT;
                default -> HttpStatus.INTERNAL_SERVER_ERROR;
            };
            ended(asked, status.getCode(), e.getMessage());
            throw e;
        }
    }

    private void ended(OperatorAction asked, int status, @Nullable String detail) {
        LOG.info(
                "{} ({}): {} {}: {}",
                asked.getActor(),
                asked.getRole(),
                asked.getAction(),
                asked.getTarget().toString().replaceAll("\\p{Cntrl}", " "),
                status);
        try {
            write(OperatorAction.newBuilder(asked)
                    .setStatus(status)
                    .setDetail(detail)
                    .build());
        } catch (KafkaException | RegistryUnavailableException e) {
            // It is done; that it was asked for stands there.
            LOG.error("how action {} ended cannot be written to {}", asked.getId(), topic, e);
        }
    }

    /**
     * Writes an action down.
     *
     * @throws KafkaException where the broker does not take it
     * @throws RegistryUnavailableException where the registry does not answer
     */
    void write(OperatorAction action) {
        byte[] key = action.getId().getBytes(StandardCharsets.UTF_8);
        sender.send(new ProducerRecord<>(topic, key, serializer.serialize(topic, action)));
    }

    @PreDestroy
    void close() {
        sender.close();
    }
}
