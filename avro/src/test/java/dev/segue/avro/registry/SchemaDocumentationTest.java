package dev.segue.avro.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SchemaDocumentationTest {
    @Test
    void everyRecordEnumAndFieldSaysWhatItIs() {
        List<String> silent = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        ContractSchemas.present().values().forEach(schema -> collectSilent(schema, seen, silent));

        assertThat(seen).hasSizeGreaterThan(9);
        assertThat(silent).isEmpty();
    }

    @Test
    void silenceIsNoticed() {
        Schema silent = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"b\",\"doc\":\"B.\",\"type\":"
                        + "[\"null\",{\"type\":\"array\",\"items\":{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"X\"]}}]},"
                        + "{\"name\":\"c\",\"type\":\"int\",\"doc\":\" \"}]}");
        List<String> found = new ArrayList<>();

        collectSilent(silent, new HashSet<>(), found);

        assertThat(found).containsExactlyInAnyOrder("A", "E", "A.c");
    }

    private static void collectSilent(Schema schema, Set<String> seen, List<String> silent) {
        switch (schema.getType()) {
            case UNION -> schema.getTypes().forEach(branch -> collectSilent(branch, seen, silent));
            case ARRAY -> collectSilent(schema.getElementType(), seen, silent);
            case MAP -> collectSilent(schema.getValueType(), seen, silent);
            case ENUM -> {
                if (seen.add(schema.getFullName())) {
                    note(schema.getFullName(), schema.getDoc(), silent);
                }
            }
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    note(schema.getFullName(), schema.getDoc(), silent);
                    for (Schema.Field field : schema.getFields()) {
                        note(schema.getFullName() + "." + field.name(), field.doc(), silent);
                        collectSilent(field.schema(), seen, silent);
                    }
                }
            }
            default -> {
                // Plain types have no documentation of their own.
            }
        }
    }

    private static void note(String what, @Nullable String doc, List<String> silent) {
        if (doc == null || doc.isBlank()) {
            silent.add(what);
        }
    }
}
