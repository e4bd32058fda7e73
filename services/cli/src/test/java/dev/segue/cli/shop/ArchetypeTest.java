package dev.segue.cli.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.Purchase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Customers of different habits should look different from outside, or there is nothing to find. */
class ArchetypeTest {
    private static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");
    private static final int SHOPPERS = 3_000;
    private static final Duration YEAR = Duration.ofDays(365);

    private final Map<Archetype, Seen> seen = new EnumMap<>(Archetype.class);

    ArchetypeTest() {
        Baskets baskets = new Baskets("GBP");
        for (int i = 0; i < SHOPPERS; i++) {
            Shopper shopper = new Shopper(i, "c" + i, 1_000L + i);
            Seen group = seen.computeIfAbsent(shopper.archetype(), unseen -> new Seen());
            group.shoppers++;
            Instant at = shopper.nextOrderAfter(NOW);
            while (at.isBefore(NOW.plus(YEAR))) {
                group.orders.add(baskets.order(shopper, at, "m-" + group.orders.size(), null));
                at = shopper.nextOrderAfter(at);
            }
        }
    }

    @Test
    void premiumCustomersShouldSpendMostAnOrder() {
        double premium = of(Archetype.PREMIUM).averageOrder();

        assertThat(seen).allSatisfy((archetype, group) -> {
            if (archetype != Archetype.PREMIUM && archetype != Archetype.SEASONAL) {
                assertThat(group.averageOrder()).as(archetype.name()).isLessThan(premium / 1.5);
            }
        });
    }

    @Test
    void dealSeekersShouldBuyOnDealsFarMoreThanAnyoneElse() {
        double seekers = of(Archetype.DEAL_SEEKER).share(Purchase::getPromotion, Purchase::getCoupon);

        assertThat(seekers).isGreaterThan(0.7);
        assertThat(seen).allSatisfy((archetype, group) -> {
            if (archetype != Archetype.DEAL_SEEKER) {
                assertThat(group.share(Purchase::getPromotion, Purchase::getCoupon))
                        .as(archetype.name())
                        .isLessThan(seekers / 2);
            }
        });
    }

    @Test
    void frequentCustomersShouldOrderMostOftenAndLapsingOnesSeldomest() {
        assertThat(of(Archetype.FREQUENT).ordersAYear()).isGreaterThan(35);
        assertThat(of(Archetype.PREMIUM).ordersAYear()).isBetween(18.0, 27.0);
        assertThat(of(Archetype.LAPSING).ordersAYear()).isLessThan(3);
    }

    @Test
    void seasonalCustomersShouldComeForChristmasAboveAll() {
        double christmas = of(Archetype.SEASONAL).orders.stream()
                .filter(order -> order.getTimestamp().toString().matches("\\d{4}-1[12].*"))
                .count();

        assertThat(christmas / of(Archetype.SEASONAL).orders.size()).isGreaterThan(0.35);
    }

    private Seen of(Archetype archetype) {
        return java.util.Objects.requireNonNull(seen.get(archetype), archetype.name());
    }

    private static final class Seen {
        private final List<Purchase> orders = new ArrayList<>();
        private int shoppers;

        double averageOrder() {
            return orders.stream()
                    .map(ShopBooks::money)
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .divide(BigDecimal.valueOf(orders.size()), RoundingMode.HALF_UP)
                    .doubleValue();
        }

        double ordersAYear() {
            return (double) orders.size() / shoppers;
        }

        @SafeVarargs
        final double share(java.util.function.Function<Purchase, String>... marks) {
            return (double) orders.stream()
                            .filter(order -> java.util.Arrays.stream(marks).anyMatch(mark -> mark.apply(order) != null))
                            .count()
                    / orders.size();
        }
    }
}
