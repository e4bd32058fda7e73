package dev.segue.segmentation.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.segue.segmentation.AnyEvents;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.event.ProfileUpdate;
import dev.segue.segmentation.event.SiteVisit;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.Decayed.Total;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CustomerStateTest {
    private static final Decay NINETY_DAYS = Decay.halfLife(Duration.ofDays(90));

    @Property(tries = 300)
    void eventsInAnyOrderGiveTheSameState(@ForAll("histories") List<CustomerEvent> history, @ForAll Random random) {
        // Given
        List<CustomerEvent> otherOrder = new ArrayList<>(history);
        Collections.shuffle(otherOrder, random);

        // When
        CustomerState one = stateOf(history, NINETY_DAYS);
        CustomerState other = stateOf(otherOrder, NINETY_DAYS);

        // Then
        assertThat(bytesOf(other.lifetime()::write)).isEqualTo(bytesOf(one.lifetime()::write));
        assertThat(bytesOf(other.purchaseDays()::write)).isEqualTo(bytesOf(one.purchaseDays()::write));
        assertThat(bytesOf(other.traits()::write)).isEqualTo(bytesOf(one.traits()::write));
        assertThat(other.decayed().at()).isEqualTo(one.decayed().at());
        var definition = new ByDefinition(history, one.decayed().at(), NINETY_DAYS);
        for (Total total : Total.values()) {
            assertThat(other.decayed().total(total))
                    .as(total.name())
                    .isCloseTo(one.decayed().total(total), within(definition.tolerance(total)));
        }
        assertThat(other.decayed().categories().names())
                .containsExactlyInAnyOrder(one.decayed().categories().names());
        for (String category : one.decayed().categories().names()) {
            assertThat(other.decayed().categories().amount(category))
                    .as(category)
                    .isCloseTo(
                            one.decayed().categories().amount(category),
                            within(definition.categoryTolerance(category)));
        }
    }

    @Property(tries = 300)
    void statesMergedAreTheStateOfOneCustomerWhoHadAllEvents(
            @ForAll("histories") List<CustomerEvent> history, @ForAll Random random) {
        // Given two customers who had the events by turns
        List<CustomerEvent> ones = new ArrayList<>();
        List<CustomerEvent> others = new ArrayList<>();
        history.forEach(event -> (random.nextBoolean() ? ones : others).add(event));
        CustomerState one = stateOf(ones, NINETY_DAYS);
        CustomerState other = stateOf(others, NINETY_DAYS);
        CustomerState whole = stateOf(history, NINETY_DAYS);
        byte[] before = bytesOf(other::write);

        // When
        one.merge(other, NINETY_DAYS);

        // Then
        assertThat(bytesOf(one.lifetime()::write)).isEqualTo(bytesOf(whole.lifetime()::write));
        assertThat(bytesOf(one.purchaseDays()::write)).isEqualTo(bytesOf(whole.purchaseDays()::write));
        assertThat(bytesOf(one.traits()::write)).isEqualTo(bytesOf(whole.traits()::write));
        assertThat(one.decayed().at()).isEqualTo(whole.decayed().at());
        var definition = new ByDefinition(history, whole.decayed().at(), NINETY_DAYS);
        for (Total total : Total.values()) {
            assertThat(one.decayed().total(total))
                    .as(total.name())
                    .isCloseTo(whole.decayed().total(total), within(definition.tolerance(total)));
        }
        assertThat(one.decayed().categories().names())
                .containsExactlyInAnyOrder(whole.decayed().categories().names());
        for (String category : one.decayed().categories().names()) {
            assertThat(one.decayed().categories().amount(category))
                    .as(category)
                    .isCloseTo(
                            whole.decayed().categories().amount(category),
                            within(definition.categoryTolerance(category)));
        }
        for (String channel : whole.decayed().channels().names()) {
            double expected = whole.decayed().channels().amount(channel);
            assertThat(one.decayed().channels().amount(channel))
                    .as(channel)
                    .isCloseTo(expected, within(Double.MIN_NORMAL + ByDefinition.ROUNDING * expected));
        }
        assertThat(bytesOf(other::write)).isEqualTo(before);
    }

    @Property(tries = 300)
    void ofTwoCustomersMergedEveryPurchaseIsRememberedSomewhere(
            @ForAll @IntRange(max = 100) int ones, @ForAll @IntRange(max = 100) int others) {
        // Given
        Set<Long> elsewhere = new HashSet<>();
        CustomerState one = new CustomerState();
        CustomerState other = new CustomerState();
        for (int i = 0; i < ones; i++) {
            remember(elsewhere, one.apply(purchase("one-" + i), NINETY_DAYS));
        }
        for (int i = 0; i < others; i++) {
            remember(elsewhere, other.apply(purchase("other-" + i), NINETY_DAYS));
        }

        // When
        remember(elsewhere, one.merge(other, NINETY_DAYS));

        // Then
        for (String customer : List.of("one-", "other-")) {
            for (int i = 0; i < (customer.equals("one-") ? ones : others); i++) {
                Order order = purchase(customer + i);
                assertThat(one.remembers(order) || elsewhere.contains(EventIds.fingerprint(order.id())))
                        .as(order.id())
                        .isTrue();
            }
        }
        assertThat(one.purchasesElsewhere()).isEqualTo(!elsewhere.isEmpty());
    }

    @Test
    void ofOtherEventsTheLatestOfBothCustomersAreRemembered() {
        // Given
        CustomerState one = new CustomerState();
        CustomerState other = new CustomerState();
        for (int i = 0; i < CustomerState.RECENT_OTHERS; i++) {
            one.apply(new SiteVisit("one-" + i, i), NINETY_DAYS);
            other.apply(new SiteVisit("other-" + i, i), NINETY_DAYS);
        }

        // When
        one.merge(other, NINETY_DAYS);

        // Then
        int half = CustomerState.RECENT_OTHERS / 2;
        for (String customer : List.of("one-", "other-")) {
            assertThat(one.remembers(new SiteVisit(customer + half, 0))).isTrue();
            assertThat(one.remembers(new SiteVisit(customer + (CustomerState.RECENT_OTHERS - 1), 0)))
                    .isTrue();
            assertThat(one.remembers(new SiteVisit(customer + (half - 1), 0))).isFalse();
        }
    }

    @Test
    void aMergeThatDoesNotFitChangesNothing() {
        // Given
        CustomerState one = new CustomerState();
        CustomerState other = new CustomerState();
        one.apply(order("a", Money.MOST), NINETY_DAYS);
        other.apply(order("b", 1), NINETY_DAYS);
        byte[] before = bytesOf(one::write);

        // When, then
        assertThatThrownBy(() -> one.merge(other, NINETY_DAYS)).isInstanceOf(ArithmeticException.class);
        assertThat(bytesOf(one::write)).isEqualTo(before);
    }

    private static void remember(Set<Long> elsewhere, long[] left) {
        for (long fingerprint : left) {
            elsewhere.add(fingerprint);
        }
    }

    private static Order purchase(String id) {
        return order(id, 10_000);
    }

    @Property(tries = 300)
    void decayedTotalsAreWhatTheDefinitionSays(
            @ForAll("histories") List<CustomerEvent> history,
            @ForAll @IntRange(min = 5, max = 400) int halfLifeDays,
            @ForAll @IntRange(max = 500) int daysLater) {
        // Given
        Decay decay = Decay.halfLife(Duration.ofDays(halfLifeDays));
        CustomerState state = stateOf(history, decay);

        // When
        long now = AnyEvents.END + Duration.ofDays(daysLater).toMillis();

        // Then
        var definition = new ByDefinition(history, now, decay);
        double left = decay.remaining(now - state.decayed().at());
        for (Total total : Total.values()) {
            assertThat(state.decayed().total(total, now, decay))
                    .as(total.name())
                    .isCloseTo(definition.total(total), within(definition.tolerance(total)));
        }
        for (String name : state.decayed().categories().names()) {
            assertThat(state.decayed().categories().amount(name) * left)
                    .as(name)
                    .isCloseTo(definition.category(name), within(definition.categoryTolerance(name)));
        }
        for (String name : state.decayed().channels().names()) {
            double expected = definition.channel(name);
            assertThat(state.decayed().channels().amount(name) * left)
                    .as(name)
                    .isCloseTo(expected, within(Double.MIN_NORMAL + ByDefinition.ROUNDING * expected));
        }
    }

    @Property(tries = 300)
    void lifetimeTotalsAreExact(@ForAll("histories") List<CustomerEvent> history) {
        // Given
        BigDecimal gross = BigDecimal.ZERO;
        BigDecimal refunds = BigDecimal.ZERO;
        List<Order> purchases = new ArrayList<>();
        for (CustomerEvent event : history) {
            if (event instanceof Order order && order.kind() == Order.Kind.REFUND) {
                refunds = refunds.add(Money.decimal(order.value()));
            } else if (event instanceof Order order) {
                gross = gross.add(Money.decimal(order.value()));
                purchases.add(order);
            }
        }

        // When
        Lifetime lifetime = stateOf(history, NINETY_DAYS).lifetime();

        // Then
        assertThat(Money.decimal(lifetime.gross())).isEqualByComparingTo(gross);
        assertThat(Money.decimal(lifetime.refunds())).isEqualByComparingTo(refunds);
        assertThat(Money.decimal(lifetime.net())).isEqualByComparingTo(gross.subtract(refunds));
        assertThat(lifetime.orders()).isEqualTo(purchases.size());
        if (!purchases.isEmpty()) {
            assertThat(lifetime.firstPurchase())
                    .isEqualTo(
                            purchases.stream().mapToLong(Order::startedAt).min().orElseThrow());
            assertThat(lifetime.lastPurchase())
                    .isEqualTo(purchases.stream().mapToLong(Order::at).max().orElseThrow());
        }
    }

    @Test
    void aStateStaysOfTheSameSizeHoweverManyEventsCome() {
        // Given
        CustomerState state = new CustomerState();
        Random random = new Random(7);
        applyManyDifferent(state, 5_000, random);
        int size = sizeOf(state);

        // When
        applyManyDifferent(state, 50_000, random);

        // Then: only variable-length counters grow, by a byte for every sevenfold power of two.
        assertThat(sizeOf(state)).isLessThan(40_000).isBetween(size - 500, size + 500);
    }

    @Test
    void aTotalThatNoLongerFitsLeavesTheStateAsItWas() {
        // Given: two lines that cost nothing after discount, but whose list values do not fit together.
        CustomerState state = new CustomerState();
        state.apply(new SiteVisit("v", AnyEvents.START), NINETY_DAYS);
        byte[] before = bytesOf(state);
        Order.Line line = new Order.Line("p1", "wine", Long.MAX_VALUE - 1, 1, Long.MAX_VALUE - 1);
        long later = AnyEvents.START + 1_000;
        Order tooLarge = new Order("o", later, later, Order.Kind.PURCHASE, "web", false, 0, List.of(line, line));

        // When, Then
        assertThatThrownBy(() -> state.apply(tooLarge, NINETY_DAYS)).isInstanceOf(ArithmeticException.class);
        assertThat(bytesOf(state)).isEqualTo(before);
    }

    @Test
    void aLifetimeTotalThatNoLongerFitsLeavesTheStateAsItWas() {
        // Given
        CustomerState state = new CustomerState();
        Order most = order("most", Money.MOST);
        state.apply(most, NINETY_DAYS);
        byte[] before = bytesOf(state);

        // When, Then
        assertThatThrownBy(() -> state.apply(order("more", 1), NINETY_DAYS)).isInstanceOf(ArithmeticException.class);
        assertThat(bytesOf(state)).isEqualTo(before);
    }

    @Test
    void purchasesAndOtherEventsAreRememberedApart() {
        // Given
        CustomerState state = new CustomerState();

        // When
        state.apply(order("same-id", 1), NINETY_DAYS);

        // Then
        assertThat(state.remembers(order("same-id", 2))).isTrue();
        assertThat(state.remembers(new SiteVisit("same-id", AnyEvents.START))).isFalse();
    }

    @Test
    void everyPurchaseIsRememberedHereOrHandedOut() {
        // Given
        CustomerState state = new CustomerState();
        List<Long> elsewhere = new ArrayList<>();
        List<Order> orders = new ArrayList<>();

        // When
        for (int i = 0; i < 500; i++) {
            Order order = order("order-" + i, 1);
            orders.add(order);
            for (long left : state.apply(order, NINETY_DAYS)) {
                elsewhere.add(left);
            }
        }

        // Then
        assertThat(state.purchasesElsewhere()).isTrue();
        assertThat(orders)
                .allMatch(order -> state.remembers(order) != elsewhere.contains(EventIds.fingerprint(order.id())));
    }

    @Test
    void aNewCustomerHasNothingElsewhere() {
        CustomerState state = new CustomerState();
        for (int i = 0; i < CustomerState.RECENT_PURCHASES; i++) {
            state.apply(order("order-" + i, 1), NINETY_DAYS);
        }

        assertThat(state.purchasesElsewhere()).isFalse();
    }

    @Provide
    Arbitrary<List<CustomerEvent>> histories() {
        return AnyEvents.histories(60);
    }

    static CustomerState stateOf(List<CustomerEvent> history, Decay decay) {
        CustomerState state = new CustomerState();
        history.forEach(event -> state.apply(event, decay));
        return state;
    }

    private static Order order(String id, long price) {
        return new Order(
                id,
                AnyEvents.START,
                AnyEvents.START,
                Order.Kind.PURCHASE,
                null,
                false,
                0,
                List.of(new Order.Line("p1", null, price, 1, 0)));
    }

    private static void applyManyDifferent(CustomerState state, int events, Random random) {
        for (int i = 0; i < events; i++) {
            String name = "%020d".formatted(random.nextLong(Long.MAX_VALUE));
            long at = AnyEvents.START + random.nextLong(AnyEvents.END - AnyEvents.START);
            Order.Line line = new Order.Line("p1", name, random.nextLong(1_000_000), 1, 0);
            state.apply(new Order(name, at, at, Order.Kind.PURCHASE, name, true, 0, List.of(line)), NINETY_DAYS);
            state.apply(new ProfileUpdate(name, at, Map.of(name, new TraitValue.Text(name))), NINETY_DAYS);
            state.apply(new SiteVisit(name, at), NINETY_DAYS);
        }
    }

    private static int sizeOf(CustomerState state) {
        return bytesOf(state).length;
    }

    private static byte[] bytesOf(CustomerState state) {
        return bytesOf(state::write);
    }

    private static byte[] bytesOf(Consumer<StateWriter> part) {
        StateWriter out = new StateWriter();
        part.accept(out);
        return out.bytes();
    }
}
