package dev.segue.avro.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.avro.CampaignEvent;
import dev.segue.avro.CampaignEventType;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.avro.SampleRecords;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.StrategyTriggered;
import dev.segue.avro.Visit;
import dev.segue.avro.registry.UndecodableException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireFormatTest {
    private final SchemaRegistry registry = SchemaRegistry.at("mock://" + UUID.randomUUID(), Map.of());

    static List<SpecificRecord> samples() {
        return SampleRecords.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyRecordIsReadAsItWasWritten(SpecificRecord record) {
        byte[] bytes = new AvroSerializer<>(registry, Subjects.TOPIC_RECORD).serialize("topic", record);

        SpecificRecord read = new AvroDeserializer<>(registry, List.of(record.getSchema())).deserialize("topic", bytes);

        assertThat(read).isEqualTo(record).hasSameClassAs(record);
    }

    @Test
    void theHeadIsAZeroAndTheIdBigEndian() {
        byte[] bytes = visitBytes();

        int id = registry.register("visits-value", Visit.getClassSchema());
        assertThat(Arrays.copyOf(bytes, 5))
                .isEqualTo(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    }

    @Test
    void subjectsAreNamedByTopicOrByTopicAndRecord() {
        assertThat(Subjects.TOPIC.subject("segue.visits.v1", Visit.getClassSchema()))
                .isEqualTo("segue.visits.v1-value");
        assertThat(Subjects.TOPIC_RECORD.subject("segue.segment-events.v1", SegmentChanged.getClassSchema()))
                .isEqualTo("segue.segment-events.v1-dev.segue.avro.SegmentChanged");
    }

    @Test
    void aTopicOfSeveralTypesGivesEachAsItself() {
        // Given
        var serializer = new AvroSerializer<>(registry, Subjects.TOPIC_RECORD);
        var deserializer = new AvroDeserializer<>(
                registry, List.of(SegmentChanged.getClassSchema(), StrategyTriggered.getClassSchema()));

        for (SpecificRecord record : SampleRecords.all()) {
            if (record instanceof SegmentChanged || record instanceof StrategyTriggered) {
                // When
                SpecificRecord read = deserializer.deserialize("events", serializer.serialize("events", record));

                // Then
                assertThat(read).isEqualTo(record);
            }
        }
    }

    @Test
    void nullIsATombstoneBothWays() {
        assertThat(new AvroSerializer<>(registry, Subjects.TOPIC).serialize("visits", null))
                .isNull();
        assertThat(visits().deserialize("visits", null)).isNull();
    }

    @Test
    void aRecordThatCannotBeWrittenLeavesNothingInTheNext() {
        // Given: a record whose last field is missing, so that it fails when most of it is written.
        var serializer = new AvroSerializer<>(registry, Subjects.TOPIC_RECORD);
        Purchase broken = SampleRecords.purchase();
        broken.setProducts(null);
        assertThatThrownBy(() -> serializer.serialize("topic", broken)).isInstanceOf(NullPointerException.class);

        // When
        byte[] next = serializer.serialize("topic", SampleRecords.visit());

        // Then
        assertThat(visits().deserialize("topic", next)).isEqualTo(SampleRecords.visit());
    }

    @Test
    void fewerBytesThanAHeadAreTooShort() {
        for (int length = 0; length < 5; length++) {
            undecodable(new byte[length], Reason.TOO_SHORT);
        }
    }

    @Test
    void anotherFirstByteThanZeroIsWrong() {
        undecodable(new byte[] {1, 0, 0, 0, 1, 2}, Reason.WRONG_MAGIC_BYTE);
        undecodable("{\"json\":1}".getBytes(StandardCharsets.UTF_8), Reason.WRONG_MAGIC_BYTE);
    }

    @Test
    void anIdNobodyRegisteredIsUnknown() {
        undecodable(new byte[] {0, 0, 0, 0, 99, 2}, Reason.UNKNOWN_SCHEMA_ID);
    }

    @Test
    void aRecordOfAnotherTypeIsIncompatible() {
        byte[] purchase = new AvroSerializer<>(registry, Subjects.TOPIC).serialize("p", SampleRecords.purchase());

        assertThatThrownBy(() -> visits().deserialize("visits", purchase))
                .isInstanceOfSatisfying(
                        UndecodableException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INCOMPATIBLE_SCHEMA))
                .hasMessageContainingAll("dev.segue.avro.Purchase", "dev.segue.avro.Visit");
    }

    @Test
    void aRecordOfTheSameNameWithoutWhatIsNeededIsIncompatible() throws IOException {
        Schema foreign = SchemaBuilder.record("dev.segue.avro.Visit")
                .fields()
                .requiredString("userId")
                .endRecord();
        GenericRecord record = new GenericData.Record(foreign);
        record.put("userId", "ann");

        undecodable(written(foreign, record), Reason.INCOMPATIBLE_SCHEMA);
    }

    @Test
    void moneyWithThePointElsewhereIsIncompatibleRatherThanAHundredTimesLess() throws IOException {
        Schema foreign =
                new Schema.Parser().parse(Purchase.getClassSchema().toString().replace("\"scale\":4", "\"scale\":2"));
        byte[] bytes = head(registry.register("foreign", foreign));

        assertThatThrownBy(() -> new AvroDeserializer<Purchase>(registry, List.of(Purchase.getClassSchema()))
                        .deserialize("purchases", bytes))
                .isInstanceOfSatisfying(
                        UndecodableException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INCOMPATIBLE_SCHEMA))
                .hasMessageContainingAll("Purchase.", "2 places", "4 places");
    }

    @Test
    void microsecondsAreIncompatibleRatherThanTheYear50000() throws IOException {
        Schema foreign = new Schema.Parser()
                .parse(Visit.getClassSchema().toString().replace("timestamp-millis", "timestamp-micros"));

        undecodable(head(registry.register("foreign", foreign)), Reason.INCOMPATIBLE_SCHEMA);
    }

    @Test
    void aPlainNumberOfMillisecondsIsATimestamp() throws IOException {
        // Given: a producer whose Avro knows no logical types.
        Schema plain = new Schema.Parser()
                .parse(Visit.getClassSchema()
                        .toString()
                        .replace("{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}", "\"long\""));
        GenericRecord record = new GenericData.Record(plain);
        record.put("messageId", "m");
        record.put("userId", "ann");
        record.put("timestamp", 1_000L);
        record.put("pages", 1);

        assertThat(readVisit(written(plain, record)).getTimestamp()).isEqualTo(Instant.ofEpochSecond(1));
    }

    @Test
    void leftOverBytesAreCorrupt() {
        byte[] bytes = visitBytes();

        undecodable(Arrays.copyOf(bytes, bytes.length + 1), Reason.CORRUPT);
    }

    @Test
    void missingBytesAreCorrupt() {
        byte[] bytes = visitBytes();

        for (int length = 5; length < bytes.length; length++) {
            undecodable(Arrays.copyOf(bytes, length), Reason.CORRUPT);
        }
    }

    @Test
    void whatAnOldWriterDidNotKnowHasItsDefault() throws IOException {
        // Given: a schema of the fields that have no default.
        var fields = SchemaBuilder.record("dev.segue.avro.Purchase").fields();
        for (Schema.Field field : Purchase.getClassSchema().getFields()) {
            if (!field.hasDefaultValue()) {
                fields.name(field.name()).type(field.schema()).noDefault();
            }
        }
        Schema old = fields.endRecord();
        GenericRecord record = new GenericData.Record(old);
        record.put("messageId", "m");
        record.put("userId", "ann");
        record.put("timestamp", 1_000L);
        record.put("order_id", "o");
        record.put("currency", "GBP");
        record.put("products", List.of());

        // When
        Purchase read =
                Objects.requireNonNull(new AvroDeserializer<Purchase>(registry, List.of(Purchase.getClassSchema()))
                        .deserialize("purchases", written(old, record)));

        // Then
        assertThat(read.getMessageId()).isEqualTo("m");
        assertThat(read.getTimestamp()).isEqualTo(Instant.ofEpochSecond(1));
        assertThat(read.getType()).isEqualTo(PurchaseType.PURCHASE);
        assertThat(read.getDiscount()).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(read.getChannel()).isNull();
        assertThat(read.getStartedAt()).isNull();
    }

    @Test
    void aSymbolOfANewerWriterIsUnknown() throws IOException {
        // Given
        Schema newer = new Schema.Parser()
                .parse(CampaignEvent.getClassSchema()
                        .toString()
                        .replace("\"SUBSCRIBED\"]", "\"SUBSCRIBED\",\"BOUNCED\"]"));
        GenericRecord record = new GenericData.Record(newer);
        record.put("messageId", "m");
        record.put("userId", "ann");
        record.put("timestamp", 1_000L);
        record.put("type", new GenericData.EnumSymbol(newer.getField("type").schema(), "BOUNCED"));
        record.put("campaign_id", "c");

        // When
        CampaignEvent read = Objects.requireNonNull(
                new AvroDeserializer<CampaignEvent>(registry, List.of(CampaignEvent.getClassSchema()))
                        .deserialize("campaigns", written(newer, record)));

        // Then
        assertThat(read.getType()).isEqualTo(CampaignEventType.UNKNOWN);
        assertThat(read.getCampaignId()).isEqualTo("c");
    }

    @Test
    void fieldsOfANewerWriterAreSkippedWhateverTheyAre() throws IOException {
        // Given
        Schema newer = new Schema.Parser()
                .parse(Visit.getClassSchema()
                        .toString()
                        .replaceFirst(
                                "\"fields\":\\[",
                                "\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"array\",\"items\":\"double\"}},"
                                        + "{\"name\":\"b\",\"type\":{\"type\":\"map\",\"values\":\"bytes\"}},"
                                        + "{\"name\":\"c\",\"type\":{\"type\":\"fixed\",\"name\":\"F\",\"size\":3}},"
                                        + "{\"name\":\"d\",\"type\":[\"float\",\"boolean\"]},"));
        GenericRecord record = new GenericData.Record(newer);
        record.put("a", List.of(1.0, 2.0));
        record.put("b", Map.of("k", ByteBuffer.wrap(new byte[] {1, 2})));
        record.put("c", new GenericData.Fixed(newer.getField("c").schema(), new byte[] {1, 2, 3}));
        record.put("d", 1.5f);
        record.put("messageId", "m");
        record.put("userId", "ann");
        record.put("timestamp", 1_000L);
        record.put("pages", 5);

        // When, Then: with and without the lengths of blocks in the bytes.
        assertThat(readVisit(written(newer, record)).getPages()).isEqualTo(5);
        assertThat(readVisit(writtenInBlocks(newer, record)).getPages()).isEqualTo(5);
    }

    private byte[] visitBytes() {
        return Objects.requireNonNull(
                new AvroSerializer<Visit>(registry, Subjects.TOPIC).serialize("visits", SampleRecords.visit()));
    }

    private Visit readVisit(byte[] bytes) {
        return Objects.requireNonNull(visits().deserialize("visits", bytes));
    }

    private AvroDeserializer<Visit> visits() {
        return new AvroDeserializer<>(registry, List.of(Visit.getClassSchema()));
    }

    private void undecodable(byte[] bytes, Reason reason) {
        assertThatThrownBy(() -> visits().deserialize("visits", bytes))
                .isInstanceOfSatisfying(
                        UndecodableException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private byte[] written(Schema schema, GenericRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(head(registry.register("foreign", schema)));
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private byte[] writtenInBlocks(Schema schema, GenericRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(head(registry.register("foreign", schema)));
        var encoder = EncoderFactory.get().blockingBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static byte[] head(int id) {
        return ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();
    }
}
