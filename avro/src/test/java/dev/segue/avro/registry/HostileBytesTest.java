package dev.segue.avro.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.Purchase;
import dev.segue.avro.SampleRecords;
import dev.segue.avro.SegmentModel;
import dev.segue.avro.Visit;
import dev.segue.avro.registry.UndecodableException.Reason;
import dev.segue.avro.topics.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Whatever stands behind a head that is right, reading it ends soon, in little memory, with a record or a dead letter. */
class HostileBytesTest {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.at("mock://hostile", Map.of());
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long FEW_MEGABYTES = 4_000_000;

    /** Long before a record, a writer's schema names numbers of things that do not exist. */
    private static final long BEYOND_AN_INT = 1L << 31;

    @FunctionalInterface
    private interface Writing {
        void to(BinaryEncoder out) throws IOException;
    }

    @Property(tries = 3_000)
    void randomBytesGiveARecordOrAreUndecodable(
            @ForAll("schemas") Schema schema, @ForAll @Size(max = 300) byte[] garbage) {
        read(schema, schema, garbage);
    }

    @Property(tries = 3_000)
    void aRecordWithAFewBytesChangedGivesARecordOrIsUndecodable(
            @ForAll("records") SpecificRecord record,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 6) int changes) {
        byte[] bytes =
                Objects.requireNonNull(new AvroSerializer<>(REGISTRY, Subjects.TOPIC_RECORD).serialize("t", record));
        byte[] body = Arrays.copyOfRange(bytes, 5, bytes.length);
        for (int i = 0; i < changes; i++) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }

        read(record.getSchema(), record.getSchema(), body);
    }

    @Example
    void aTextThatClaimsMoreThanThereIsIsCorrupt() throws IOException {
        for (long claim :
                new long[] {1_000_000, Integer.MAX_VALUE, BEYOND_AN_INT, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
            corrupt(Visit.getClassSchema(), out -> out.writeLong(claim));
        }
    }

    @Example
    void anAmountThatClaimsMoreThanThereIsIsCorrupt() throws IOException {
        for (long claim : new long[] {Integer.MAX_VALUE, BEYOND_AN_INT}) {
            corrupt(Purchase.getClassSchema(), out -> {
                upToTheDiscount(out);
                out.writeLong(claim);
            });
        }
    }

    @Example
    void anAmountWithoutDigitsIsCorrupt() throws IOException {
        corrupt(Purchase.getClassSchema(), out -> {
            upToTheDiscount(out);
            out.writeLong(0);
            out.writeFixed(new byte[40]);
        });
    }

    @Example
    void anArrayThatClaimsMoreThanThereIsIsCorrupt() throws IOException {
        for (long claim : new long[] {1_000_000, Integer.MAX_VALUE, BEYOND_AN_INT, Long.MAX_VALUE, Long.MIN_VALUE}) {
            corrupt(SegmentModel.getClassSchema(), out -> {
                out.writeString("value");
                out.writeLong(1);
                out.writeIndex(0);
                out.writeLong(0);
                out.writeLong(0);
                out.writeLong(claim);
            });
        }
    }

    @Example
    void aMapThatClaimsMoreThanThereIsIsCorrupt() throws IOException {
        for (long claim : new long[] {1_000_000, Integer.MAX_VALUE, BEYOND_AN_INT, -BEYOND_AN_INT}) {
            corrupt(CustomerProfile.getClassSchema(), out -> {
                out.writeString("m");
                out.writeString("ann");
                out.writeLong(0);
                out.writeLong(claim);
            });
        }
    }

    @Example
    void nothingsThatAreSkippedAreCountedToo() throws IOException {
        // Given: a writer's schema with an array of null, of which no number takes any bytes.
        Schema writer = with("{\"name\":\"a\",\"type\":{\"type\":\"array\",\"items\":\"null\"}},");

        for (long claim : new long[] {1_000_000_000, Long.MAX_VALUE}) {
            byte[] body = bytes(out -> out.writeLong(claim));
            assertThat(read(Visit.getClassSchema(), writer, body)).isEqualTo(Reason.CORRUPT);
        }
    }

    @Example
    void manySmallClaimsAreCountedTogether() throws IOException {
        // Given: blocks that each claim no more than there are bytes, but together a multiple of them.
        Schema writer = with("{\"name\":\"a\",\"type\":{\"type\":\"array\",\"items\":\"null\"}},");

        byte[] body = bytes(out -> {
            for (int i = 0; i < 10_000; i++) {
                out.writeLong(10_000);
            }
        });

        assertThat(read(Visit.getClassSchema(), writer, body)).isEqualTo(Reason.CORRUPT);
    }

    @Example
    void recordsNestedWithoutEndAreCorrupt() {
        // Given: a writer's schema whose records hold themselves, and bytes that always say there is one more.
        Schema writer = with("{\"name\":\"n\",\"type\":{\"type\":\"record\",\"name\":\"Node\",\"fields\":["
                + "{\"name\":\"next\",\"type\":[\"null\",\"Node\"]}]}},");
        byte[] body = new byte[1_000_000];
        Arrays.fill(body, (byte) 2);
        var deserializer = new AvroDeserializer<>(REGISTRY, List.of(Visit.getClassSchema()));

        assertThatThrownBy(() -> deserializer.deserialize("t", withHead(writer, body)))
                .isInstanceOfSatisfying(
                        UndecodableException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT));
    }

    @Provide
    Arbitrary<Schema> schemas() {
        return Arbitraries.of(Arrays.stream(Topic.values())
                .flatMap(topic -> topic.schemas().stream())
                .toList());
    }

    @Provide
    Arbitrary<SpecificRecord> records() {
        return Arbitraries.of(SampleRecords.all());
    }

    private static void corrupt(Schema schema, Writing writing) throws IOException {
        assertThat(read(schema, schema, bytes(writing))).isEqualTo(Reason.CORRUPT);
    }

    /** Reads bytes behind a head; the reason where they are undecodable, null where they are a record. */
    private static @Nullable Reason read(Schema reader, Schema writer, byte[] body) {
        var deserializer = new AvroDeserializer<>(REGISTRY, List.of(reader));
        byte[] bytes = withHead(writer, body);
        warmUp(deserializer, writer);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            deserializer.deserialize("t", bytes);
            return null;
        } catch (UndecodableException e) {
            return e.reason();
        } finally {
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(FEW_MEGABYTES);
        }
    }

    /** Has the schema fetched and the reader made, which is not what is measured. */
    private static void warmUp(AvroDeserializer<?> deserializer, Schema writer) {
        try {
            deserializer.deserialize("t", withHead(writer, new byte[0]));
        } catch (UndecodableException e) {
            assertThat(e.reason()).isEqualTo(Reason.CORRUPT);
        }
    }

    private static byte[] withHead(Schema schema, byte[] body) {
        int id = REGISTRY.register("s-" + schema.hashCode(), schema);
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array();
    }

    private static byte[] bytes(Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        writing.to(encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static void upToTheDiscount(BinaryEncoder out) throws IOException {
        out.writeString("m");
        out.writeString("ann");
        out.writeLong(0);
        out.writeIndex(0);
        out.writeEnum(1);
        out.writeString("o");
        out.writeString("GBP");
        out.writeIndex(0);
        out.writeIndex(0);
        out.writeIndex(0);
    }

    /** A visit's schema with a field before the others. */
    private static Schema with(String field) {
        return new Schema.Parser()
                .parse(Visit.getClassSchema().toString().replace("\"fields\":[", "\"fields\":[" + field));
    }
}
