package dev.segue.avro.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The contract's schema files: the present ones, and those of every release. */
final class ContractSchemas {
    private static final Path PRESENT = Path.of("src/main/avro");
    private static final Path RELEASED = Path.of("src/test/resources/released");

    private ContractSchemas() {}

    /** The present records that travel, by full name. */
    static Map<String, Schema> present() {
        return recordsOf(PRESENT);
    }

    /** A present record. */
    static Schema present(String fullName) {
        return Objects.requireNonNull(present().get(fullName), fullName);
    }

    /** The records of every release, by release and full name. */
    static Map<String, Map<String, Schema>> released() {
        Map<String, Map<String, Schema>> released = new TreeMap<>();
        for (Path release : children(RELEASED)) {
            released.put(release.getFileName().toString(), recordsOf(release));
        }
        return released;
    }

    private static Map<String, Schema> recordsOf(Path directory) {
        Map<String, Schema> records = new TreeMap<>();
        for (Path file : children(directory)) {
            Schema schema = parse(file);
            for (Schema record : schema.isUnion() ? schema.getTypes() : List.of(schema)) {
                records.put(record.getFullName(), record);
            }
        }
        return records;
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> children(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return new ArrayList<>(children.sorted().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
