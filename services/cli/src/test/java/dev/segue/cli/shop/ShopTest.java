package dev.segue.cli.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.avro.CampaignEvent;
import dev.segue.avro.CampaignEventType;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.Feedback;
import dev.segue.avro.FeedbackType;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.avro.Visit;
import dev.segue.avro.topics.Topic;
import dev.segue.cli.publish.InputEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShopTest {
    private static final Instant OPENING = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant YEAR_END = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void theSameSeedShouldMakeTheSameEventsHoweverTimeIsCut() {
        // Given
        Shop inOneGo = shop(7, 60);
        Shop hourByHour = shop(7, 60);
        Instant end = OPENING.plus(Duration.ofDays(90));

        // When
        List<InputEvent> events = new ArrayList<>();
        for (Instant at = OPENING; !at.isAfter(end); at = at.plus(Duration.ofHours(1))) {
            events.addAll(hourByHour.nextEvents(at));
        }

        // Then
        assertThat(events).isEqualTo(inOneGo.nextEvents(end)).hasSizeGreaterThan(500);
    }

    @Test
    void anotherSeedShouldMakeOtherEvents() {
        assertThat(shop(8, 60).nextEvents(YEAR_END)).isNotEqualTo(shop(7, 60).nextEvents(YEAR_END));
    }

    @Test
    void eventsShouldComeInOrderOfTimeAndWithinTheTimeAskedFor() {
        // Given
        Shop shop = shop(7, 200);
        shop.nextEvents(OPENING.plus(Duration.ofDays(100)));

        // When
        List<InputEvent> events = shop.nextEvents(OPENING.plus(Duration.ofDays(130)));

        // Then
        assertThat(events).extracting(InputEvent::time).isSorted();
        assertThat(events.getFirst().time()).isAfter(OPENING.plus(Duration.ofDays(100)));
        assertThat(events.getLast().time()).isBeforeOrEqualTo(OPENING.plus(Duration.ofDays(130)));
        assertThat(events).extracting(InputEvent::messageId).doesNotHaveDuplicates();
    }

    @Test
    void everyKindOfEventShouldComeAndSignUpShouldComeFirst() {
        // Given
        Shop shop = shop(7, 400);

        // When
        List<InputEvent> events = shop.nextEvents(YEAR_END);

        // Then
        assertThat(shop.books().events().keySet()).containsExactlyInAnyOrderElementsOf(Topic.events());
        assertThat(values(events, Purchase.class).map(Purchase::getType))
                .contains(PurchaseType.PURCHASE, PurchaseType.RETURN);
        assertThat(values(events, CampaignEvent.class).map(CampaignEvent::getType))
                .contains(
                        CampaignEventType.SENT,
                        CampaignEventType.OPENED,
                        CampaignEventType.CLICKED,
                        CampaignEventType.CONVERTED,
                        CampaignEventType.UNSUBSCRIBED);
        assertThat(values(events, Feedback.class).map(Feedback::getType))
                .contains(FeedbackType.NPS, FeedbackType.CSAT, FeedbackType.COMPLAINT);
        Map<String, InputEvent> first = new HashMap<>();
        events.forEach(event -> first.putIfAbsent(event.customer(), event));
        assertThat(first.values()).allSatisfy(event -> assertThat(event.value()).isInstanceOf(CustomerProfile.class));
        assertThat(first).hasSizeGreaterThan(400);
    }

    @Test
    void shouldCarryStrategiesOutAndSayWhatTheyCameOf() {
        // Given
        Shop shop = shop(5, 200);
        List<InputEvent> before = shop.nextEvents(YEAR_END);
        List<String> customers =
                before.stream().map(InputEvent::customer).distinct().sorted().toList();

        // When
        customers.forEach(customer -> shop.carryOut(customer, "welcome", "trigger-of-" + customer));
        shop.carryOut("somebody-else", "welcome", "trigger-of-nobody");
        List<CampaignEvent> messages = values(shop.nextEvents(YEAR_END.plus(Duration.ofDays(20))), CampaignEvent.class)
                .filter(message -> message.getTriggerId() != null)
                .toList();

        // Then
        assertThat(messages).allSatisfy(message -> {
            assertThat(message.getTriggerId()).isEqualTo("trigger-of-" + message.getUserId());
            assertThat(message.getCampaignId()).isEqualTo("strategy-welcome");
        });
        Set<String> optedOut = values(before, CampaignEvent.class)
                .filter(message -> message.getType() == CampaignEventType.UNSUBSCRIBED)
                .map(CampaignEvent::getUserId)
                .collect(Collectors.toSet());
        assertThat(messages.stream().filter(message -> message.getType() == CampaignEventType.SENT))
                .hasSize(customers.size() - optedOut.size());
        assertThat(messages)
                .extracting(CampaignEvent::getType)
                .contains(CampaignEventType.OPENED, CampaignEventType.CLICKED, CampaignEventType.CONVERTED);
    }

    @Test
    void theBooksShouldHoldEveryPennyOfTheEvents() {
        // Given
        Shop shop = shop(3, 200);

        // When
        List<InputEvent> events = shop.nextEvents(YEAR_END);

        // Then
        BigDecimal gross = sum(events, PurchaseType.PURCHASE);
        BigDecimal refunds = sum(events, PurchaseType.RETURN);
        assertThat(shop.books().total().gross()).isEqualByComparingTo(gross).isPositive();
        assertThat(shop.books().total().refunds()).isEqualByComparingTo(refunds).isPositive();
        assertThat(shop.books().accounts().values().stream()
                        .map(ShopBooks.Account::gross)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(gross);
        assertThat(shop.books().eventCount()).isEqualTo(events.size());
    }

    @Test
    void nothingShouldComeBackDearerThanItWasBought() {
        // Given
        List<InputEvent> events = shop(3, 300).nextEvents(YEAR_END);
        Map<String, Purchase> orders = new HashMap<>();
        values(events, Purchase.class).forEach(order -> orders.put(order.getOrderId(), order));

        // When, Then
        assertThat(values(events, Purchase.class).filter(order -> order.getType() == PurchaseType.RETURN))
                .isNotEmpty()
                .allSatisfy(back -> {
                    Purchase order = Objects.requireNonNull(
                            orders.get(back.getOrderId().replace("-return", "")), back.getOrderId());
                    assertThat(ShopBooks.money(back)).isNotNegative().isLessThanOrEqualTo(ShopBooks.money(order));
                    assertThat(back.getTimestamp()).isAfter(order.getTimestamp());
                });
    }

    @Test
    void amountsAndQuantitiesShouldKeepTheContractsRules() {
        assertThat(values(shop(5, 300).nextEvents(YEAR_END), Purchase.class)).allSatisfy(order -> {
            assertThat(order.getProducts()).isNotEmpty();
            assertThat(order.getDiscount()).isNotNegative();
            assertThat(order.getProducts()).allSatisfy(line -> {
                assertThat(line.getQuantity()).isPositive();
                assertThat(line.getPrice()).isPositive();
                assertThat(line.getDiscount())
                        .isBetween(BigDecimal.ZERO, line.getPrice().multiply(BigDecimal.valueOf(line.getQuantity())));
            });
        });
    }

    @Test
    void someCustomersShouldStopVisitingOftenAndOthersBegin() {
        // Given visits of the first and of the second half of two years
        Shop shop = shop(7, 300);
        Instant half = OPENING.plus(Duration.ofDays(365));
        Map<String, Long> before = visits(shop.nextEvents(half));
        Map<String, Long> after = visits(shop.nextEvents(half.plus(Duration.ofDays(365))));

        // When
        long dropped = before.keySet().stream()
                .filter(customer -> before.getOrDefault(customer, 0L) > 4 * (1 + after.getOrDefault(customer, 0L)))
                .count();
        long rose = after.keySet().stream()
                .filter(customer -> after.getOrDefault(customer, 0L) > 4 * (1 + before.getOrDefault(customer, 0L)))
                .count();

        // Then
        assertThat(dropped).isGreaterThan(10);
        assertThat(rose).isGreaterThan(10);
    }

    @Test
    void settingsOutOfRangeShouldBeRefusedByName() {
        assertThatThrownBy(() -> new ShopSettings("Shop!", 1, OPENING, 10, "GBP"))
                .hasMessageContaining("run 'Shop!'");
        assertThatThrownBy(() -> new ShopSettings("shop", 1, OPENING, 0, "GBP")).hasMessageContaining("customers 0");
    }

    private static Shop shop(long seed, int customers) {
        return new Shop(new ShopSettings("t", seed, OPENING, customers, "GBP"));
    }

    private static <T> Stream<T> values(List<InputEvent> events, Class<T> type) {
        return events.stream().map(InputEvent::value).filter(type::isInstance).map(type::cast);
    }

    private static BigDecimal sum(List<InputEvent> events, PurchaseType type) {
        return values(events, Purchase.class)
                .filter(purchase -> purchase.getType() == type)
                .map(ShopBooks::money)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Map<String, Long> visits(List<InputEvent> events) {
        Map<String, Long> visits = new HashMap<>();
        values(events, Visit.class).forEach(visit -> visits.merge(visit.getUserId(), 1L, Long::sum));
        return visits;
    }
}
