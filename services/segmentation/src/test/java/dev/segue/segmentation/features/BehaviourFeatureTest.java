package dev.segue.segmentation.features;

import static dev.segue.segmentation.features.BehaviourFeature.AVERAGE_ORDER_VALUE;
import static dev.segue.segmentation.features.BehaviourFeature.CAMPAIGN_ACCEPT_RATE;
import static dev.segue.segmentation.features.BehaviourFeature.CAMPAIGN_CLICK_RATE;
import static dev.segue.segmentation.features.BehaviourFeature.CAMPAIGN_OPEN_RATE;
import static dev.segue.segmentation.features.BehaviourFeature.COMPLAINTS;
import static dev.segue.segmentation.features.BehaviourFeature.CSAT;
import static dev.segue.segmentation.features.BehaviourFeature.DEAL_SHARE;
import static dev.segue.segmentation.features.BehaviourFeature.DISCOUNT_SHARE;
import static dev.segue.segmentation.features.BehaviourFeature.FREQUENCY;
import static dev.segue.segmentation.features.BehaviourFeature.MONETARY;
import static dev.segue.segmentation.features.BehaviourFeature.NPS;
import static dev.segue.segmentation.features.BehaviourFeature.PURCHASE_DAYS;
import static dev.segue.segmentation.features.BehaviourFeature.RECENCY_DAYS;
import static dev.segue.segmentation.features.BehaviourFeature.RECENT_FREQUENCY;
import static dev.segue.segmentation.features.BehaviourFeature.RECENT_MONETARY;
import static dev.segue.segmentation.features.BehaviourFeature.REPEAT_VALUE;
import static dev.segue.segmentation.features.BehaviourFeature.RETURN_RATE;
import static dev.segue.segmentation.features.BehaviourFeature.TENURE_DAYS;
import static dev.segue.segmentation.features.BehaviourFeature.VISITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.segue.segmentation.AnyEvents;
import dev.segue.segmentation.event.CampaignMessage;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.event.Opinion;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.event.SiteVisit;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class BehaviourFeatureTest {
    /** A half-life of ten days, so that weights are 1, ½, ¼ at 0, 10, 20 days. */
    private static final Decay DECAY = Decay.halfLife(Duration.ofDays(10));

    @Test
    void eachIsWhatOneComputesByHand() {
        // Given: on day 0 an order of 100 less 20 for each of two lines' 50, on a deal, begun the day before; on day 10
        // one of 40 less 10 on the whole; 15 back on day 20; and what else happened.
        CustomerState state = CustomerStateTest.stateOf(
                List.of(
                        purchase(0, 1, true, 0, new Order.Line("p1", "wine", 500_000, 2, 200_000)),
                        purchase(10, 0, false, 100_000, new Order.Line("p1", "toys", 400_000, 1, 0)),
                        new Order(
                                "r",
                                day(20),
                                day(20),
                                Order.Kind.REFUND,
                                null,
                                false,
                                0,
                                List.of(new Order.Line("p1", "wine", 150_000, 1, 0))),
                        new SiteVisit("v1", day(0)),
                        new SiteVisit("v2", day(20)),
                        campaign(10, CampaignMessage.Kind.SENT),
                        campaign(20, CampaignMessage.Kind.SENT),
                        campaign(20, CampaignMessage.Kind.DELIVERED),
                        campaign(20, CampaignMessage.Kind.OPENED),
                        campaign(10, CampaignMessage.Kind.CLICKED),
                        campaign(0, CampaignMessage.Kind.CONVERTED),
                        new Opinion("n1", day(20), Opinion.Kind.NPS, 9),
                        new Opinion("n2", day(10), Opinion.Kind.NPS, 3),
                        new Opinion("c1", day(20), Opinion.Kind.CSAT, 5),
                        new Opinion("c2", day(0), Opinion.Kind.CSAT, 1),
                        new Opinion("x", day(10), Opinion.Kind.COMPLAINT, 0)),
                DECAY);

        // When: on day 30, when what happened on days 0, 10, 20 weighs 1/8, 1/4, 1/2.
        long now = day(30);
        Map<BehaviourFeature, Double> values = new EnumMap<>(BehaviourFeature.class);
        for (BehaviourFeature feature : BehaviourFeature.values()) {
            values.put(feature, feature.value(state, now, DECAY));
        }

        // Then
        Map<BehaviourFeature, Double> expected = new EnumMap<>(BehaviourFeature.class);
        expected.put(RECENCY_DAYS, 20.0);
        expected.put(FREQUENCY, 2.0);
        expected.put(PURCHASE_DAYS, 2.0);
        expected.put(MONETARY, 80.0 + 30 - 15);
        expected.put(RECENT_FREQUENCY, 1.0 / 8 + 1.0 / 4);
        expected.put(RECENT_MONETARY, 80.0 / 8 + 30.0 / 4 - 15.0 / 2);
        expected.put(AVERAGE_ORDER_VALUE, (80.0 + 30) / 2);
        expected.put(REPEAT_VALUE, 30.0);
        expected.put(DISCOUNT_SHARE, (20.0 / 8 + 10.0 / 4) / (100.0 / 8 + 40.0 / 4));
        expected.put(DEAL_SHARE, (1.0 / 8) / (1.0 / 8 + 1.0 / 4));
        expected.put(RETURN_RATE, 15.0 / (80 + 30));
        expected.put(TENURE_DAYS, 31.0);
        expected.put(VISITS, 1.0 / 8 + 1.0 / 2);
        expected.put(CAMPAIGN_OPEN_RATE, (1.0 / 2) / (1.0 / 4 + 1.0 / 2));
        expected.put(CAMPAIGN_CLICK_RATE, (1.0 / 4) / (1.0 / 4 + 1.0 / 2));
        expected.put(CAMPAIGN_ACCEPT_RATE, (1.0 / 8) / (1.0 / 4 + 1.0 / 2));
        expected.put(NPS, (9.0 / 2 + 3.0 / 4) / (1.0 / 2 + 1.0 / 4));
        expected.put(CSAT, (5.0 / 2 + 1.0 / 8) / (1.0 / 2 + 1.0 / 8));
        expected.put(COMPLAINTS, 1.0 / 4);
        assertThat(values.keySet()).isEqualTo(expected.keySet());
        expected.forEach((feature, value) ->
                assertThat(values.get(feature)).as(feature.featureName()).isCloseTo(value, within(1e-12)));
    }

    @Test
    void ofACustomerNothingIsKnownOfCountsAreZeroAndAllElseIsUndefined() {
        CustomerState nobody = new CustomerState();

        Map<Boolean, List<BehaviourFeature>> byDefined = Arrays.stream(BehaviourFeature.values())
                .collect(Collectors.partitioningBy(feature -> !Double.isNaN(feature.value(nobody, day(0), DECAY))));

        assertThat(byDefined.get(true))
                .containsExactly(
                        FREQUENCY, PURCHASE_DAYS, MONETARY, RECENT_FREQUENCY, RECENT_MONETARY, VISITS, COMPLAINTS)
                .allMatch(feature -> feature.value(nobody, day(0), DECAY) == 0);
    }

    @Test
    void someoneWhoOnlyTookBackHasNoOrderToMeasure() {
        CustomerState state = CustomerStateTest.stateOf(
                List.of(new Order(
                        "r",
                        day(0),
                        day(0),
                        Order.Kind.REFUND,
                        "web",
                        false,
                        0,
                        List.of(new Order.Line("p1", null, 100_000, 1, 0)))),
                DECAY);

        assertThat(MONETARY.value(state, day(0), DECAY)).isEqualTo(-10);
        assertThat(FREQUENCY.value(state, day(0), DECAY)).isZero();
        assertThat(List.of(
                        RECENCY_DAYS,
                        TENURE_DAYS,
                        AVERAGE_ORDER_VALUE,
                        REPEAT_VALUE,
                        RETURN_RATE,
                        DEAL_SHARE,
                        DISCOUNT_SHARE))
                .allMatch(feature -> Double.isNaN(feature.value(state, day(0), DECAY)));
    }

    @Property(tries = 300)
    void aValueAgedIsTheValueAtTheLaterMoment(
            @ForAll("histories") List<CustomerEvent> history, @ForAll @DoubleRange(max = 400) double days) {
        // Given
        CustomerState state = CustomerStateTest.stateOf(history, DECAY);
        long now = AnyEvents.END;
        long later = now + (long) (days * Duration.ofDays(1).toMillis());
        double passed = (double) (later - now) / Duration.ofDays(1).toMillis();

        FeatureCatalogue.allOf(state, now, DECAY).keySet().stream()
                .map(FeatureCatalogue::feature)
                .forEach(feature -> {
                    // When
                    double aged = feature.ageing().age(feature.value(state, now, DECAY), passed, DECAY.halfLifeDays());

                    // Then
                    double expected = feature.value(state, later, DECAY);
                    if (Double.isNaN(expected)) {
                        assertThat(aged).as(feature.featureName()).isNaN();
                    } else {
                        assertThat(aged)
                                .as(feature.featureName())
                                .isCloseTo(expected, within(1e-9 * Math.abs(expected) + Double.MIN_NORMAL));
                    }
                });
    }

    @Provide
    Arbitrary<List<CustomerEvent>> histories() {
        return AnyEvents.histories(40);
    }

    private static Order purchase(int day, int daysTaken, boolean deal, long discount, Order.Line line) {
        return new Order(
                "o" + day, day(day), day(day - daysTaken), Order.Kind.PURCHASE, "web", deal, discount, List.of(line));
    }

    private static CampaignMessage campaign(int day, CampaignMessage.Kind kind) {
        return new CampaignMessage(kind + "-" + day, day(day), kind, "email", null);
    }

    private static long day(int day) {
        return AnyEvents.START + Duration.ofDays(day).toMillis();
    }
}
