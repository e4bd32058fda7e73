package dev.segue.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.avro.Visit;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.AvroSerializer;
import dev.segue.avro.registry.RegistryUnavailableException;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.registry.Subjects;
import dev.segue.avro.registry.UndecodableException;
import dev.segue.avro.registry.UndecodableException.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real registry behind the one class that knows its client. */
@ExtendWith(RealStack.class)
class SchemaRegistryIT {
    private static final Pattern ID = Pattern.compile("\"id\":\\s*(\\d+)");

    private final TestStack stack;
    private final SchemaRegistry registry;

    SchemaRegistryIT(TestStack stack) {
        this.stack = stack;
        this.registry = SchemaRegistry.at(stack.registryUrl(), Map.of());
    }

    @Test
    void aRecordIsReadByWhoNeverSawItsSchema() {
        // Given
        String topic = stack.uniquePrefix() + "visits.v1";
        Visit visit = Visit.newBuilder()
                .setMessageId("m")
                .setUserId("ann")
                .setTimestamp(Instant.ofEpochMilli(1_000))
                .build();

        // When
        byte[] bytes = new AvroSerializer<Visit>(registry, Subjects.TOPIC).serialize(topic, visit);

        // Then
        SchemaRegistry another = SchemaRegistry.at(stack.registryUrl(), Map.of());
        assertThat(new AvroDeserializer<Visit>(another, List.of(Visit.getClassSchema())).deserialize(topic, bytes))
                .isEqualTo(visit);
    }

    @Test
    void anIdNobodyRegisteredIsUnknown() {
        assertThatThrownBy(() -> registry.byId(987_654_321))
                .isInstanceOfSatisfying(
                        UndecodableException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA_ID));
    }

    @Test
    void anAddressThatIsNotTheApisIsNoUnknownId() {
        String elsewhere =
                URI.create(stack.registryUrl()).resolve("/nothing/here").toString();

        assertThatThrownBy(() -> SchemaRegistry.at(elsewhere, Map.of()).byId(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(elsewhere);
    }

    @Test
    void aSchemaThatIsNotAvroIsUndecodable() throws Exception {
        // Given
        HttpRequest register = HttpRequest.newBuilder(
                        URI.create(stack.registryUrl() + "/subjects/" + stack.uniquePrefix() + "json/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"schemaType\":\"JSON\",\"schema\":\"{\\\"$schema\\\":"
                        + "\\\"http://json-schema.org/draft-07/schema#\\\",\\\"type\\\":\\\"object\\\"}\"}"))
                .build();
        String answer;
        try (HttpClient client = HttpClient.newHttpClient()) {
            answer = client.send(register, HttpResponse.BodyHandlers.ofString()).body();
        }
        assertThat(answer).containsPattern(ID);
        Matcher id = ID.matcher(answer);
        id.find();

        // When, Then
        assertThatThrownBy(() -> registry.byId(Integer.parseInt(id.group(1))))
                .isInstanceOfSatisfying(
                        UndecodableException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INCOMPATIBLE_SCHEMA));
    }
}
