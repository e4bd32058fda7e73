package dev.segue.avro.registry;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * Whether what was written with one schema means the same when read with another. Avro's rules of resolution look at the
 * bytes only: they take a decimal of two places for one of four, and microseconds for milliseconds.
 */
final class Readability {
    private final Set<String> seen = new HashSet<>();

    private Readability() {}

    /** What stands against reading one schema's records with another; empty when nothing does. */
    static Optional<String> problem(Schema reader, Schema writer) {
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
            return Optional.of(compatibility.getResult().getIncompatibilities().toString());
        }
        return new Readability().difference(reader.getName(), reader, writer);
    }

    private Optional<String> difference(String path, Schema reader, Schema writer) {
        if (reader.isUnion() || writer.isUnion()) {
            return branches(reader).stream()
                    .flatMap(read -> branches(writer).stream()
                            .filter(written -> written.getType() == read.getType()
                                    && Objects.equals(written.getFullName(), read.getFullName()))
                            .flatMap(written -> difference(path, read, written).stream()))
                    .findFirst();
        }
        if (reader.getType() != writer.getType()) {
            return logicalDifference(path, reader, writer);
        }
        return switch (reader.getType()) {
            case RECORD -> seen.add(reader.getFullName()) ? fields(path, reader, writer) : Optional.empty();
            case ARRAY -> difference(path + "[]", reader.getElementType(), writer.getElementType());
            case MAP -> difference(path + "{}", reader.getValueType(), writer.getValueType());
            default -> logicalDifference(path, reader, writer);
        };
    }

    private Optional<String> fields(String path, Schema reader, Schema writer) {
        return reader.getFields().stream()
                .filter(field -> writer.getField(field.name()) != null)
                .flatMap(field ->
                        difference(
                                path + "." + field.name(),
                                field.schema(),
                                writer.getField(field.name()).schema())
                                .stream())
                .findFirst();
    }

    private static Optional<String> logicalDifference(String path, Schema reader, Schema writer) {
        LogicalType read = reader.getLogicalType();
        LogicalType written = writer.getLogicalType();
        boolean same = switch (read) {
            // Bytes alone do not tell where the point is.
            case LogicalTypes.Decimal decimal ->
                written instanceof LogicalTypes.Decimal other && other.getScale() == decimal.getScale();
            // Not every language's Avro names the unit of a plain number; who does must name the same.
            case null -> !(written instanceof LogicalTypes.Decimal);
            default -> written == null || written.getName().equals(read.getName());
        };
        return same
                ? Optional.empty()
                : Optional.of("%s is written as %s and read as %s".formatted(path, named(writer), named(reader)));
    }

    private static String named(Schema schema) {
        return switch (schema.getLogicalType()) {
            case LogicalTypes.Decimal decimal -> "decimal of %d places".formatted(decimal.getScale());
            case null -> schema.getName();
            default -> schema.getLogicalType().getName();
        };
    }

    private static List<Schema> branches(Schema schema) {
        return schema.isUnion() ? schema.getTypes() : List.of(schema);
    }
}
