package dev.segue.trainer.training;

import static dev.segue.trainer.training.Shoppers.NOW;
import static dev.segue.trainer.training.Shoppers.SPEC;
import static dev.segue.trainer.training.Shoppers.shoppers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.clustering.KMeans;
import dev.segue.segmentation.clustering.Points;
import dev.segue.spec.SegmentationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CourseTest {
    private final ModelTrainer trainer = new ModelTrainer((points, clusters, seed) -> new KMeans(clusters, 5)
            .fit(Points.of(points), new SplittableRandom(seed))
            .centroids());

    @Test
    void withoutAModelInForceTheClustersAreSearchedFor() {
        // When
        Course course = trainer.train(SPEC, shoppers(1000, 0, 1), null, NOW).course();

        // Then
        assertThat(course.isWarm()).isFalse();
        assertThat(course.why()).isEqualTo("There was no model of this specification to carry on.");
        assertThat(course.drift()).isNull();
        assertThat(course.baseline().customers()).isEqualTo(1000);
        assertThat(course.baseline().features()).hasSize(3);
    }

    @Test
    void whileTheCustomersAreMuchTheSameTheyAreCarriedOn() {
        // Given
        SegmentModel parent =
                trainer.train(SPEC, shoppers(1000, 0, 1), null, NOW).model();

        // When
        Course course = trainer.train(SPEC, shoppers(1100, 0, 2), parent, NOW).course();

        // Then
        assertThat(course.isWarm()).isTrue();
        assertThat(course.why()).isEqualTo("The customers are spread as they were.");
        assertThat(course.baseline()).isEqualTo(parent.baseline());
    }

    @Test
    void customersWhoShiftedAreSearchedAnewAndTheirSegmentsLiveOn() {
        // Given
        SegmentModel parent =
                trainer.train(SPEC, shoppers(1000, 0, 1), null, NOW).model();

        // When nobody has bought for a week
        Training training = trainer.train(SPEC, shoppers(1000, 7, 2), parent, NOW);

        // Then
        assertThat(training.course().isWarm()).isFalse();
        assertThat(training.course().why()).startsWith("The customers have shifted much in recency_days (");
        assertThat(training.model().baseline()).isNotEqualTo(parent.baseline());
        assertThat(training.model().segments())
                .extracting(Segment::id)
                .containsExactlyInAnyOrder("test-1", "test-2", "test-3");
    }

    @Test
    void manySmallShiftsAddUp() {
        // Given models each carried on from the one before, on customers a little older each time
        SegmentModel model =
                trainer.train(SPEC, shoppers(1000, 0, 1), null, NOW).model();
        List<Boolean> warm = new ArrayList<>();

        // When
        for (int step = 1; step <= 12; step++) {
            Training training = trainer.train(SPEC, shoppers(1000, step * 0.5, step), model, NOW);
            warm.add(training.course().isWarm());
            model = training.model();
        }

        // Then
        assertThat(warm).startsWith(true).contains(false);
    }

    @Test
    void aBaseThatHasGrownIsSearchedAnewAsWellAsFullKMeansWould() {
        // Given a model of few customers
        SegmentModel parent = trainer.train(SPEC, shoppers(60, 0, 1), null, NOW).model();

        // When
        Training training = trainer.train(SPEC, shoppers(2000, 0, 2), parent, NOW);

        // Then
        assertThat(training.course().why()).isEqualTo("The base has grown from 60 to 2000 customers.");
        assertThat(training.model().quality().fullKMeansRatio()).isLessThan(1.005);
    }

    @Test
    void clustersThatHaveComeToFitBadlyAreSearchedAnew() {
        // Given a model whose clusters are not where its baseline says
        SegmentationSpec spec = Shoppers.spec(4);
        SegmentModel good = trainer.train(spec, shoppers(1000, 0, 1), null, NOW).model();
        SegmentModel bad = crowded(good);

        // When
        Course course = trainer.train(spec, shoppers(1000, 0, 1), bad, NOW).course();

        // Then
        assertThat(course.isWarm()).isFalse();
        assertThat(course.why()).startsWith("Carried on, the segments would ");
        assertThat(course.inertiaRatio()).isGreaterThan(1);
    }

    @Test
    void theSameSampleAndSeedGiveTheSameModel() {
        // Given
        SegmentationSpec spec = Shoppers.spec("2..6", "");

        // When
        SegmentModel one = trainer.train(spec, shoppers(1000, 0, 1), null, NOW).model();
        SegmentModel other =
                trainer.train(spec, shoppers(1000, 0, 1), null, NOW).model();

        // Then
        assertThat(one.segments()).hasSameSizeAs(other.segments());
        for (int s = 0; s < one.segments().size(); s++) {
            assertThat(one.segments().get(s).centroid())
                    .isEqualTo(other.segments().get(s).centroid());
        }
        assertThat(one.quality()).isEqualTo(other.quality());
        assertThat(one.baseline()).isEqualTo(other.baseline());
    }

    /** The same model with all but the first centroid side by side, and too heavy to be moved. */
    private static SegmentModel crowded(SegmentModel model) {
        List<Segment> segments = new ArrayList<>();
        for (Segment segment : model.segments()) {
            double[] centroid = model.segments().getFirst().centroid().clone();
            centroid[0] += 0.01 * segments.size();
            segments.add(new Segment(
                    segment.id(),
                    segment.slug(),
                    segment.label(),
                    centroid,
                    segment.profile(),
                    1_000_000_000,
                    segment.radius(),
                    segment.value()));
        }
        return new SegmentModel(
                model.segmentation(),
                model.version(),
                model.parent(),
                model.trainedAt(),
                model.asOf(),
                model.features(),
                segments,
                model.quality(),
                model.flapControl(),
                model.lineage(),
                model.segmentsEver(),
                model.seed(),
                model.projection(),
                model.spec(),
                model.value(),
                model.baseline(),
                model.release());
    }
}
