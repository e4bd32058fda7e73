package dev.segue.trainer.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.preparation.Column;
import dev.segue.spec.SegmentationSpec;
import dev.segue.spec.SpecReader;
import dev.segue.trainer.training.TrainingSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomerSampleTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Clock WALL = Clock.fixed(NOW.plus(Duration.ofDays(100)), ZoneOffset.UTC);
    private static final SegmentationSpec SPEC = SpecReader.parse("test.yaml", """
            id: test
            clusters: 2
            features:
              - {name: recency_days, required: true}
              - {name: recent_monetary}
              - {name: monetary}
              - {name: category_share.wine}
            training: {min_customers: 3, sample: 5}
            flap_control: {min_evidence: 2}
            """);

    @Test
    void onlyCustomersWithTheRequiredFeaturesAndEnoughEvidenceCount() {
        // Given
        CustomerSample sample = new CustomerSample(10, TrainingClock.EVENT, WALL);
        sample.put("complete", snapshot(NOW, 2, Map.of("recency_days", 1.0, "monetary", 5.0)));
        sample.put("no recency", snapshot(NOW, 2, Map.of("monetary", 5.0)));
        sample.put("one order", snapshot(NOW, 1, Map.of("recency_days", 1.0, "monetary", 5.0)));

        // When
        TrainingSet set = sample.trainingSet(SPEC);

        // Then
        assertThat(sample.eligible(SPEC)).isEqualTo(1);
        assertThat(set.size()).isEqualTo(1);
        assertThat(first(set)).containsExactly(1, Double.NaN, 5, Double.NaN);
    }

    @Test
    void onEventTimeFeaturesAreAgedToTheLatestMomentSeen() {
        // Given a customer seen ten days before the latest one, half-lives of ten days
        CustomerSample sample = new CustomerSample(10, TrainingClock.EVENT, WALL);
        sample.put("early", snapshot(NOW.minus(Duration.ofDays(10)), 2, features()));
        sample.put("gone", snapshot(NOW, 2, features()));
        sample.remove("gone");

        // When
        TrainingSet set = sample.trainingSet(SPEC);

        // Then the days grew by ten, the decayed total halved, the lifetime total stayed
        assertThat(set.asOf()).isEqualTo(NOW);
        assertThat(set.size()).isEqualTo(1);
        assertThat(first(set)).containsExactly(new double[] {11, 50, 70, 0.5}, within(1e-9));
    }

    @Test
    void onWallTimeFeaturesAreAgedToTheWallClock() {
        // Given
        CustomerSample sample = new CustomerSample(10, TrainingClock.WALL, WALL);
        sample.put("customer", snapshot(NOW, 2, features()));

        // When
        TrainingSet set = sample.trainingSet(SPEC);

        // Then
        assertThat(set.asOf()).isEqualTo(WALL.instant());
        assertThat(first(set)).containsExactly(new double[] {101, 100.0 / 1024, 70, 0.5}, within(1e-9));
    }

    @Test
    void featuresFromTheFutureAreTakenAsTheyAre() {
        // Given
        CustomerSample sample = new CustomerSample(10, TrainingClock.WALL, WALL);
        sample.put("customer", snapshot(WALL.instant().plusSeconds(60), 2, features()));

        // When
        TrainingSet set = sample.trainingSet(SPEC);

        // Then
        assertThat(first(set)).containsExactly(1, 100, 70, 0.5);
    }

    @Test
    void aShareOfACategoryNeverBoughtIsZeroForWhoBoughtOthers() {
        // Given
        CustomerSample sample = new CustomerSample(10, TrainingClock.EVENT, WALL);
        sample.put("customer", snapshot(NOW, 2, Map.of("recency_days", 1.0, "category_share.fish", 1.0)));

        // When
        TrainingSet set = sample.trainingSet(SPEC);

        // Then
        assertThat(first(set)[3]).isZero();
    }

    @Test
    void trainsOnNoMoreThanTheSpecificationWantsAndAlwaysOnTheSame() {
        // Given ten customers in different orders
        CustomerSample one = new CustomerSample(10, TrainingClock.EVENT, WALL);
        CustomerSample other = new CustomerSample(10, TrainingClock.EVENT, WALL);
        for (int i = 0; i < 10; i++) {
            one.put("customer-" + i, snapshot(NOW, 2, Map.of("recency_days", (double) i)));
            other.put("customer-" + (9 - i), snapshot(NOW, 2, Map.of("recency_days", (double) (9 - i))));
        }

        // When
        TrainingSet first = one.trainingSet(SPEC);
        TrainingSet second = other.trainingSet(SPEC);

        // Then
        assertThat(one.eligible(SPEC)).isEqualTo(10);
        assertThat(first.size()).isEqualTo(5);
        assertThat(first.columns())
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(second.columns());
    }

    @Test
    void aCategoryIsTakenAsATextWhateverKindOfValueItIs() {
        // Given
        SegmentationSpec spec = SpecReader.parse("test.yaml", """
                id: test
                clusters: 2
                features:
                  - {name: profile.plan, encoding: one_hot, required: true}
                training: {min_customers: 3}
                """);
        CustomerSample sample = new CustomerSample(10, TrainingClock.EVENT, WALL);
        List<TraitValue> plans =
                List.of(new TraitValue.Text("gold"), new TraitValue.Flag(true), new TraitValue.Number(3));
        for (int i = 0; i < plans.size(); i++) {
            sample.put("customer-" + i, new CustomerSnapshot(NOW, 10, 1, Map.of("profile.plan", plans.get(i))));
        }
        sample.put("without", new CustomerSnapshot(NOW, 10, 1, Map.of()));

        // When
        TrainingSet set = sample.trainingSet(spec);

        // Then
        assertThat(((Column.Texts) set.columns().getFirst()).values()).containsExactlyInAnyOrder("gold", "true", "3");
    }

    @Test
    void aNewerSnapshotReplacesTheOneBefore() {
        // Given
        CustomerSample sample = new CustomerSample(10, TrainingClock.EVENT, WALL);
        sample.put("customer", snapshot(NOW, 2, Map.of("recency_days", 1.0)));
        long before = sample.changes();

        // When
        sample.put("customer", snapshot(NOW, 2, Map.of("recency_days", 8.0)));

        // Then
        assertThat(sample.size()).isEqualTo(1);
        assertThat(first(sample.trainingSet(SPEC))[0]).isEqualTo(8);
        assertThat(sample.changes()).isGreaterThan(before);
    }

    @Test
    void refusesASnapshotWithoutAHalfLife() {
        assertThatThrownBy(() -> new CustomerSnapshot(NOW, 0, 1, Map.of()))
                .hasMessage("half_life_days must be greater than zero, not 0.0");
    }

    private static Map<String, Double> features() {
        return Map.of("recency_days", 1.0, "recent_monetary", 100.0, "monetary", 70.0, "category_share.wine", 0.5);
    }

    /** The raw values of the first customer, who are all numbers. */
    private static double[] first(TrainingSet set) {
        return set.columns().stream()
                .mapToDouble(column -> ((Column.Numbers) column).values()[0])
                .toArray();
    }

    private static CustomerSnapshot snapshot(Instant asOf, long evidence, Map<String, Double> features) {
        Map<String, TraitValue> values = new HashMap<>();
        features.forEach((name, value) -> values.put(name, new TraitValue.Number(value)));
        return new CustomerSnapshot(asOf, 10, evidence, values);
    }
}
