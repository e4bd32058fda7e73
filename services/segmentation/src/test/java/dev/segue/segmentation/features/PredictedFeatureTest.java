package dev.segue.segmentation.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.segue.segmentation.AnyEvents;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.value.BgNbd;
import dev.segue.segmentation.value.GammaGamma;
import dev.segue.segmentation.value.PurchaseHistory;
import dev.segue.segmentation.value.ValueModel;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PredictedFeatureTest {
    private static final ValueModel MODEL =
            new ValueModel(new BgNbd(0.243, 4.414, 0.793, 2.426), new GammaGamma(6.25, 3.74, 15.44), 39);
    private static final Decay DECAY = Decay.halfLife(Duration.ofDays(90));

    @Test
    void predictionsAreThoseOfTheModelForTheHistoryOfTheEvents() {
        // Given orders on days 0, 7 (twice) and 21, of 10, 20, 30 and 40
        CustomerState state = CustomerStateTest.stateOf(
                List.of(order(0, 0, 10), order(7, 9, 20), order(7, 17, 30), order(21, 0, 40)), DECAY);
        PurchaseHistory history = new PurchaseHistory(2, 3, 10, 45);

        // When
        long now = day(70);

        // Then
        assertThat(predicted("probability_alive", state, now)).isEqualTo(MODEL.probabilityAlive(history));
        assertThat(predicted("churn_probability", state, now)).isEqualTo(1 - MODEL.probabilityAlive(history));
        assertThat(predicted("expected_purchases", state, now)).isEqualTo(MODEL.expectedPurchases(history));
        assertThat(predicted("predicted_clv", state, now)).isEqualTo(MODEL.lifetimeValue(history));
        assertThat(predicted("next_purchase_days", state, now)).isEqualTo(MODEL.nextPurchaseDays(history));
    }

    @Test
    void aOneTimeBuyerIsAliveForCertain() {
        CustomerState state = CustomerStateTest.stateOf(List.of(order(0, 0, 10)), DECAY);

        assertThat(predicted("probability_alive", state, day(300))).isEqualTo(1);
    }

    @Test
    void withoutAnOrderOrAModelPredictionsAreUndefined() {
        CustomerState buyer = CustomerStateTest.stateOf(List.of(order(0, 0, 10)), DECAY);

        for (String name : FeatureCatalogue.predictedNames()) {
            assertThat(predicted(name, new CustomerState(), day(1))).as(name).isNaN();
            assertThat(FeatureCatalogue.feature(name).value(buyer, day(1), DECAY))
                    .as(name)
                    .isNaN();
        }
    }

    @Property(tries = 300)
    void predictionsOfBuyersAreFiniteAndInRange(@ForAll("histories") List<CustomerEvent> history) {
        CustomerState state = CustomerStateTest.stateOf(history, DECAY);
        long now = AnyEvents.END;
        boolean bought = state.lifetime().orders() > 0;

        for (String name : FeatureCatalogue.predictedNames()) {
            double value = predicted(name, state, now);
            if (bought) {
                assertThat(value).as(name).isFinite().isNotNegative();
            } else {
                assertThat(value).as(name).isNaN();
            }
        }
        if (bought) {
            assertThat(predicted("probability_alive", state, now) + predicted("churn_probability", state, now))
                    .isCloseTo(1, within(1e-15));
        }
    }

    @Provide
    Arbitrary<List<CustomerEvent>> histories() {
        return AnyEvents.histories(40);
    }

    private static double predicted(String name, CustomerState state, long now) {
        return FeatureCatalogue.predicted(name, MODEL).value(state, now, DECAY);
    }

    private static Order order(int day, int hour, long value) {
        long at = day(day) + Duration.ofHours(hour).toMillis();
        return new Order(
                "o" + at,
                at,
                at,
                Order.Kind.PURCHASE,
                null,
                false,
                0,
                List.of(new Order.Line("p1", null, value * 10_000, 1, 0)));
    }

    private static long day(int day) {
        return AnyEvents.START + Duration.ofDays(day).toMillis();
    }
}
