package dev.segue.segmentation.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.Placement;
import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.clustering.Points;
import dev.segue.segmentation.event.ProfileUpdate;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.FeatureCatalogue;
import dev.segue.segmentation.preparation.Dimension.Clip;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

class PreparationTest {
    private static final Decay DECAY = Decay.halfLife(Duration.ofDays(90));
    private static final Dimension INCOME = new Dimension.Number(
            "profile.income", Transform.LOG1P, Imputation.Statistic.MEDIAN, new Clip(0.05, 0.95), 2);
    private static final Dimension AGE =
            new Dimension.Number("profile.age", Transform.NONE, Imputation.Statistic.MEAN, Clip.NONE, 1);
    private static final Dimension JOB = new Dimension.Category("profile.job", new Levels.Found(0.1, 3), null, 0.5);
    private static final Dimension VIP =
            new Dimension.Category("profile.vip", new Levels.Listed(List.of("true")), "false", 1);

    @Property(tries = 200)
    void aCustomerStandsWhereTheyStoodInTraining(
            @ForAll long seed, @ForAll Scaling scaling, @ForAll boolean projected) {
        // Given customers as the segmenter keeps them, and their columns as the trainer reads them
        Components components = projected ? new Components.Variance(0.8) : null;
        Preparation preparation = new Preparation(List.of(INCOME, JOB, AGE, VIP), scaling, components);
        List<CustomerState> customers = customers(new SplittableRandom(seed), 40);

        // When
        PreparedSample sample = preparation.fit(columns(preparation, customers), List.of());
        Points points = sample.points();
        Scorer scorer = new Scorer(model(sample), DECAY);

        // Then
        for (int i = 0; i < customers.size(); i++) {
            Placement placement = scorer.place(customers.get(i), 0);
            assertThat(placement.point()).isEqualTo(points.row(i));
            for (int j = 0; j < sample.features().size(); j++) {
                assertThat(placement.raw()[j]).isEqualTo((Double) sample.raw(i, j));
            }
        }
    }

    @Example
    void levelsFoundWhenALineageBeganAreKept() {
        // Given
        Preparation preparation = new Preparation(List.of(JOB), Scaling.STANDARD, null);
        PreparedSample first = preparation.fit(List.of(new Column.Texts(new String[] {"a", "a", "b"})), List.of());

        // When
        PreparedSample next =
                preparation.fit(List.of(new Column.Texts(new String[] {"c", "c", "c"})), first.features());

        // Then
        assertThat(levels(next)).isEqualTo(levels(first)).hasSize(3);
        assertThat(next.raw(0, 2)).isEqualTo(1);
    }

    @Example
    void refusesColumnsThatDoNotFitTheDimensions() {
        Preparation preparation = new Preparation(List.of(AGE), Scaling.STANDARD, null);

        assertThatThrownBy(() -> preparation.fit(List.of(), List.of())).hasMessageContaining("1 columns");
        assertThatThrownBy(() -> preparation.fit(List.of(new Column.Texts(new String[] {"a"})), List.of()))
                .hasMessage("the column of profile.age must be numbers");
    }

    private static List<Object> levels(PreparedSample sample) {
        return sample.features().stream()
                .<Object>map(feature -> feature.level())
                .toList();
    }

    private static SegmentModel model(PreparedSample sample) {
        int features = sample.features().size();
        int coordinates =
                sample.projection() == null ? features : sample.projection().components().length;
        return new SegmentModel(
                "test",
                1,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                sample.features(),
                List.of(new Segment("test-1", "all", "All", new double[coordinates], new double[features], 1, 1)),
                new Quality(1, 1, 1, 1, 1, 1),
                new FlapControl(0, Duration.ZERO, 0),
                List.of(),
                1,
                1,
                sample.projection(),
                "",
                null,
                null,
                Release.PUBLISHED);
    }

    private static List<Column> columns(Preparation preparation, List<CustomerState> customers) {
        List<Map<String, TraitValue>> values = customers.stream()
                .map(customer -> FeatureCatalogue.allOf(customer, 0, DECAY))
                .toList();
        return preparation.dimensions().stream()
                .<Column>map(dimension -> switch (dimension) {
                    case Dimension.Number number ->
                        new Column.Numbers(values.stream()
                                .mapToDouble(all -> FeatureCatalogue.valueIn(all, number.name()))
                                .toArray());
                    case Dimension.Category category ->
                        new Column.Texts(values.stream()
                                .map(all -> text(all.get(category.name())))
                                .toArray(String[]::new));
                })
                .toList();
    }

    private static @Nullable String text(@Nullable TraitValue value) {
        return value == null ? null : value.asText();
    }

    /** Some have not every trait, and some have one of another kind than most. */
    private static List<CustomerState> customers(SplittableRandom random, int count) {
        List<CustomerState> customers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, TraitValue> traits = new HashMap<>();
            if (random.nextInt(5) > 0) {
                traits.put("income", new TraitValue.Number(random.nextDouble(1e5)));
            }
            if (random.nextInt(5) > 0) {
                traits.put(
                        "age",
                        random.nextInt(10) > 0
                                ? new TraitValue.Number(random.nextInt(18, 99))
                                : new TraitValue.Text("old"));
            }
            if (random.nextInt(5) > 0) {
                traits.put(
                        "job",
                        random.nextInt(10) > 0
                                ? new TraitValue.Text("job " + random.nextInt(6))
                                : new TraitValue.Number(7));
            }
            if (random.nextBoolean()) {
                traits.put("vip", new TraitValue.Flag(random.nextBoolean()));
            }
            CustomerState customer = new CustomerState();
            customer.apply(new ProfileUpdate("p" + i, 0, traits), DECAY);
            customers.add(customer);
        }
        return customers;
    }
}
