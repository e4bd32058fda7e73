package dev.segue.avro.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
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

    private final SchemaRegistry registry;
    private final Map<String, Schema> readers;
    private final Map<Integer, DatumReader<T>> byId = new ConcurrentHashMap<>();

    /**
     * @param registry where writers' schemas are found
     * @param types the record types of the topic; a record is read as the type whose full name the writer's schema has
     */
    public AvroDeserializer(SchemaRegistry registry, List<Schema> types) {
        this.registry = registry;
        this.readers = types.stream().collect(Collectors.toMap(Schema::getFullName, s -> s));
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
        BoundedDecoder decoder = new BoundedDecoder(bytes, HEAD);
        T record;
        try {
            record = reader.read(null, decoder);
        } catch (IOException | RuntimeException e) {
            // On bytes that are not what the schema says Avro stumbles in many ways, over numbers without digits,
            // indices
            // out of bounds, symbols that are not there. Nothing but the bytes has a part in it, so no retry will help.
            throw corrupt(id, String.valueOf(e.getMessage()), e);
        } catch (StackOverflowError e) {
            // A writer's schema may nest without end, and so may bytes; the stack is whole again once it is unwound.
            throw corrupt(id, "records are nested too deeply", e);
        }
        if (!decoder.atEnd()) {
            throw corrupt(id, "bytes are left over", null);
        }
        return record;
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
        Readability.problem(reader, writer).ifPresent(problem -> {
            throw new UndecodableException(
                    UndecodableException.Reason.INCOMPATIBLE_SCHEMA,
                    "schema %d of %s cannot be read as the one expected here: %s"
                            .formatted(id, writer.getFullName(), problem),
                    null);
        });
        return new SpecificDatumReader<>(writer, reader, SpecificData.getForSchema(reader));
    }

    private static UndecodableException corrupt(int id, String why, @Nullable Throwable cause) {
        return new UndecodableException(
                UndecodableException.Reason.CORRUPT,
                "the bytes are not a record of schema %d: %s".formatted(id, why),
                cause);
    }
}
