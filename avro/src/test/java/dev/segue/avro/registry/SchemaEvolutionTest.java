package dev.segue.avro.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.topics.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every schema stays readable by, and can read, every released version of itself: FULL_TRANSITIVE. A release copies
 * {@code src/main/avro} to {@code src/test/resources/released/<version>}; what stands there is never changed.
 */
class SchemaEvolutionTest {
    private static final Schema VISIT = ContractSchemas.present("dev.segue.avro.Visit");
    private static final Schema PURCHASE = ContractSchemas.present("dev.segue.avro.Purchase");

    @Test
    void everySchemaIsFullyCompatibleWithEveryReleasedVersion() {
        assertThat(ContractSchemas.released()).isNotEmpty();
        assertThat(problems(ContractSchemas.present(), ContractSchemas.released()))
                .isEmpty();
    }

    @Test
    void theTopicsCarryWhatTheSchemaFilesSay() {
        Map<String, Schema> present = ContractSchemas.present();

        assertThat(Arrays.stream(Topic.values()).flatMap(topic -> topic.schemas().stream()))
                .allSatisfy(
                        schema -> assertThat(withoutStringType(schema)).isEqualTo(present.get(schema.getFullName())))
                .hasSize(present.size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a field renamed                 | "name":"pages"              | "name":"page_count_of"
            a type changed                  | "name":"pages","type":"int" | "name":"pages","type":"string"
            a type widened                  | "name":"pages","type":"int" | "name":"pages","type":"long"
            another unit of time            | timestamp-millis            | timestamp-micros
            the record renamed              | "name":"Visit"              | "name":"Call"
            """)
    void aChangeThatBreaksSomeoneIsNoticed(String change, String before, String after) {
        // Given: the field renamed has no default, as the one it stands for would otherwise silently take it.
        Schema released = changed(VISIT, ",\"default\":1", "");

        Schema present = changed(released, before, after);

        assertThat(problems(present, "1.0.0", released)).as(change).isNotEmpty();
    }

    @Test
    void aFieldAddedWithoutADefaultIsNoticed() {
        Schema present = changed(VISIT, "\"fields\":[", "\"fields\":[{\"name\":\"device\",\"type\":\"string\"},");

        assertThat(problems(present, "1.0.0", VISIT)).isNotEmpty();
    }

    @Test
    void aFieldRemovedThatHadNoDefaultIsNoticed() {
        Schema released = changed(VISIT, "\"fields\":[", "\"fields\":[{\"name\":\"device\",\"type\":\"string\"},");

        assertThat(problems(VISIT, "1.0.0", released)).isNotEmpty();
    }

    @Test
    void aDefaultRemovedIsNoticedWhenAnyReleaseDidWithoutTheField() {
        // Given: a field that came with 1.1.0, with a default, which is to go now. Only 1.0.0 minds.
        Schema first = VISIT;
        Schema second = changed(
                VISIT, "\"fields\":[", "\"fields\":[{\"name\":\"device\",\"type\":\"string\",\"default\":\"\"},");
        Schema present = changed(second, ",\"default\":\"\"", "");

        assertThat(problems(present, "1.1.0", second)).isEmpty();
        assertThat(problems(
                        Map.of(present.getFullName(), present),
                        Map.of(
                                "1.0.0", Map.of(first.getFullName(), first),
                                "1.1.0", Map.of(second.getFullName(), second))))
                .isNotEmpty();
    }

    @Test
    void moneyOfOtherPlacesIsNoticed() {
        assertThat(problems(changed(PURCHASE, "\"scale\":4", "\"scale\":2"), "1.0.0", PURCHASE))
                .isNotEmpty();
    }

    @Test
    void aRecordThatIsGoneIsNoticed() {
        assertThat(problems(Map.of(), Map.of("1.0.0", Map.of(VISIT.getFullName(), VISIT))))
                .isNotEmpty();
    }

    @Test
    void whatBreaksNobodyIsAllowed() {
        Schema fieldAdded = changed(
                VISIT,
                "\"fields\":[",
                "\"fields\":[{\"name\":\"device\",\"type\":[\"null\",\"string\"],\"default\":null},");
        Schema symbolAdded = changed(PURCHASE, "\"CANCELLATION\"]", "\"CANCELLATION\",\"EXCHANGE\"]");

        assertThat(problems(fieldAdded, "1.0.0", VISIT)).isEmpty();
        assertThat(problems(VISIT, "1.0.0", fieldAdded)).isEmpty();
        assertThat(problems(symbolAdded, "1.0.0", PURCHASE)).isEmpty();
    }

    private static List<String> problems(Schema present, String release, Schema released) {
        return problems(
                Map.of(present.getFullName(), present), Map.of(release, Map.of(released.getFullName(), released)));
    }

    private static List<String> problems(Map<String, Schema> present, Map<String, Map<String, Schema>> released) {
        List<String> problems = new ArrayList<>();
        released.forEach((release, records) -> records.forEach((name, old) -> {
            Schema now = present.get(name);
            if (now == null) {
                problems.add("%s of %s is gone".formatted(name, release));
                return;
            }
            Readability.problem(now, old)
                    .ifPresent(problem -> problems.add("cannot read %s of %s: %s".formatted(name, release, problem)));
            Readability.problem(old, now)
                    .ifPresent(problem ->
                            problems.add("%s of %s cannot be read there: %s".formatted(name, release, problem)));
        }));
        return problems;
    }

    private static Schema changed(Schema schema, String before, String after) {
        String text = schema.toString();
        assertThat(text).contains(before);
        return new Schema.Parser().parse(text.replace(before, after));
    }

    /** The generated classes' schemas say which Java type texts have, which is nobody else's business. */
    private static Schema withoutStringType(Schema schema) {
        return new Schema.Parser()
                .parse(schema.toString()
                        .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"")
                        .replace(",\"avro.java.string\":\"String\"", ""));
    }
}
