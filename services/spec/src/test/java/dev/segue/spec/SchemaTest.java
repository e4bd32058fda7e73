package dev.segue.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.segue.segmentation.features.FeatureCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What editors are told must be what the reader does. */
class SchemaTest {
    static final List<String> SHIPPED = SpecReader.SHIPPED;

    private static final JsonNode TREE = tree();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TREE);
    private static final String SMALLEST = """
            id: value
            clusters: 3
            features:
              - name: monetary
            """;

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void shippedSpecificationsAreValid(String name) {
        assertThat(errors(SpecReader.shipped(name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 1",
                "title: Best customers",
                "labels: {value-1: Champions}",
                "clock: wall",
                "scaling: robust",
                "pca: {components: 1}",
                "pca: {variance: 0.9}",
                "training: {min_customers: 50, sample: 500, seed: -9, interval: 90s, half_life: PT36H, full_every: 2d}",
                "flap_control: {margin: 0, dwell: 0s, min_evidence: 0}",
                "gates: {max_moved: 1, min_silhouette_ratio: 0, max_inertia_ratio: 1}",
                "  - {name: visits, impute: mean, weight: 0.5, required: true, transform: log1p, clip: {low: 0, high: 1}}",
                "  - {name: visits, impute: {constant: -1.5}, encoding: number}",
                "  - {name: category_share.wine}",
                "  - {name: profile.plan, encoding: one_hot}",
                "  - {name: profile.plan, encoding: one_hot, levels: [gold, 3, true], impute: {constant: 3}}",
                "  - {name: profile.plan, encoding: one_hot, levels: {most: 3, min_share: 0.1}, impute: most_frequent}",
            })
    void whatTheReaderTakesIsValid(String more) {
        assertThatCode(() -> SpecReader.parse("s.yaml", SMALLEST + more)).doesNotThrowAnyException();
        assertThat(errors(SMALLEST + more)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 2",
                "title: 5",
                "title: ' '",
                "labels: {value-1: 5}",
                "labels: [a]",
                "clock: sundial",
                "scaling: Robust",
                "pca: {}",
                "pca: {components: 0}",
                "pca: {components: 1, variance: 0.5}",
                "pca: {variance: 1.5}",
                "pca: {variance: x}",
                "training: {min_customers: 0}",
                "training: {min_customers: 1.5}",
                "training: {interval: 5 minutes}",
                "training: {interval: 0s}",
                "training: {half_life: 00d}",
                "training: {every: 1h}",
                "training: often",
                "flap_control: {margin: 1}",
                "flap_control: {dwell: 5}",
                "flap_control: {min_evidence: -1}",
                "gates: {max_moved: 1.1}",
                "gates: {max_inertia_ratio: 0.5}",
                "gates: {min_silhouette_ratio: -1}",
                "colour: red",
                "  - {}",
                "  - visits",
                "  - {name: money}",
                "  - {name: profile.}",
                "  - {name: visits, weight: 0}",
                "  - {name: visits, wieght: 1}",
                "  - {name: visits, required: 1}",
                "  - {name: visits, transform: sqrt}",
                "  - {name: visits, clip: {low: -1}}",
                "  - {name: visits, impute: most_frequent}",
                "  - {name: visits, impute: {constant: x}}",
                "  - {name: visits, impute: {}}",
                "  - {name: visits, levels: [a]}",
                "  - {name: visits, encoding: one_hot}",
                "  - {name: profile.plan, encoding: onehot}",
                "  - {name: profile.plan, encoding: one_hot, transform: log1p}",
                "  - {name: profile.plan, encoding: one_hot, clip: {}}",
                "  - {name: profile.plan, encoding: one_hot, impute: mean}",
                "  - {name: profile.plan, encoding: one_hot, levels: []}",
                "  - {name: profile.plan, encoding: one_hot, levels: [a, a]}",
                "  - {name: profile.plan, encoding: one_hot, levels: {most: 101}}",
                "  - {name: profile.plan, encoding: one_hot, levels: a}",
            })
    void whatTheReaderRefusesIsNotValid(String more) {
        assertThatThrownBy(() -> SpecReader.parse("s.yaml", SMALLEST + more)).isInstanceOf(SpecException.class);
        assertThat(errors(SMALLEST + more)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "100", "2..8", "10..10"})
    void numbersAndRangesOfClustersAreValid(String clusters) {
        String text = SMALLEST.replace("clusters: 3", "clusters: " + clusters) + "training: {min_customers: 200}";

        assertThatCode(() -> SpecReader.parse("s.yaml", text)).doesNotThrowAnyException();
        assertThat(errors(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "101", "1..8", "2..101", "2.5", "2-8", "many", "[2, 8]", "{low: 2}"})
    void otherClustersAreNot(String clusters) {
        String text = SMALLEST.replace("clusters: 3", "clusters: " + clusters) + "training: {min_customers: 200}";

        assertThatThrownBy(() -> SpecReader.parse("s.yaml", text)).isInstanceOf(SpecException.class);
        assertThat(errors(text)).isNotEmpty();
    }

    @Test
    void everyFeatureOfTheCatalogueIsKnown() {
        List<String> names = new ArrayList<>();
        FeatureCatalogue.behaviourNames().forEach(names::add);
        names.addAll(FeatureCatalogue.predictedNames());

        assertThat(TREE.at("/$defs/featureName/anyOf/0/enum").valueStream().map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void everyFieldOfTheSchemaIsOneTheReaderKnowsAndTheOtherWayRound() {
        assertThat(known(SMALLEST + "colour: red")).containsExactlyInAnyOrderElementsOf(fields("/properties"));
        assertThat(known(SMALLEST + "    colour: red"))
                .containsExactlyInAnyOrderElementsOf(fields("/$defs/feature/properties"));
        for (String mapping : List.of("training", "flap_control", "gates", "pca")) {
            assertThat(known(SMALLEST + mapping + ": {colour: red}"))
                    .as(mapping)
                    .containsExactlyInAnyOrderElementsOf(fields("/properties/%s/properties".formatted(mapping)));
        }
    }

    /** The fields a refusal of an unknown one lists. */
    private static List<String> known(String text) {
        try {
            SpecReader.parse("s.yaml", text);
        } catch (SpecException e) {
            return e.problems().stream()
                    .filter(problem -> problem.contains("colour is not known; there are "))
                    .map(problem -> problem.substring(problem.indexOf("there are ") + "there are ".length()))
                    .flatMap(names -> List.of(names.split(", ")).stream())
                    .toList();
        }
        throw new AssertionError("not refused");
    }

    static List<String> fields(String pointer) {
        List<String> names = new ArrayList<>();
        Iterator<String> fields = TREE.at(pointer).fieldNames();
        fields.forEachRemaining(names::add);
        return names;
    }

    static List<Error> errors(String yaml) {
        return SCHEMA.validate(yaml, InputFormat.YAML);
    }

    private static JsonNode tree() {
        try (InputStream in = SchemaTest.class.getResourceAsStream("segmentation.schema.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
