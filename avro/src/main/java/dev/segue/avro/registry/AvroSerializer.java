package dev.segue.avro.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes generated records in the Confluent wire format: magic byte 0, schema id (four bytes, big-endian), Avro binary.
 * The schema is registered at its first use. Thread-safe.
 *
 * @param <T> the records written
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {
    private static final byte MAGIC = 0;

    private final SchemaRegistry registry;
    private final Subjects subjects;
    private final Map<SubjectKey, Writer> writers = new ConcurrentHashMap<>();
    private final ThreadLocal<Buffer> buffers = ThreadLocal.withInitial(Buffer::new);

    /**
     * @param registry where the schemas are registered
     * @param subjects how the subject is named
     */
    public AvroSerializer(SchemaRegistry registry, Subjects subjects) {
        this.registry = registry;
        this.subjects = subjects;
    }

    /**
     * @return the bytes; null for null, a tombstone
     * @throws RegistryUnavailableException at the first use of a schema, when the registry does not answer
     * @throws SchemaRefusedException at the first use of a schema, when the registry holds it to be incompatible
     */
    @Override
    @SuppressWarnings("NullAway") // A tombstone is null, which Kafka's interface does not annotate.
    public byte @Nullable [] serialize(String topic, @Nullable T record) {
        if (record == null) {
            return null;
        }
        Writer writer = writers.computeIfAbsent(new SubjectKey(topic, record.getSchema()), this::writer);
        Buffer buffer = buffers.get();
        // Renewing the encoder writes out what a record that failed half-way left in it, so this comes before the
        // reset.
        buffer.encoder = EncoderFactory.get().binaryEncoder(buffer.bytes, buffer.encoder);
        buffer.bytes.reset();
        buffer.bytes.write(MAGIC);
        buffer.bytes.write(writer.id >>> 24);
        buffer.bytes.write(writer.id >>> 16);
        buffer.bytes.write(writer.id >>> 8);
        buffer.bytes.write(writer.id);
        try {
            writer.datum.write(record, buffer.encoder);
            buffer.encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.bytes.toByteArray();
    }

    private Writer writer(SubjectKey key) {
        int id = registry.register(subjects.subject(key.topic, key.schema), key.schema);
        return new Writer(id, new SpecificDatumWriter<>(key.schema, SpecificData.getForSchema(key.schema)));
    }

    private record SubjectKey(String topic, Schema schema) {}

    private record Writer(int id, DatumWriter<SpecificRecord> datum) {}

    private static final class Buffer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        private @Nullable BinaryEncoder encoder;
    }
}
