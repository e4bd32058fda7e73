package dev.segue.segmenter.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.segue.avro.CampaignEventType;
import dev.segue.avro.FeedbackType;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.avro.topics.Topic;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.BehaviourFeature;
import dev.segue.segmentation.features.FeatureCatalogue;
import dev.segue.segmentation.features.Lifetime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CustomerTotalsTest {
    @TempDir
    Path stateDir;

    private record Sent(Topic topic, String customer, SpecificRecord record) {}

    @Test
    void shouldComeToTheSameWhateverTheOrderOverTheTopics() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given six customers with the very same year behind them
            List<String> customers = List.of("c1", "c2", "c3", "c4", "c5", "c6");
            Random random = new Random(7);

            // When each gets it in another order
            for (String customer : customers) {
                List<Sent> year = aYear(customer);
                Collections.shuffle(year, random);
                year.forEach(sent -> segue.send(sent.topic, sent.customer, sent.record));
            }

            // Then
            Customer first = segue.known("c1");
            long now = Segue.day(400).toEpochMilli();
            Map<String, TraitValue> features = FeatureCatalogue.allOf(first.state(), now, Segue.DECAY);
            assertThat(features)
                    .hasSize(BehaviourFeature.values().length + 4 + 2 + 2)
                    .containsEntry("profile.education", new TraitValue.Text("PhD"))
                    .containsEntry("profile.income", new TraitValue.Number(61_000))
                    .doesNotContainKey("profile.teenhome");
            for (String customer : customers) {
                Customer other = segue.known(customer);
                assertSameTotals(other.state().lifetime(), first.state().lifetime());
                Map<String, TraitValue> others = FeatureCatalogue.allOf(other.state(), now, Segue.DECAY);
                assertThat(others).containsOnlyKeys(features.keySet());
                features.forEach(
                        (name, value) -> assertSame(name, java.util.Objects.requireNonNull(others.get(name)), value));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PurchaseType.class,
            names = {"RETURN", "CANCELLATION"})
    void shouldTakeMoneyBackAndNothingElse(PurchaseType type) {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given
            segue.buy("c1", "e1", Segue.START, "20.5");
            segue.buy("c1", "e2", Segue.day(1), "30");

            // When
            Purchase back = Segue.purchase("c1", "e3", Segue.day(9), "30.0001");
            back.setType(type);
            back.setStartedAt(Segue.day(-9));
            segue.send(Topic.PURCHASES, "c1", back);

            // Then
            Lifetime lifetime = segue.known("c1").state().lifetime();
            assertThat(lifetime.orders()).isEqualTo(2);
            assertThat(lifetime.gross()).isEqualTo(505_000);
            assertThat(lifetime.refunds()).isEqualTo(300_001);
            assertThat(lifetime.net()).isEqualTo(204_999);
            assertThat(lifetime.firstPurchase()).isEqualTo(Segue.START.toEpochMilli());
            assertThat(lifetime.lastPurchase()).isEqualTo(Segue.day(1).toEpochMilli());
            assertThat(segue.known("c1").state().evidence()).isEqualTo(2);
        }
    }

    @Test
    void shouldCountMoneyAsThePriceListsHaveItAfterAllDiscounts() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            Purchase purchase = Segue.purchase("c1", "e1", Segue.START, "0");
            purchase.setProducts(List.of(Segue.line("0.0010", 7), Segue.line("3.75", 3)));
            purchase.getProducts().getLast().setDiscount(new java.math.BigDecimal("1.2500"));
            purchase.setDiscount(new java.math.BigDecimal("0.0069"));

            segue.send(Topic.PURCHASES, "c1", purchase);

            assertThat(segue.known("c1").state().lifetime().gross()).isEqualTo(100_001);
        }
    }

    @Test
    void shouldDateTheFirstPurchaseFromTheOrdersFirstLine() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            Purchase purchase = Segue.purchase("c1", "e1", Segue.START, "20");
            purchase.setStartedAt(Segue.START.minus(Duration.ofMinutes(3)));

            segue.send(Topic.PURCHASES, "c1", purchase);

            Lifetime lifetime = segue.known("c1").state().lifetime();
            assertThat(lifetime.firstPurchase())
                    .isEqualTo(Segue.START.minus(Duration.ofMinutes(3)).toEpochMilli());
            assertThat(lifetime.lastPurchase()).isEqualTo(Segue.START.toEpochMilli());
        }
    }

    @Test
    void shouldNotLetAnOrderBeginAfterItWasPlaced() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            Purchase purchase = Segue.purchase("c1", "e1", Segue.START, "20");
            purchase.setStartedAt(Segue.day(1));

            segue.send(Topic.PURCHASES, "c1", purchase);

            assertThat(segue.known("c1").state().lifetime().firstPurchase()).isEqualTo(Segue.START.toEpochMilli());
        }
    }

    private static List<Sent> aYear(String customer) {
        List<Sent> year = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Instant at = Segue.START.plus(Duration.ofDays(i * 7L)).plusMillis(i);
            Purchase purchase = Segue.purchase(customer, "e" + i, at, (i * 13 + 1) + ".0007");
            purchase.setType(i % 5 == 3 ? PurchaseType.RETURN : PurchaseType.PURCHASE);
            purchase.setChannel(i % 2 == 0 ? "web" : "store");
            purchase.getProducts()
                    .getFirst()
                    .setCategory(List.of("wine", "fish", "meat", "gold").get(i % 4));
            purchase.setPromotion(i % 3 == 0 ? "spring" : null);
            purchase.setStartedAt(at.minusSeconds(i));
            year.add(new Sent(Topic.PURCHASES, customer, purchase));
            year.add(new Sent(Topic.VISITS, customer, Segue.visit(customer, "v" + i, at.plusSeconds(5))));
        }
        for (CampaignEventType type : CampaignEventType.values()) {
            if (type != CampaignEventType.UNKNOWN) {
                year.add(new Sent(Topic.CAMPAIGNS, customer, Segue.campaign(customer, "m" + type, Segue.day(9), type)));
            }
        }
        year.add(new Sent(Topic.FEEDBACK, customer, Segue.feedback(customer, "f1", Segue.day(3), FeedbackType.NPS, 9)));
        year.add(
                new Sent(Topic.FEEDBACK, customer, Segue.feedback(customer, "f2", Segue.day(33), FeedbackType.NPS, 4)));
        year.add(
                new Sent(Topic.FEEDBACK, customer, Segue.feedback(customer, "f3", Segue.day(5), FeedbackType.CSAT, 5)));
        year.add(new Sent(
                Topic.FEEDBACK, customer, Segue.feedback(customer, "f4", Segue.day(6), FeedbackType.COMPLAINT, null)));
        Map<String, Object> early = new java.util.HashMap<>(Map.of("education", "PhD", "income", 58_000L));
        early.put("teenhome", 1L);
        year.add(new Sent(Topic.PROFILES, customer, Segue.profile(customer, "p1", Segue.day(1), early)));
        year.add(new Sent(
                Topic.PROFILES, customer, Segue.profile(customer, "p2", Segue.day(2), Map.of("income", 61_000.0))));
        // Two updates of one moment: it must not matter which comes first.
        year.add(new Sent(
                Topic.PROFILES, customer, Segue.profile(customer, "p3", Segue.day(2), Map.of("income", 60_000.0))));
        Map<String, Object> forgotten = new java.util.HashMap<>();
        forgotten.put("teenhome", null);
        year.add(new Sent(Topic.PROFILES, customer, Segue.profile(customer, "p4", Segue.day(4), forgotten)));
        return year;
    }

    private static void assertSameTotals(Lifetime actual, Lifetime expected) {
        assertThat(actual.orders()).isEqualTo(expected.orders());
        assertThat(actual.gross()).isEqualTo(expected.gross());
        assertThat(actual.refunds()).isEqualTo(expected.refunds());
        assertThat(actual.firstPurchase()).isEqualTo(expected.firstPurchase());
        assertThat(actual.lastPurchase()).isEqualTo(expected.lastPurchase());
    }

    private static void assertSame(String name, TraitValue actual, TraitValue expected) {
        if (expected instanceof TraitValue.Number number) {
            // But for the rounding of the last digits of decayed totals.
            assertThat(((TraitValue.Number) actual).value())
                    .as(name)
                    .isCloseTo(number.value(), within(1e-9 * Math.max(1, Math.abs(number.value()))));
        } else {
            assertThat(actual).as(name).isEqualTo(expected);
        }
    }
}
