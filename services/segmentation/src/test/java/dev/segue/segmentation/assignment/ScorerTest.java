package dev.segue.segmentation.assignment;

import static dev.segue.segmentation.assignment.ModelFixture.DECAY;
import static dev.segue.segmentation.assignment.ModelFixture.FREE;
import static dev.segue.segmentation.assignment.ModelFixture.plain;
import static dev.segue.segmentation.assignment.ModelFixture.scorer;
import static dev.segue.segmentation.assignment.ModelFixture.standingAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.segmentation.features.CustomerState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorerTest {
    @Test
    void theTwoNearestAreFoundWhereverTheyStandInTheModel() {
        double[][] centroids = {{30}, {1}, {-20}, {4}};

        Placement placement = scorer(FREE, centroids).place(standingAt(2), 0);

        assertThat(placement.nearest()).isEqualTo(1);
        assertThat(placement.distance()).isEqualTo(1);
        assertThat(placement.second()).isEqualTo(3);
        assertThat(placement.secondDistance()).isEqualTo(2);
    }

    @Test
    void inAModelOfOneSegmentThereIsNoSecond() {
        Placement placement = scorer(FREE, new double[] {3, 4}).place(standingAt(0, 0), 0);

        assertThat(placement.nearest()).isZero();
        assertThat(placement.distance()).isEqualTo(5);
        assertThat(placement.second()).isEqualTo(-1);
        assertThat(placement.secondDistance()).isInfinite();
    }

    @Test
    void whoStandsTooFarOutToMeasureIsPlacedAllTheSame() {
        // Given: a value whose square is beyond a double.
        CustomerState far = standingAt(1e200);

        Placement placement = scorer(FREE, new double[] {0}, new double[] {12}).place(far, 0);

        assertThat(placement.nearest()).isBetween(0, 1);
    }

    @Test
    void whatIsAbsentIsImputed() {
        Placement placement = scorer(FREE, new double[] {0}, new double[] {12}).place(new CustomerState(), 0);

        assertThat(placement.raw()[0]).isNaN();
        assertThat(placement.point()[0]).isZero();
    }

    @Test
    void aFeatureTheCatalogueDoesNotKnowIsRefusedByName() {
        SegmentModel model =
                ModelFixture.model(1, FREE, List.of(plain("shoe_size")), ModelFixture.segmentsAt(new double[] {0}));

        assertThatThrownBy(() -> new Scorer(model, DECAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shoe_size");
    }
}
