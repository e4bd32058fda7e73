package dev.segue.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.GateLimits;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.preparation.Components;
import dev.segue.segmentation.preparation.Dimension;
import dev.segue.segmentation.preparation.Dimension.Clip;
import dev.segue.segmentation.preparation.Imputation;
import dev.segue.segmentation.preparation.Levels;
import dev.segue.segmentation.preparation.Scaling;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
        assertThat(spec.title()).isNotEqualTo(name);
        assertThat(spec.features()).filteredOn(SpecFeature::required).isNotEmpty();
    }

    @Test
    void whatIsLeftOutHasDefaults() {
        // When
        SegmentationSpec spec = SpecReader.parse("value.yaml", SMALLEST);

        // Then
        assertThat(spec.title()).isEqualTo("value");
        assertThat(spec.labels()).isEmpty();
        assertThat(spec.features())
                .containsExactly(new SpecFeature(
                        new Dimension.Number(
                                "monetary", Transform.NONE, Imputation.Statistic.MEDIAN, new Clip(0.01, 0.99), 1),
                        false));
        assertThat(spec.scaling()).isEqualTo(Scaling.STANDARD);
        assertThat(spec.pca()).isNull();
        assertThat(spec.clusters()).isEqualTo(Clusters.of(3));
        assertThat(spec.training())
                .isEqualTo(new Training(100, 20_000, 1, Duration.ofHours(1), Duration.ofDays(7), Duration.ofDays(7)));
        assertThat(spec.flapControl()).isEqualTo(new FlapControl(0.1, Duration.ofDays(1), 1));
        assertThat(spec.gates()).isEqualTo(new GateLimits(0.3, 0.8, 1.25));
        assertThat(spec.clock()).isNull();
    }

    @Test
    void everyFieldIsRead() {
        // When
        SegmentationSpec spec = SpecReader.parse("value.yaml", """
                version: 1
                id: big-spenders
                title: Big spenders
                labels: {big-spenders-1: Champions}
                clusters: 2..7
                scaling: robust
                pca: {variance: 0.9}
                features:
                  - name: monetary
                    transform: log1p
                    impute: {constant: 0}
                    weight: 2.5
                    required: true
                    clip: {low: 0.05, high: 0.9}
                  - {name: profile.income, impute: mean}
                  - {name: profile.profession, encoding: one_hot, levels: [Artist, Doctor], impute: {constant: none}}
                  - {name: profile.plan, encoding: one_hot, levels: {min_share: 0.1, most: 4}, impute: most_frequent}
                  - {name: profile.city, encoding: one_hot}
                training: {min_customers: 50, sample: 5000, seed: 9, interval: 90s, half_life: PT36H, full_every: 2d}
                flap_control: {margin: 0.2, dwell: 12h, min_evidence: 3}
                gates: {max_moved: 0.1, min_silhouette_ratio: 0.5, max_inertia_ratio: 2}
                clock: event
                """);

        // Then
        Clip tails = new Clip(0.01, 0.99);
        assertThat(spec)
                .isEqualTo(new SegmentationSpec(
                        "big-spenders",
                        "Big spenders",
                        Map.of("big-spenders-1", "Champions"),
                        List.of(
                                new SpecFeature(
                                        new Dimension.Number(
                                                "monetary",
                                                Transform.LOG1P,
                                                new Imputation.Constant(0),
                                                new Clip(0.05, 0.9),
                                                2.5),
                                        true),
                                new SpecFeature(
                                        new Dimension.Number(
                                                "profile.income", Transform.NONE, Imputation.Statistic.MEAN, tails, 1),
                                        false),
                                category("profile.profession", new Levels.Listed(List.of("Artist", "Doctor")), "none"),
                                category("profile.plan", new Levels.Found(0.1, 4), null),
                                category("profile.city", new Levels.Found(0.02, 12), null)),
                        Scaling.ROBUST,
                        new Components.Variance(0.9),
                        new Clusters(2, 7),
                        new Training(50, 5000, 9, Duration.ofSeconds(90), Duration.ofHours(36), Duration.ofDays(2)),
                        new FlapControl(0.2, Duration.ofHours(12), 3),
                        new GateLimits(0.1, 0.5, 2),
                        SpecClock.EVENT));
    }

    @Test
    void anIdThatIsNoneIsToldWithAllElseThatIsWrong() {
        assertThatThrownBy(() -> SpecReader.parse("value.yaml", """
                id: Value
                clusters: many
                features: [{name: profile.}]
                """))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("line 1: id must be lower-case letters")
                .hasMessageContaining("line 2: clusters must be")
                .hasMessageContaining("features[0].name is 'profile.', which is no feature; there are recency_days")
                .hasMessageContaining("profile.<name>");
    }

    private static SpecFeature category(String name, Levels levels, @Nullable String imputed) {
        return new SpecFeature(new Dimension.Category(name, levels, imputed, 1), false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id: value                | id: Value               | value.yaml, line 1: id must be lower-case letters
            id: value                | ids: value              | value.yaml, line 1: id is missing; it must be a text
            id: value                | ids: value              | value.yaml, line 1: ids is not known; did you mean id?
            id: value                | id: 5                   | value.yaml, line 1: id must be a text, such as '5' in quotes
            clusters: 3              | clusters: many          | value.yaml, line 2: clusters must be a number from 2 to 100 or a range of them such as 2..8, not 'many'
            clusters: 3              | clusters: 1             | value.yaml, line 2: clusters must be a number from 2 to 100 or a range of them such as 2..8, not '1'
            clusters: 3              | clusters: 8..2          | value.yaml, line 2: clusters must be a number from 2 to 100 or a range
            clusters: 3              | clusters: 100           | training.min_customers must be more than clusters (100), not 100
            clusters: 3              | clusters: 2..100        | training.min_customers must be more than clusters (2..100), not 100
            clusters: 3              | cluster: 3              | value.yaml, line 1: clusters is missing
            clusters: 3              | cluster: 3              | value.yaml, line 2: cluster is not known; did you mean clusters?
            - name: monetary         | - name: money           | value.yaml, line 4: features[0].name is 'money', which is no feature; did you mean monetary?
            - name: monetary         | - name: profil.income   | is 'profil.income', which is no feature; did you mean profile.income?
            - name: monetary         | - name: xyz             | is 'xyz', which is no feature; there are recency_days
            - name: monetary         | - {}                    | value.yaml, line 4: features[0].name is missing
            - name: monetary         | - {name: monetary, transform: log}  | features[0].transform must be none or log1p, not 'log'
            - name: monetary         | - {name: monetary, transform: Log1p} | features[0].transform must be none or log1p, not 'Log1p'
            - name: monetary         | - {name: monetary, required: yes}   | features[0].required must be true or false, not 'yes'
            - name: monetary         | - {name: monetary, weight: 0}       | line 4: features[0]: weight must be greater than zero
            - name: monetary         | - {name: monetary, weight: 1d}      | features[0].weight must be a number, not '1d'
            - name: monetary         | - {name: monetary, wieght: 2}       | features[0].wieght is not known; did you mean weight?
            - name: monetary         | - {name: monetary, colour: red}     | features[0].colour is not known; there are clip, encoding, impute, levels, name, required, transform, weight
            - name: monetary         | - {name: monetary, clip: {low: 1}}  | features[0].clip: clip quantiles must be 0 <= low < high <= 1
            - name: monetary         | - {name: monetary, name: visits}    | features[0].name is there twice
            - name: monetary         | - {name: monetary, impute: most_frequent}  | features[0].impute must be median, mean or {constant: <number>}, not 'most_frequent'
            - name: monetary         | - {name: monetary, impute: {constant: x}}  | features[0].impute.constant must be a number, not 'x'
            - name: monetary         | - {name: monetary, impute: {}}             | features[0].impute.constant is missing
            - name: monetary         | - {name: monetary, levels: [a]}            | features[0].levels is only for encoding: one_hot
            - name: monetary         | - {name: monetary, encoding: one_hot}      | features[0]: encoding must be number, as monetary is one; only profile.<name> can be one_hot
            - name: monetary         | - {name: profile.x, encoding: one-hot}     | features[0].encoding must be number or one_hot, not 'one-hot'
            - name: monetary         | - {name: profile.x, encoding: one_hot, transform: log1p}  | features[0].transform is only for numbers
            - name: monetary         | - {name: profile.x, encoding: one_hot, clip: {}}          | features[0].clip is only for numbers
            - name: monetary         | - {name: profile.x, encoding: one_hot, impute: median}    | features[0].impute must be most_frequent or {constant: <category>}
            - name: monetary         | - {name: profile.x, encoding: one_hot, levels: []}        | features[0]: levels must name at least one category
            - name: monetary         | - {name: profile.x, encoding: one_hot, levels: [a, a]}    | features[0]: levels must not name a category twice
            - name: monetary         | - {name: profile.x, encoding: one_hot, levels: a}         | features[0].levels must be a list of categories, or {min_share: 0.02, most: 12}
            - name: monetary         | - {name: profile.x, encoding: one_hot, levels: {most: 0}} | features[0].levels: most must be from 1 to 100, not 0
            - name: monetary         | - {name: profile.x, encoding: one_hot, levels: {min_share: 2}} | features[0].levels: min_share must be from 0 to 1, not 2.0
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
            training: {interval: 5 minutes}   | line 5: training.interval must be a duration such as 90s, 15m, 12h, 7d or PT36H, of at most 36500d, not '5 minutes'
            training: {interval: 0s}          | line 5: training: interval must be more than zero
            training: {half_life: PT0S}       | line 5: training: half_life must be more than zero
            training: {full_every: 0d}        | line 5: training: full_every must be more than zero
            training: {min_customers: 0}      | line 5: training: min_customers must be 1 or more, not 0
            training: {min_customers: 9999999999} | line 5: training.min_customers must be a whole number, not '9999999999'
            training: {sample: 99}            | line 5: training: sample must be at least min_customers (100), not 99
            training: {retries: 1}            | line 5: training.retries is not known
            training: often                   | line 5: training must be a mapping of fields to values
            flap_control: {margin: 1}         | line 5: flap_control: margin must be in [0, 1), not 1.0
            flap_control: {dwell: -1s}        | line 5: flap_control.dwell must be a duration
            flap_control: {dwell: PT-1S}      | line 5: flap_control: dwell must not be negative
            flap_control: {min_evidence: 1.5} | line 5: flap_control.min_evidence must be a whole number, not '1.5'
            flap_control: {min_evidence: -1}  | line 5: flap_control: min_evidence must be zero or more, not -1
            gates: {max_moved: 1.5}           | line 5: gates: max_moved must be from 0 to 1, not 1.5
            gates: {min_silhouette_ratio: 2}  | line 5: gates: min_silhouette_ratio must be from 0 to 1, not 2.0
            gates: {max_inertia_ratio: 0.9}   | line 5: gates: max_inertia_ratio must be 1 or more, not 0.9
            gates: {max_move: 1}              | line 5: gates.max_move is not known; did you mean max_moved?
            clock: sundial                    | line 5: clock must be event or wall, not 'sundial'
            scaling: minmax                   | line 5: scaling must be standard or robust, not 'minmax'
            version: 2                        | line 5: version must be 1, the only version of the format there is
            title: ' '                        | line 5: title must not be blank
            title:                            | line 5: title must be a text
            labels: {value-1: ' '}            | line 5: labels must not be blank, but that of value-1 is
            pca: {}                           | line 5: pca must have one of components and variance
            pca: {components: 2, variance: 1} | line 5: pca must have one of components and variance
            pca: {components: 0}              | line 5: pca: components must be 1 or more, not 0
            pca: {components: 2}              | line 5: pca.components must be at most the number of features (1), not 2
            pca: {variance: 0}                | line 5: pca: variance must be more than 0 and at most 1, not 0.0
            flapcontrol: {}                   | line 5: flapcontrol is not known; did you mean flap_control?
            """)
    void whatIsWrongFurtherDownIsNamedToo(String line, String message) {
        assertThatThrownBy(() -> SpecReader.parse("value.yaml", SMALLEST + line))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("value.yaml, " + message);
    }

    @Test
    void allThatIsWrongIsToldAtOnceInTheOrderOfTheFile() {
        // When, Then
        assertThatThrownBy(() -> SpecReader.parse("value.yaml", """
                        id: value
                        cluster: 3
                        features:
                          - {name: money, wieght: 2}
                          - {name: visits, transform: log, clip: {low: 2}}
                        training: {seed: x, sample: 1}
                        """))
                .isInstanceOfSatisfying(
                        SpecException.class,
                        refused -> assertThat(refused.problems())
                                .containsExactly(
                                        "value.yaml, line 1: clusters is missing; it must be a number from 2 to 100 or a range of them such as 2..8",
                                        "value.yaml, line 2: cluster is not known; did you mean clusters?",
                                        "value.yaml, line 4: features[0].name is 'money', which is no feature; did you mean monetary?",
                                        "value.yaml, line 4: features[0].wieght is not known; did you mean weight?",
                                        "value.yaml, line 5: features[1].transform must be none or log1p, not 'log'",
                                        "value.yaml, line 5: features[1].clip: clip quantiles must be 0 <= low < high <= 1, not 2.0 and 0.99",
                                        "value.yaml, line 6: training.seed must be a whole number, not 'x'"));
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
                .hasMessageContaining("value, lifetime, life-stage, engagement, household, buying-habits, spending");
        assertThatThrownBy(() -> SpecReader.shipped("valeu"))
                .hasMessage("no specification called 'valeu' is shipped; did you mean value?");
    }

    @Test
    void theFingerprintTellsApartWhatChangesTheMeaningOnly() {
        // Given
        String fingerprint = fingerprint("");

        // When, Then
        assertThat(fingerprint).matches("[0-9a-f]{16}");
        assertThat(List.of(
                        fingerprint("title: Other"),
                        fingerprint("labels: {value-1: Best}"),
                        fingerprint("training: {seed: 7, interval: 2h}"),
                        fingerprint("gates: {max_moved: 0}"),
                        fingerprint("flap_control: {margin: 0.3}"),
                        fingerprint("clock: event")))
                .containsOnly(fingerprint);
        assertThat(List.of(
                        fingerprint("scaling: robust"),
                        fingerprint("pca: {components: 1}"),
                        fingerprint("flap_control: {min_evidence: 2}"),
                        SpecReader.parse("s.yaml", SMALLEST.replace("clusters: 3", "clusters: 4"))
                                .fingerprint(),
                        SpecReader.parse("s.yaml", SMALLEST + "    weight: 2").fingerprint(),
                        SpecReader.parse("s.yaml", SMALLEST + "    required: true")
                                .fingerprint(),
                        SpecReader.parse("s.yaml", SMALLEST + "  - name: visits")
                                .fingerprint()))
                .doesNotHaveDuplicates()
                .doesNotContain(fingerprint);
    }

    @Test
    void theFingerprintStaysAsItIsFromReleaseToRelease() {
        // One that changes begins a new lineage for everybody who upgrades: then this is a decision, not an accident.
        assertThat(fingerprint("")).isEqualTo("24efa6498a97cd12");
    }

    private static String fingerprint(String more) {
        return SpecReader.parse("s.yaml", SMALLEST + more).fingerprint();
    }
}
