package dev.segue.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.clustering.Dimension;
import dev.segue.segmentation.clustering.Dimension.Clip;
import dev.segue.spec.SegmentationSpec.Training;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class SpecReaderTest {
    static final List<String> SHIPPED = SpecReader.SHIPPED;

    private static final String SMALLEST = """
            id: value
            clusters: 3
            features:
              - name: monetary
            """;

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void shippedSpecificationsAreUsable(String name) {
        // When
        SegmentationSpec spec = SpecReader.read(name);

        // Then
        assertThat(spec.id()).isEqualTo(name);
        assertThat(spec.features()).filteredOn(SpecFeature::required).isNotEmpty();
    }

    @Test
    void whatIsLeftOutHasDefaults() {
        // When
        SegmentationSpec spec = SpecReader.parse("value.yaml", SMALLEST);

        // Then
        assertThat(spec.features())
                .containsExactly(
                        new SpecFeature(new Dimension("monetary", Transform.NONE, new Clip(0.01, 0.99), 1), false));
        assertThat(spec.training()).isEqualTo(new Training(100, 20_000, 1, Duration.ofHours(1), Duration.ofDays(7)));
        assertThat(spec.flapControl()).isEqualTo(new FlapControl(0.1, Duration.ofDays(1), 1));
    }

    @Test
    void everyFieldIsRead() {
        // When
        SegmentationSpec spec = SpecReader.parse("value.yaml", """
                id: big-spenders
                clusters: 7
                features:
                  - {name: monetary, transform: log1p, weight: 2.5, required: true, clip: {low: 0.05, high: 0.9}}
                  - {name: profile.income}
                training: {min_customers: 50, sample: 5000, seed: 9, interval: 90s, half_life: PT36H}
                flap_control: {margin: 0.2, dwell: 12h, min_evidence: 3}
                """);

        // Then
        assertThat(spec)
                .isEqualTo(new SegmentationSpec(
                        "big-spenders",
                        List.of(
                                new SpecFeature(
                                        new Dimension("monetary", Transform.LOG1P, new Clip(0.05, 0.9), 2.5), true),
                                new SpecFeature(
                                        new Dimension("profile.income", Transform.NONE, new Clip(0.01, 0.99), 1),
                                        false)),
                        7,
                        new Training(50, 5000, 9, Duration.ofSeconds(90), Duration.ofHours(36)),
                        new FlapControl(0.2, Duration.ofHours(12), 3)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id: value                | id: Value               | value.yaml, line 1: id must be lower-case letters
            id: value                | ids: value              | value.yaml, line 1: id is missing; it must be a text
            clusters: 3              | clusters: many          | value.yaml, line 2: clusters must be a whole number, not 'many'
            clusters: 3              | clusters: 1             | value.yaml, line 1: clusters must be from 2 to 100, not 1
            clusters: 3              | clusters: 100           | training.min_customers must be more than clusters (100), not 100
            clusters: 3              | cluster: 3              | value.yaml, line 1: clusters is missing
            - name: monetary         | - name: money           | value.yaml, line 4: features[0]: unknown feature 'money'; there are recency_days
            - name: monetary         | - {}                    | value.yaml, line 4: features[0].name is missing
            - name: monetary         | - {name: monetary, transform: log}  | features[0].transform must be none or log1p, not 'log'
            - name: monetary         | - {name: monetary, required: yes}   | features[0].required must be true or false, not 'yes'
            - name: monetary         | - {name: monetary, weight: 0}       | features[0]: feature monetary: weight must be greater than zero
            - name: monetary         | - {name: monetary, wieght: 2}       | features[0].wieght is not known; there are clip, name, required, transform, weight
            - name: monetary         | - {name: monetary, clip: {low: 1}}  | features[0].clip: clip quantiles must be 0 <= low < high <= 1
            - name: monetary         | - {name: monetary, name: visits}    | features[0].name is there twice
            - name: monetary         | - monetary              | features[0] must be a mapping of fields to values
            - name: monetary         | {}                      | features must be a list
            """)
    void whatIsWrongIsNamedWithFileLineAndField(String right, String wrong, String message) {
        assertThatThrownBy(() -> SpecReader.parse("value.yaml", SMALLEST.replace(right, wrong)))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            training: {interval: 5 minutes}   | line 5: training.interval must be a duration such as 90s, 15m, 12h, 7d or PT36H, not '5 minutes'
            training: {interval: 0s}          | line 5: training: interval must be more than zero
            training: {half_life: PT0S}       | line 5: training: half_life must be more than zero
            training: {min_customers: 0}      | line 5: training: min_customers must be 1 or more, not 0
            training: {sample: 99}            | line 5: training: sample must be at least min_customers (100), not 99
            training: {retries: 1}            | line 5: training.retries is not known
            training: often                   | line 5: training must be a mapping of fields to values
            flap_control: {margin: 1}         | line 5: flap_control: margin must be in [0, 1), not 1.0
            flap_control: {dwell: -1s}        | line 5: flap_control: dwell must not be negative
            flap_control: {min_evidence: 1.5} | line 5: flap_control.min_evidence must be a whole number, not '1.5'
            gates: {}                         | line 5: gates is not known; there are clusters, features, flap_control, id, training
            """)
    void whatIsWrongFurtherDownIsNamedToo(String line, String message) {
        assertThatThrownBy(() -> SpecReader.parse("value.yaml", SMALLEST + line))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("value.yaml, " + message);
    }

    @Test
    void refusesAFeatureNamedTwice() {
        assertThatThrownBy(() -> SpecReader.parse("value.yaml", SMALLEST + "  - name: monetary\n"))
                .hasMessageContaining("features names monetary twice");
    }

    @Test
    void refusesWhatIsNoYaml() {
        assertThatThrownBy(() -> SpecReader.parse("value.yaml", "id: ["))
                .hasMessageStartingWith("value.yaml: not YAML:");
        assertThatThrownBy(() -> SpecReader.parse("value.yaml", "")).hasMessage("value.yaml: is empty");
    }

    @Test
    void saysWhichSpecificationsThereAreWhereAFileIsNotFound() {
        assertThatThrownBy(() -> SpecReader.read("no-such-file.yaml"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("no-such-file.yaml")
                .hasMessageContaining("value, personality");
    }
}
