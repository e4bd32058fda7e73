package dev.segue.trainer.training;

import static dev.segue.trainer.training.Shoppers.NOW;
import static dev.segue.trainer.training.Shoppers.SPEC;
import static dev.segue.trainer.training.Shoppers.rows;
import static dev.segue.trainer.training.Shoppers.shoppers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.segue.segmentation.assignment.Lineage;
import dev.segue.segmentation.assignment.Lineage.Kind;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.clustering.KMeans;
import dev.segue.segmentation.clustering.Points;
import dev.segue.segmentation.preparation.Column;
import dev.segue.spec.SegmentationSpec;
import dev.segue.spec.SpecReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelTrainerTest {
    private final ModelTrainer trainer = new ModelTrainer((points, clusters, seed) -> new KMeans(clusters, 5)
            .fit(Points.of(points), new SplittableRandom(seed))
            .centroids());

    @Test
    void firstModelFindsTheKindsOfCustomersTheLargestFirst() {
        // When
        SegmentModel model =
                trainer.train(SPEC, shoppers(1000, 0, 1), null, NOW).model();

        // Then
        assertThat(model.version()).isEqualTo(1);
        assertThat(model.parent()).isNull();
        assertThat(model.trainedAt()).isEqualTo(NOW);
        assertThat(model.asOf()).isEqualTo(NOW);
        assertThat(model.flapControl()).isEqualTo(SPEC.flapControl().requiring(List.of("recency_days", "monetary")));
        assertThat(model.segmentsEver()).isEqualTo(3);
        assertThat(model.lineage()).isEmpty();
        assertThat(model.segments()).extracting(Segment::id).containsExactly("test-1", "test-2", "test-3");
        assertThat(model.segments()).extracting(Segment::size).containsExactly(600L, 300L, 100L);
        assertThat(model.segments())
                .extracting(Segment::slug)
                .containsExactly("high-spend-bought-recently", "low-spend", "bought-long-ago-low-spend");
    }

    @Test
    void profilesAreMeansOfTheRawFeaturesOfThoseWhoHaveThem() {
        // When
        SegmentModel model =
                trainer.train(SPEC, shoppers(1000, 0, 1), null, NOW).model();

        // Then
        double[] loyal = model.segments().getFirst().profile();
        assertThat(loyal[0]).isCloseTo(5, within(0.5));
        assertThat(loyal[1]).isCloseTo(2000, within(100.0));
        assertThat(loyal[2]).isCloseTo(40_000, within(1000.0));
    }

    @Test
    void aFeatureNobodyOfASegmentHasHasNoProfile() {
        // Given customers who do not tell their income
        TrainingSet customers = TrainingSet.ofNumbers(
                rows(100, 0, 1).stream()
                        .map(row -> new double[] {row[0], row[1], Double.NaN})
                        .toList(),
                NOW);

        // When
        SegmentModel model = trainer.train(SPEC, customers, null, NOW).model();

        // Then
        assertThat(model.segments())
                .allSatisfy(segment -> assertThat(segment.profile()[2]).isNaN());
    }

    @Test
    void radiusIsTheMeanDistanceToTheCentroid() {
        // Given
        TrainingSet customers = shoppers(1000, 0, 1);

        // When
        SegmentModel model = trainer.train(SPEC, customers, null, NOW).model();

        // Then
        Segment gone = model.segments().get(2);
        double sum = 0;
        for (int i = 9; i < 1000; i += 10) {
            double[] point = model.coordinates(rows(1000, 0, 1).get(i));
            double squared = 0;
            for (int j = 0; j < point.length; j++) {
                squared += Math.pow(point[j] - gone.centroid()[j], 2);
            }
            sum += Math.sqrt(squared);
        }
        assertThat(gone.radius()).isCloseTo(sum / 100, within(1e-9));
    }

    @Test
    void qualityIsThatOfWellSeparatedClustersAndCloseToFullKMeans() {
        // When
        SegmentModel model =
                trainer.train(SPEC, shoppers(1000, 0, 1), null, NOW).model();

        // Then
        assertThat(model.quality().sampled()).isEqualTo(1000);
        assertThat(model.quality().silhouette()).isBetween(0.4, 1.0);
        assertThat(model.quality().fullKMeansRatio()).isBetween(1 - 1e-9, 1.02);
    }

    @Test
    void sameCustomersAndSeedGiveTheSameModel() {
        // When
        SegmentModel one = trainer.train(SPEC, shoppers(1000, 0, 1), null, NOW).model();
        SegmentModel other =
                trainer.train(SPEC, shoppers(1000, 0, 1), null, NOW).model();

        // Then
        assertThat(centroids(one)).isDeepEqualTo(centroids(other));
        assertThat(one.quality()).isEqualTo(other.quality());
    }

    @Test
    void nextModelGoesOnFromTheOneInForceAndKeepsItsIdentities() {
        // Given
        SegmentModel parent =
                trainer.train(SPEC, shoppers(1000, 0, 1), null, NOW).model();

        // When all customers are a day older, and some are others
        SegmentModel model = trainer.train(SPEC, shoppers(1200, 1, 2), parent, NOW.plus(Duration.ofHours(1)))
                .model();

        // Then
        assertThat(model.version()).isEqualTo(2);
        assertThat(model.parent()).isEqualTo(1);
        assertThat(model.segmentsEver()).isEqualTo(3);
        assertThat(model.lineage()).extracting(Lineage::kind).containsOnly(Kind.KEPT);
        for (Segment segment : model.segments()) {
            Segment before = parent.segments().get(parent.indexOf(segment.id()));
            assertThat(segment.slug()).isEqualTo(before.slug());
            assertThat(segment.label()).isEqualTo(before.label());
            assertThat(segment.profile()[0] - before.profile()[0]).isCloseTo(1, within(0.8));
        }
    }

    @Test
    void whatTheParentWasTrainedOnFadesWithItsAge() {
        // Given customers of whom all have become a little older
        SegmentModel parent =
                trainer.train(SPEC, shoppers(1000, 0, 1), null, NOW).model();
        TrainingSet customers = shoppers(1000, 1, 1);

        // When trained at once, and a hundred half-lives later
        SegmentModel young = trainer.train(SPEC, customers, parent, NOW).model();
        SegmentModel old = trainer.train(SPEC, customers, parent, NOW.plus(Duration.ofHours(100)))
                .model();

        // Then the first is held back by its parent
        assertThat(old.quality().inertia()).isLessThan(young.quality().inertia());
    }

    @Test
    void anotherNumberOfClustersIsANewLineageThatGoesOnWithTheNumbering() {
        // Given
        SegmentModel parent =
                trainer.train(SPEC, shoppers(1000, 0, 1), null, NOW).model();

        // When
        SegmentModel model = trainer.train(Shoppers.spec(2), shoppers(1000, 0, 1), parent, NOW)
                .model();

        // Then
        assertThat(model.version()).isEqualTo(2);
        assertThat(model.parent()).isNull();
        assertThat(model.segments()).extracting(Segment::id).containsExactly("test-4", "test-5");
        assertThat(model.lineage())
                .extracting(Lineage::kind)
                .containsExactly(Kind.BORN, Kind.BORN, Kind.RETIRED, Kind.RETIRED, Kind.RETIRED);
        assertThat(model.segmentsEver()).isEqualTo(5);
    }

    @Test
    void otherFeaturesStartAnewWithNewIdentities() {
        // Given
        SegmentModel parent =
                trainer.train(SPEC, shoppers(1000, 0, 1), null, NOW).model();
        SegmentationSpec other = SpecReader.parse("test.yaml", """
            id: test
            clusters: 3
            features:
              - {name: recency_days}
              - {name: monetary}
              - {name: profile.income}
            """);

        // When
        SegmentModel model =
                trainer.train(other, shoppers(1000, 0, 1), parent, NOW).model();

        // Then
        assertThat(model.version()).isEqualTo(2);
        assertThat(model.parent()).isNull();
        assertThat(model.segments()).extracting(Segment::id).containsExactly("test-4", "test-5", "test-6");
        assertThat(model.segmentsEver()).isEqualTo(6);
    }

    @Test
    void fewerKindsThanClustersGiveFewerSegments() {
        // Given two kinds of customers, each exactly alike
        List<double[]> rows = new ArrayList<>(Collections.nCopies(50, new double[] {1, 100, 5}));
        rows.addAll(Collections.nCopies(50, new double[] {90, 100, 5}));

        // When
        SegmentModel model =
                trainer.train(SPEC, TrainingSet.ofNumbers(rows, NOW), null, NOW).model();

        // Then
        assertThat(model.segments()).hasSize(2);
        assertThat(model.quality().fullKMeansRatio()).isEqualTo(1);
    }

    @Test
    void customersWhoDoNotDifferGiveNoModel() {
        // Given
        TrainingSet customers = TrainingSet.ofNumbers(Collections.nCopies(50, new double[] {1, 100, 5}), NOW);

        // When, Then
        assertThatThrownBy(() -> trainer.train(SPEC, customers, null, NOW))
                .isInstanceOf(NoStructureException.class)
                .hasMessage("the 50 customers do not differ in the features of test");
    }

    @Test
    void anotherPreparationOfTheSameFeaturesIsANewLineageToo() {
        // Given
        SegmentModel parent =
                trainer.train(SPEC, shoppers(1000, 0, 1), null, NOW).model();

        // When
        SegmentModel model = trainer.train(Shoppers.spec(3, "scaling: robust"), shoppers(1000, 0, 1), parent, NOW)
                .model();

        // Then
        assertThat(model.parent()).isNull();
        assertThat(model.segments()).extracting(Segment::id).containsExactly("test-4", "test-5", "test-6");
        assertThat(model.spec()).isNotEqualTo(parent.spec());
    }

    @Test
    void anotherScheduleOrAnotherLabelGoesOnWithTheLineage() {
        // Given
        SegmentModel parent =
                trainer.train(SPEC, shoppers(1000, 0, 1), null, NOW).model();

        // When
        SegmentModel model = trainer.train(
                        Shoppers.spec(3, "title: Test\nlabels: {test-1: Champions, low-spend: The thrifty}"),
                        shoppers(1000, 0, 1),
                        parent,
                        NOW)
                .model();

        // Then
        assertThat(model.spec()).isEqualTo(parent.spec());
        assertThat(model.lineage()).extracting(Lineage::kind).containsOnly(Kind.KEPT);
        assertThat(model.segments())
                .extracting(Segment::label)
                .containsExactly("Champions", "The thrifty", "Bought long ago · low spend");
        assertThat(model.segments().getFirst().slug()).isEqualTo("high-spend-bought-recently");
    }

    @Test
    void ofARangeTheNumberOfKindsIsTaken() {
        // When
        SegmentModel model = trainer.train(Shoppers.spec("2..6", ""), shoppers(1000, 0, 1), null, NOW)
                .model();

        // Then
        assertThat(model.segments()).hasSize(3);
    }

    @Test
    void categoriesAndComponentsAreTrainedOnAndKeepTheirIdentities() {
        // Given two kinds of customers told apart by what they do for a living
        SegmentationSpec spec = SpecReader.parse("test.yaml", """
            id: test
            clusters: 2
            pca: {variance: 0.9}
            features:
              - {name: profile.profession, encoding: one_hot}
              - {name: monetary}
            """);
        TrainingSet customers = new TrainingSet(
                List.of(
                        new Column.Texts(IntStream.range(0, 300)
                                .mapToObj(i -> i % 3 == 0 ? "Artist" : "Doctor")
                                .toArray(String[]::new)),
                        new Column.Numbers(IntStream.range(0, 300)
                                .mapToDouble(i -> i % 3 == 0 ? 10 + i % 7 : 100 + i % 7)
                                .toArray())),
                Collections.nCopies(300, null),
                new Column.Numbers(new double[300]),
                NOW);

        // When
        SegmentModel parent = trainer.train(spec, customers, null, NOW).model();
        SegmentModel model = trainer.train(spec, customers, parent, NOW).model();

        // Then
        assertThat(parent.projection()).isNotNull();
        assertThat(parent.segments()).extracting(Segment::size).containsExactly(200L, 100L);
        assertThat(parent.segments().getLast().label()).contains("Artist");
        assertThat(parent.segments().getLast().profile()[1]).isEqualTo(1);
        assertThat(model.segments()).extracting(Segment::id).containsExactly("test-1", "test-2");
        assertThat(model.parent()).isEqualTo(1);
    }

    @Test
    void aCategoryAllOfWhoseValuesAreRareGivesNoModelAndIsNamed() {
        // Given customers of whom no two live in the same place
        SegmentationSpec spec = SpecReader.parse("test.yaml", """
            id: test
            clusters: 2
            features:
              - {name: profile.city, encoding: one_hot}
              - {name: monetary}
            """);
        TrainingSet customers = new TrainingSet(
                List.of(
                        new Column.Texts(IntStream.range(0, 300)
                                .mapToObj(i -> "city " + i)
                                .toArray(String[]::new)),
                        new Column.Numbers(
                                IntStream.range(0, 300).mapToDouble(i -> i).toArray())),
                Collections.nCopies(300, null),
                new Column.Numbers(new double[300]),
                NOW);

        // When, Then
        assertThatThrownBy(() -> trainer.train(spec, customers, null, NOW))
                .isInstanceOf(NoStructureException.class)
                .hasMessageStartingWith("no value of profile.city is frequent enough among the 300 customers");
    }

    private static double[][] centroids(SegmentModel model) {
        return model.segments().stream().map(Segment::centroid).toArray(double[][]::new);
    }
}
