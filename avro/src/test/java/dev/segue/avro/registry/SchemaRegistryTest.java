package dev.segue.avro.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.avro.SampleRecords;
import dev.segue.avro.Visit;
import dev.segue.avro.registry.UndecodableException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRegistryTest {
    private static final String VERSIONS = "/subjects/visits.v1-value/versions";

    private final HttpRegistry http = new HttpRegistry();
    private final SchemaRegistry registry = SchemaRegistry.at(http.url(), Map.of());

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void aRecordGoesThroughARegistryAndBack() {
        var serializer = new AvroSerializer<Visit>(registry, Subjects.TOPIC);
        var deserializer =
                new AvroDeserializer<Visit>(SchemaRegistry.at(http.url(), Map.of()), List.of(Visit.getClassSchema()));

        byte[] bytes = serializer.serialize("visits.v1", SampleRecords.visit());

        assertThat(bytes).startsWith(0, 0, 0, 0, 1);
        assertThat(deserializer.deserialize("visits.v1", bytes)).isEqualTo(SampleRecords.visit());
    }

    @Test
    void aSchemaIsAskedForOnce() {
        int id = registry.register("visits.v1-value", Visit.getClassSchema());

        Schema first = registry.byId(id);
        Schema second = registry.byId(id);

        assertThat(first).isEqualTo(Visit.getClassSchema());
        assertThat(second).isSameAs(first);
        assertThat(http.requests()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void anIdTheRegistryDoesNotHaveIsUndecodable() {
        undecodable(() -> registry.byId(77), Reason.UNKNOWN_SCHEMA_ID, "77", http.url());
    }

    @Test
    void anIdTheRegistryDeniedIsNotAskedForAgainForAWhile() throws IOException {
        // Given
        AtomicLong time = new AtomicLong(Long.MAX_VALUE);
        SchemaRegistry timed = SchemaRegistry.at(http.url(), Map.of(), time::get);
        http.tellSchema(2, Map.of("schema", "{\"type\":\"recor"));
        undecodable(() -> timed.byId(1), Reason.UNKNOWN_SCHEMA_ID, "1");
        undecodable(() -> timed.byId(2), Reason.INCOMPATIBLE_SCHEMA, "schema 2");
        int asked = http.requests().size();
        registry.register("visits.v1-value", Visit.getClassSchema());
        http.requests().clear();

        // When it is asked for just before that is over
        time.addAndGet(SchemaRegistry.DENIED.toNanos() - 1);
        undecodable(() -> timed.byId(1), Reason.UNKNOWN_SCHEMA_ID, "1", http.url());
        undecodable(() -> timed.byId(2), Reason.INCOMPATIBLE_SCHEMA, "schema 2");
        assertThat(asked).isEqualTo(2);
        assertThat(http.requests()).isEmpty();

        // Then it is there from the moment that is over.
        time.addAndGet(1);
        assertThat(timed.byId(1)).isEqualTo(Visit.getClassSchema());
    }

    @Test
    void idsThatWereDeniedAreNotHoardedForEver() {
        for (int id = 1; id <= 1_001; id++) {
            int denied = id;
            undecodable(() -> registry.byId(denied), Reason.UNKNOWN_SCHEMA_ID, "no schema");
        }
        http.requests().clear();

        undecodable(() -> registry.byId(1), Reason.UNKNOWN_SCHEMA_ID, "no schema");

        assertThat(http.requests()).hasSize(1);
    }

    @Test
    void aPageNotFoundIsNoAnswerOfARegistry() {
        // Given: something else at the address, or a path that is wrong. No record is to blame for that.
        http.tell("/schemas/ids/1", 404, "<html>Not found</html>");
        http.tell("/schemas/ids/2", 404, "{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}");

        unavailable(() -> registry.byId(1));
        unavailable(() -> registry.byId(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429, 500, 503})
    void aRegistryThatRefusesForNowIsUnavailable(int status) {
        http.tell("/schemas/ids/1", status, "{\"error_code\":%d,\"message\":\"no\"}".formatted(status * 100 + 1));
        http.tell(VERSIONS, status, "{\"error_code\":%d,\"message\":\"no\"}".formatted(status * 100 + 1));

        unavailable(() -> registry.byId(1));
        unavailable(() -> registry.register("visits.v1-value", Visit.getClassSchema()));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void whoIsNotLetInIsToldBySettingsWhoTheyAre(int status) {
        http.tell("/schemas/ids/1", status, "{\"error_code\":%d,\"message\":\"no\"}".formatted(status));

        assertThatThrownBy(() -> registry.byId(1))
                .hasMessageContainingAll("refuses who asks", "schema.registry.basic.auth.user.info");
    }

    @Test
    void aPasswordInTheAddressIsInNoMessage() {
        SchemaRegistry withPassword =
                SchemaRegistry.at("http://ann:secret@127.0.0.1:1/one,http://ann:secret@127.0.0.1:1/other", Map.of());

        assertThatThrownBy(() -> withPassword.byId(1))
                .hasMessageContaining("http://127.0.0.1:1/one,http://127.0.0.1:1/other")
                .hasMessageNotContaining("secret");
    }

    @Test
    void nameAndPasswordAreEnoughToBeUsed() {
        SchemaRegistry withUser = SchemaRegistry.at(
                http.url(),
                RegistrySettings.of(name -> name.equals("schema.registry.basic.auth.user.info")
                        ? Optional.of("ann:secret")
                        : Optional.empty()));

        withUser.register("visits.v1-value", Visit.getClassSchema());

        assertThat(http.authorizations()).hasSize(1);
    }

    @Test
    void aRegistryThatIsDownIsUnavailableUntilItIsBack() {
        http.tell("/schemas/ids/1", 500, "{\"error_code\":50001,\"message\":\"no\"}");
        unavailable(() -> registry.byId(1));

        http.tell("/schemas/ids/1", 200, "{\"schema\":\"\\\"string\\\"\"}");

        assertThat(registry.byId(1).getType()).isEqualTo(Schema.Type.STRING);
    }

    @Test
    void nobodyAtTheAddressIsUnavailable() {
        http.close();

        unavailable(() -> registry.byId(1));
        unavailable(() -> registry.register("visits.v1-value", Visit.getClassSchema()));
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 422})
    void anIncompatibleOrInvalidSchemaIsRefused(int status) {
        http.tell(VERSIONS, status, "{\"error_code\":%d,\"message\":\"userId was removed\"}".formatted(status));

        assertThatThrownBy(() -> registry.register("visits.v1-value", Visit.getClassSchema()))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContainingAll("visits.v1-value", "userId was removed", http.url());
    }

    @Test
    void credentialsArePassedOn() {
        SchemaRegistry withUser = SchemaRegistry.at(
                http.url(), Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "ann:secret"));

        withUser.register("visits.v1-value", Visit.getClassSchema());

        String expected = Base64.getEncoder().encodeToString("ann:secret".getBytes(StandardCharsets.UTF_8));
        assertThat(http.authorizations()).containsExactly("Basic " + expected);
    }

    @Test
    void aBearerTokenIsPassedOn() {
        SchemaRegistry withToken = SchemaRegistry.at(
                http.url(), Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "token-1"));

        withToken.register("visits.v1-value", Visit.getClassSchema());

        assertThat(http.authorizations()).containsExactly("Bearer token-1");
    }

    @Test
    void aSchemaThatIsNotAvroIsUndecodableRatherThanUnavailable() throws IOException {
        http.tellSchema(1, Map.of("schemaType", "JSON", "schema", "{\"type\":\"object\"}"));
        http.tellSchema(2, Map.of("schema", "{\"type\":\"recor"));

        undecodable(() -> registry.byId(1), Reason.INCOMPATIBLE_SCHEMA, "schema 1");
        undecodable(() -> registry.byId(2), Reason.INCOMPATIBLE_SCHEMA, "schema 2");
    }

    @Test
    void aSchemaThatRefersToOthersIsReadWithThem() throws IOException {
        // Given
        http.tell(
                "/subjects/address/versions/1",
                200,
                "{\"subject\":\"address\",\"version\":1,\"id\":7,\"schema\":\"%s\"}"
                        .formatted("{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"Address\\\",\\\"fields\\\":["
                                + "{\\\"name\\\":\\\"city\\\",\\\"type\\\":\\\"string\\\"}]}"));
        http.tellSchema(
                1,
                Map.of(
                        "schema",
                        "{\"type\":\"record\",\"name\":\"Person\",\"fields\":[{\"name\":\"home\",\"type\":\"Address\"}]}",
                        "references",
                        List.of(Map.of("name", "Address", "subject", "address", "version", 1))));

        // When
        Schema schema = registry.byId(1);

        // Then
        Schema address =
                SchemaBuilder.record("Address").fields().requiredString("city").endRecord();
        assertThat(schema.getField("home").schema()).isEqualTo(address);
    }

    @Test
    void whileTheRegistryIsDownOnlyRecordsOfNewSchemasCannotBeRead() {
        // Given
        var deserializer = new AvroDeserializer<Visit>(registry, List.of(Visit.getClassSchema()));
        byte[] known =
                new AvroSerializer<Visit>(registry, Subjects.TOPIC).serialize("visits.v1", SampleRecords.visit());
        deserializer.deserialize("visits.v1", known);

        // When
        http.close();

        // Then
        assertThat(deserializer.deserialize("visits.v1", known)).isEqualTo(SampleRecords.visit());
        byte[] unknown = ByteBuffer.allocate(8).put((byte) 0).putInt(2).array();
        unavailable(() -> deserializer.deserialize("visits.v1", unknown));
    }

    private void unavailable(ThrowingCallable asked) {
        assertThatThrownBy(asked)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(http.url());
    }

    private static void undecodable(ThrowingCallable asked, Reason reason, String... words) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        UndecodableException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContainingAll(words);
    }
}
