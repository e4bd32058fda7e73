package dev.segue.segmenter.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.Membership;
import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.event.ProfileUpdate;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.value.BgNbd;
import dev.segue.segmentation.value.GammaGamma;
import dev.segue.segmentation.value.PurchaseHistory;
import dev.segue.segmentation.value.ValueModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CustomerViewTest {
    private static final Decay DECAY = Decay.halfLife(Duration.ofDays(90));
    private static final ValueModel VALUE =
            new ValueModel(new BgNbd(0.243, 4.414, 0.793, 2.426), new GammaGamma(6.25, 3.74, 15.44), 39);
    private static final long NOW = Duration.ofDays(70).toMillis();

    private final Customer customer = new Customer();

    /** Who bought on days 0 and 7, for 10 and 20. */
    CustomerViewTest() {
        customer.state().apply(bought(0, 100_000), DECAY);
        customer.state().apply(bought(7, 200_000), DECAY);
        customer.place(
                new Membership("value", "value-2", 1, Duration.ofDays(7).toMillis(), 1, 0, new float[0], List.of()));
    }

    @Test
    void shouldTellTheDistanceToEverySegmentTheNearestFirst() {
        MembershipView membership = view(null).memberships().getFirst();

        assertThat(membership.distances())
                .extracting(MembershipView.Near::segment)
                .containsExactly("value-2", "value-1", "value-3");
        assertThat(membership.distances())
                .extracting(MembershipView.Near::distance)
                .containsExactly(5.0, 30.0, 70.0);
        assertThat(membership.nearest()).isEqualTo(membership.distances().getFirst());
        assertThat(membership.second()).isEqualTo(membership.distances().get(1));
    }

    @Test
    void shouldTellWhatTheModelPredicts() {
        Predictions value =
                Objects.requireNonNull(view(VALUE).memberships().getFirst().value());

        PurchaseHistory history = new PurchaseHistory(1, 1, 10, 20);
        assertThat(value.predictedClv().doubleValue()).isCloseTo(VALUE.lifetimeValue(history), offset(0.00005));
        assertThat(value.churnProbability()).isEqualTo(1 - VALUE.probabilityAlive(history));
        assertThat(value.averageOrderValue()).isEqualByComparingTo(new BigDecimal("15"));
        assertThat(value.expectedDateOfNextOrder())
                .isEqualTo(LocalDate.ofEpochDay((long) (70 + VALUE.nextPurchaseDays(history))));
    }

    @Test
    void shouldPredictNothingWithoutAValueModelOrAPurchase() {
        assertThat(view(null).memberships().getFirst().value()).isNull();
        assertThat(Predictions.of(VALUE, new Customer().state(), NOW, DECAY)).isNull();
    }

    @Test
    void shouldNameWhatComesFromTheProfile() {
        // Given
        assertThat(view(null).traits()).isEmpty();
        customer.state()
                .apply(
                        new ProfileUpdate(
                                "p1",
                                NOW,
                                Map.of("city", new TraitValue.Text("York"), "children", new TraitValue.Number(2))),
                        DECAY);

        // When
        CustomerView view = view(null);

        // Then
        assertThat(view.traits()).containsExactly("profile.children", "profile.city");
        assertThat(view.features()).containsKeys("profile.children", "profile.city", "monetary");
    }

    private CustomerView view(@Nullable ValueModel value) {
        return CustomerView.of("ann", customer, List.of(new Scorer(model(value), DECAY)), NOW, DECAY);
    }

    /** Three segments along the net money: at 0, 35 and 100. */
    private static SegmentModel model(@Nullable ValueModel value) {
        return new SegmentModel(
                "value",
                1,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(new ModelFeature(
                        "monetary", Transform.NONE, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 1, 1)),
                List.of(segment(1, 0), segment(2, 35), segment(3, 100)),
                new Quality(3, 0, 1, 1, 0, 1),
                new FlapControl(0, Duration.ZERO, 1),
                List.of(),
                3,
                1,
                null,
                "",
                value,
                null,
                Release.PUBLISHED);
    }

    private static Segment segment(int number, double at) {
        return new Segment("value-" + number, "s" + number, "S" + number, new double[] {at}, new double[] {at}, 1, 1);
    }

    private static Order bought(int day, long value) {
        long at = Duration.ofDays(day).toMillis();
        return new Order(
                "o" + day,
                at,
                at,
                Order.Kind.PURCHASE,
                null,
                false,
                0,
                List.of(new Order.Line("p1", null, value, 1, 0)));
    }
}
