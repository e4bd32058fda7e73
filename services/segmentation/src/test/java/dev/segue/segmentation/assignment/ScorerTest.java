package dev.segue.segmentation.assignment;

import static dev.segue.segmentation.assignment.ModelFixture.DECAY;
import static dev.segue.segmentation.assignment.ModelFixture.FREE;
import static dev.segue.segmentation.assignment.ModelFixture.plain;
import static dev.segue.segmentation.assignment.ModelFixture.predicting;
import static dev.segue.segmentation.assignment.ModelFixture.scorer;
import static dev.segue.segmentation.assignment.ModelFixture.standingAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.event.ProfileUpdate;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.features.Level;
import dev.segue.segmentation.value.BgNbd;
import dev.segue.segmentation.value.GammaGamma;
import dev.segue.segmentation.value.PurchaseHistory;
import dev.segue.segmentation.value.ValueModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    void predictionsAreMadeOfTheCustomersHistoryByTheModelsValueModel() {
        // Given a customer who bought on days 0 and 7, on day 70
        ValueModel value = new ValueModel(new BgNbd(0.243, 4.414, 0.793, 2.426), new GammaGamma(6.25, 3.74, 15.44), 39);
        CustomerState state = new CustomerState();
        state.apply(bought(0, 10), DECAY);
        state.apply(bought(7, 20), DECAY);
        Scorer scorer = new Scorer(predicting("predicted_clv", value, 0, 1_000), DECAY);

        // When
        Placement placement = scorer.place(state, Duration.ofDays(70).toMillis());

        // Then
        assertThat(placement.raw()[0]).isEqualTo(value.lifetimeValue(new PurchaseHistory(1, 1, 10, 20)));
        assertThat(placement.nearest()).isZero();
    }

    private static Order bought(int day, int value) {
        long at = Duration.ofDays(day).toMillis();
        Order.Line line = new Order.Line("p1", null, value * Money.UNIT, 1, 0);
        return new Order("o" + day, at, at, Order.Kind.PURCHASE, null, false, 0, List.of(line));
    }

    @Test
    void whatIsAbsentIsImputed() {
        Placement placement = scorer(FREE, new double[] {0}, new double[] {12}).place(new CustomerState(), 0);

        assertThat(placement.raw()[0]).isNaN();
        assertThat(placement.point()[0]).isZero();
    }

    @Test
    void aLevelIsOneForWhoHasItZeroForWhoHasAnotherAndImputedForWhoHasNone() {
        // Given
        Level artist = new Level.Is("Artist");
        Level other = new Level.OtherThan(List.of("Artist", "Doctor"));
        Scorer scorer = new Scorer(
                ModelFixture.model(
                        1,
                        FREE,
                        List.of(levelOf(artist, 0.25), levelOf(other, 0.5)),
                        ModelFixture.segmentsAt(new double[] {0, 0})),
                DECAY);

        // When, Then
        assertThat(scorer.place(withProfession(new TraitValue.Text("Artist")), 0)
                        .raw())
                .containsExactly(1, 0);
        assertThat(scorer.place(withProfession(new TraitValue.Text("Doctor")), 0)
                        .raw())
                .containsExactly(0, 0);
        assertThat(scorer.place(withProfession(new TraitValue.Text("Lawyer")), 0)
                        .raw())
                .containsExactly(0, 1);
        assertThat(scorer.place(withProfession(new TraitValue.Flag(true)), 0).raw())
                .containsExactly(0, 1);
        Placement without = scorer.place(new CustomerState(), 0);
        assertThat(without.raw()).containsOnly(Double.NaN);
        assertThat(without.point()).containsExactly(0.25, 0.5);
    }

    @Test
    void onlyAProfileTraitHasLevels() {
        SegmentModel model = ModelFixture.model(
                1,
                FREE,
                List.of(new ModelFeature("visits", Transform.NONE, 0, 0, 1, 0, 1, 1, new Level.Is("many"))),
                ModelFixture.segmentsAt(new double[] {0}));

        assertThatThrownBy(() -> new Scorer(model, DECAY))
                .hasMessageContaining("feature visits is a number and has no categories; only profile.<name> can");
    }

    @Test
    void withAProjectionDistancesAreMeasuredAlongItsComponents() {
        // Given: a component along (3, 4) / 5, and nothing of what is square to it.
        Projection projection = new Projection(new double[][] {{0.6, 0.8}}, new double[] {0.9});
        Scorer scorer = scorer(projection, new double[] {0}, new double[] {10});

        // When: the second is square to the component.
        Placement along = scorer.place(standingAt(3, 4), 0);
        Placement across = scorer.place(standingAt(-80, 60), 0);

        // Then
        assertThat(along.point()).containsExactly(5);
        assertThat(along.distance()).isEqualTo(5);
        assertThat(across.point()[0]).isCloseTo(0, within(1e-12));
        assertThat(across.nearest()).isZero();
    }

    @Test
    void aFeatureTheCatalogueDoesNotKnowIsRefusedByName() {
        SegmentModel model =
                ModelFixture.model(1, FREE, List.of(plain("shoe_size")), ModelFixture.segmentsAt(new double[] {0}));

        assertThatThrownBy(() -> new Scorer(model, DECAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shoe_size");
    }

    private static ModelFeature levelOf(Level level, double impute) {
        return new ModelFeature("profile.profession", Transform.NONE, impute, 0, 1, 0, 1, 1, level);
    }

    private static CustomerState withProfession(TraitValue profession) {
        CustomerState state = new CustomerState();
        state.apply(new ProfileUpdate("p", 0, Map.of("profession", profession)), DECAY);
        return state;
    }
}
