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
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What editors are told of playbooks must be what the reader does. */
class PlaybookSchemaTest {
    static final List<String> SHIPPED = PlaybookReader.SHIPPED;

    private static final JsonNode TREE = tree();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TREE);
    private static final String SMALLEST = PlaybookReaderTest.SMALLEST;

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void shippedPlaybooksAreValid(String name) {
        assertThat(errors(PlaybookReader.shipped(name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 1",
                "title: Best customers",
                "revision: 3",
                "time_zone: Europe/Oslo",
                "attribution: 30d",
                "cap: {most: 32, within: PT36H}",
                "never: [{where: {role: best}, channels: [web], products: [wine, 3]}]",
                "    where: {role: [best, others], feature: visits, above: 1, below: 3, not: {trait: vip, is: true}}",
                "    where: {all: [], any: [{feature: profile.age, between: {low: 1, high: 2}}, {trait: t, one_of: [1, a]}]}",
                "    variants: [{id: a}, {id: b, offer: {recommend: 2, survey: s}, channel: sms}]",
                "    variants: [{id: a}, {id: b, offer: {push: [], exclude: [], recommend: 0}}]",
                "    priority: -1",
                "    expiry: 60s",
                "    expiry: 100s",
                "    expiry: 1m",
                "    cap: {most: 1, within: 1d}",
                "    consent: marketing",
                "    holdout: 0",
            })
    void whatTheReaderTakesIsValid(String more) {
        String text = SMALLEST + more;

        assertThatCode(() -> PlaybookReader.parse("p.yaml", text)).doesNotThrowAnyException();
        assertThat(errors(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 2",
                "title: 5",
                "revision: 0",
                "cap: {most: 0, within: 1d}",
                "cap: {most: 33, within: 1d}",
                "cap: {most: 3}",
                "cap: {within: 3d}",
                "cap: {most: 3, within: 0d}",
                "never: [{channels: [web]}]",
                "never: [{where: {role: best}}]",
                "never: [{where: {role: best}, channels: [Web]}]",
                "never: [{where: {role: best}, products: []}]",
                "colour: red",
                "    where: {}",
                "    where: {feature: visits}",
                "    where: {above: 1}",
                "    where: {feature: visit, above: 1}",
                "    where: {feature: visits, above: x}",
                "    where: {feature: profile.gender=Female, above: 0}",
                "    where: {feature: visits, between: {low: 1}}",
                "    where: {trait: t}",
                "    where: {is: t}",
                "    where: {trait: t, is: 1, one_of: [1]}",
                "    where: {trait: t, one_of: []}",
                "    where: {any: []}",
                "    where: {role: []}",
                "    where: {colour: red}",
                "    variants: [{id: a}]",
                "    variants: [{id: a}, {channel: sms}]",
                "    variants: [{id: a}, {id: b, offer: {}}]",
                "    variants: [{id: a}, {id: b, offer: {recommend: 21}}]",
                "    priority: high",
                "    group: A",
                "    cooldown: 3",
                "    cap: {most: 3}",
                "    expiry: 0s",
                "    expiry: 59s",
                "    consent: true",
                "    holdout: 1",
                "    holdout: -0.1",
                "    colour: red",
            })
    void whatTheReaderRefusesIsNotValid(String more) {
        assertThatThrownBy(() -> PlaybookReader.parse("p.yaml", SMALLEST + more))
                .isInstanceOf(SpecException.class);
        assertThat(errors(SMALLEST + more)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {entered: best} | {entered: best, left: best}
            {entered: best} | {}
            {entered: best} | {first_purchase: false}
            {entered: best} | {anniversary: 1}
            {entered: best} | {feedback: {}}
            {entered: best} | {feedback: {complaint: false}}
            {entered: best} | {feedback: {nps_at_most: 11}}
            {entered: best} | {feedback: {csat_at_most: 0}}
            {entered: best} | {lapsing: {alive_below: 0}}
            {entered: best} | {lapsing: 0.5}
            {entered: best} | {overdue: soon}
            {entered: best} | {season: {from: 01-02}}
            {entered: best} | {season: {from: 1-2, to: 01-03}}
            {entered: best} | {reaches: {feature: visit, value: 1}}
            {entered: best} | {reaches: {feature: visits}}
            {entered: best} | {becomes: {trait: t}}
            {message: Thank you} | {}
            {message: Thank you} | {discount: 101}
            {message: Thank you} | {discount: 0}
            {message: Thank you} | {push: [a, a]}
            {message: Thank you} | {message: ' '}
            {message: Thank you} | {bundle: 3}
            {role: best, most: monetary} | {role: best, most: money}
            {role: best, most: monetary} | {role: best, most: gender=Female}
            {role: best, most: monetary} | {role: best, most: visits, least: visits}
            {role: best, most: monetary} | {most: visits}
            channel: email | title: x
            """)
    void whatTheReaderRefusesFurtherInIsNotValid(String right, String wrong) {
        String text = SMALLEST.replace(right, wrong);

        assertThatThrownBy(() -> PlaybookReader.parse("p.yaml", text)).isInstanceOf(SpecException.class);
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            segmentation: value  | segmentation: value, colour: red                            | /properties
            role: others         | role: others, colour: red                                   | /$defs/part/properties
            message: Thank you   | colour: red                                                 | /$defs/offer/properties
            entered: best        | colour: red                                                 | /$defs/occasion/properties
            entered: best        | season: {colour: red}                                       | /$defs/occasion/properties/season/properties
            entered: best        | feedback: {colour: red}                                     | /$defs/occasion/properties/feedback/properties
            entered: best        | lapsing: {colour: red}                                      | /$defs/occasion/properties/lapsing/properties
            entered: best        | reaches: {colour: red}                                      | /$defs/occasion/properties/reaches/properties
            entered: best        | becomes: {colour: red}                                      | /$defs/occasion/properties/becomes/properties
            id: thanks           | id: thanks, colour: red                                     | /$defs/strategy/properties
            id: thanks           | id: thanks, where: {colour: red}                            | /$defs/condition/properties
            id: thanks           | id: thanks, cap: {colour: red}                              | /$defs/cap/properties
            id: thanks           | id: thanks, variants: [{colour: red}]                       | /$defs/variant/properties
            segmentation: value  | segmentation: value, never: [{colour: red}]                 | /$defs/exclusion/properties
            """)
    void everyFieldOfTheSchemaIsOneTheReaderKnowsAndTheOtherWayRound(String right, String wrong, String pointer) {
        // The same playbook on one line, where everything can be put anywhere.
        String smallest = "{segmentation: value, cast: [{role: best, most: monetary}, {role: others}], strategies:"
                + " [{id: thanks, when: {entered: best}, offer: {message: Thank you}, channel: email}]}";

        assertThat(known(smallest.replace(right, wrong))).containsExactlyInAnyOrderElementsOf(fields(pointer));
    }

    /** The fields a refusal of an unknown one lists. */
    private static List<String> known(String text) {
        try {
            PlaybookReader.parse("p.yaml", text);
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
        TREE.at(pointer).fieldNames().forEachRemaining(names::add);
        return names;
    }

    static List<Error> errors(String yaml) {
        return SCHEMA.validate(yaml, InputFormat.YAML);
    }

    private static JsonNode tree() {
        try (InputStream in = PlaybookSchemaTest.class.getResourceAsStream("playbook.schema.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
