package dev.segue.avro.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Confluent wire format into generated records, resolving the writer's schema to the reader's. Thread-safe.
 *
 * @param <T> the records read: one type, or a common supertype of the topic's types
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
    private static final int HEAD = 5;
    private static final String LIMIT_BYTES = "org.apache.avro.limits.bytes.maxLength";
    private static final String LIMIT_STRING = "org.apache.avro.limits.string.maxLength";
    private static final String LIMIT_ITEMS = "org.apache.avro.limits.collectionItems.maxLength";

    static {
        // Corrupt bytes may claim a text of two gigabytes; Avro would allocate it before it finds the record too short.
        // No record of the contract comes near these. Avro reads them once, when its decoder is first loaded.
        for (String limit : List.of(LIMIT_BYTES, LIMIT_STRING, LIMIT_ITEMS)) {
            if (System.getProperty(limit) == null) {
                System.setProperty(limit, "1000000");
            }
        }
    }

    private final SchemaRegistry registry;
    private final Map<String, Schema> readers;
    private final Map<Integer, DatumReader<T>> byId = new ConcurrentHashMap<>();
    private final ThreadLocal<@Nullable BinaryDecoder> decoders = new ThreadLocal<>();

    /**
     * @param registry where writers' schemas are found
     * @param types the record types of the topic; a record is read as the type whose full name the writer's schema has
     */
    public AvroDeserializer(SchemaRegistry registry, List<Schema> types) {
        this.registry = registry;
        this.readers = types.stream().collect(java.util.stream.Collectors.toMap(Schema::getFullName, s -> s));
    }

    /**
     * @return the record; null for null, a tombstone
     * @throws UndecodableException when no retry will decode it
     * @throws RegistryUnavailableException when its schema is not known yet and the registry does not answer
     */
    @Override
    @SuppressWarnings("NullAway") // A tombstone is null, which Kafka's interface does not annotate.
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length < HEAD) {
            throw new UndecodableException(
                    UndecodableException.Reason.TOO_SHORT,
                    "%d bytes are shorter than the wire format's head of %d".formatted(bytes.length, HEAD),
                    null);
        }
        if (bytes[0] != 0) {
            throw new UndecodableException(
                    UndecodableException.Reason.WRONG_MAGIC_BYTE,
                    "the first byte is %d, not the wire format's 0".formatted(bytes[0]),
                    null);
        }
        int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
        DatumReader<T> reader = byId.get(id);
        if (reader == null) {
            reader = reader(id);
            byId.put(id, reader);
        }
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, HEAD, bytes.length - HEAD, decoders.get());
        decoders.set(decoder);
        try {
            T record = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw corrupt(id, "bytes are left over", null);
            }
            return record;
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | UnsupportedOperationException e) {
            // What Avro throws on bytes that are not what the schema says.
            throw corrupt(id, String.valueOf(e.getMessage()), e);
        }
    }

    private DatumReader<T> reader(int id) {
        Schema writer = registry.byId(id);
        Schema reader = readers.get(writer.getFullName());
        if (reader == null) {
            throw new UndecodableException(
                    UndecodableException.Reason.INCOMPATIBLE_SCHEMA,
                    "schema %d is of %s; expected here: %s".formatted(id, writer.getFullName(), readers.keySet()),
                    null);
        }
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw new UndecodableException(
                    UndecodableException.Reason.INCOMPATIBLE_SCHEMA,
                    "schema %d of %s cannot be read as the one expected here: %s"
                            .formatted(id, writer.getFullName(), compatibility.getDescription()),
                    null);
        }
        return new SpecificDatumReader<>(writer, reader, SpecificData.getForSchema(reader));
    }

    private static UndecodableException corrupt(int id, String why, @Nullable Throwable cause) {
        return new UndecodableException(
                UndecodableException.Reason.CORRUPT,
                "the bytes are not a record of schema %d: %s".formatted(id, why),
                cause);
    }
}
