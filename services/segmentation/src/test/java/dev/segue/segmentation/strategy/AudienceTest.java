package dev.segue.segmentation.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.features.Decay;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AudienceTest {
    private static final Decay DECAY = Decay.halfLife(Duration.ofDays(90));
    private static final long NOW = Duration.ofDays(30).toMillis();

    private final CustomerState buyer = new CustomerState();

    AudienceTest() {
        buyer.apply(
                new Order(
                        "o1",
                        0,
                        0,
                        Order.Kind.PURCHASE,
                        null,
                        false,
                        0,
                        List.of(new Order.Line("p1", null, 500_000, 1, 0))),
                DECAY);
    }

    @Test
    void shouldIncludeThoseWhomTheConditionHoldsFor() {
        Audience audience = audience(new Condition.Above("recency_days", 29.5));

        assertThat(audience.includes("ann", buyer, null, NOW)).isTrue();
        assertThat(audience.includes(
                        "ann", buyer, null, NOW - Duration.ofDays(1).toMillis()))
                .isFalse();
        assertThat(audience.includes("bob", new CustomerState(), null, NOW)).isFalse();
    }

    @Test
    void shouldKnowTheRoleOfASegment() {
        Audience audience = audience(new Condition.RoleIn(List.of("best")));

        assertThat(audience.includes("ann", buyer, "value-1", NOW)).isTrue();
        assertThat(audience.includes("ann", buyer, "value-2", NOW)).isFalse();
        assertThat(audience.includes("ann", buyer, null, NOW)).isFalse();
    }

    @Test
    void shouldIncludeNobodyForAPredictionThatNothingMakes() {
        assertThat(audience(new Condition.Above("predicted_clv", 0)).includes("ann", buyer, null, NOW))
                .isFalse();
    }

    private static Audience audience(Condition condition) {
        return new Audience(condition, new Casting(Map.of("value-1", "best")), null, DECAY);
    }
}
