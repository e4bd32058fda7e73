package dev.segue.segmenter.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.segue.avro.FeedbackType;
import dev.segue.avro.OrderLine;
import dev.segue.avro.ProductTally;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.avro.Recommendation;
import dev.segue.avro.RecommendationReason;
import dev.segue.avro.StrategyTriggered;
import dev.segue.avro.TalliedProduct;
import dev.segue.avro.topics.Topic;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.strategy.Cast;
import dev.segue.segmentation.strategy.Condition;
import dev.segue.segmentation.strategy.Exclusion;
import dev.segue.segmentation.strategy.FrequencyCap;
import dev.segue.segmentation.strategy.Momentary;
import dev.segue.segmentation.strategy.Offer;
import dev.segue.segmentation.strategy.Playbook;
import dev.segue.segmentation.strategy.Strategy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Products in triggers: from what others buy, without what the customer has and what is excluded. */
class RecommendationsTest {
    private static final List<String> NOTHING = List.of();

    @TempDir
    private Path stateDir;

    private int orders;

    @Test
    void shouldCarryWhatTheSegmentBuysWithReasonAndScore() {
        try (Segue segue = new Segue(stateDir, Segue.settings(playbook(offer(NOTHING, NOTHING, 3), 0, List.of())))) {
            openShop(segue);

            // When
            complain(segue, "rich", "50");

            // Then
            StrategyTriggered trigger = segue.triggers().getLast();
            assertThat(trigger.getSegment()).isEqualTo("value-2");
            assertThat(trigger.getRecommendations())
                    .extracting(Recommendation::getProductId)
                    .containsExactly("port", "bread");
            assertThat(trigger.getRecommendations())
                    .extracting(Recommendation::getReason)
                    .containsExactly(RecommendationReason.LIFT, RecommendationReason.POPULAR);
            assertThat(trigger.getRecommendations().getFirst().getScore()).isGreaterThan(1);
            assertThat(trigger.getRecommendedProducts()).containsExactly("port", "bread");
        }
    }

    @Test
    void shouldPutForwardWhatThePlaybookPushesFirstAndNothingTwice() {
        try (Segue segue = new Segue(
                stateDir, Segue.settings(playbook(offer(List.of("vip", "bread"), NOTHING, 3), 0, List.of())))) {
            openShop(segue);

            // When
            complain(segue, "rich", "50");

            // Then
            assertThat(segue.triggers().getLast().getRecommendedProducts()).containsExactly("vip", "bread", "port");
        }
    }

    @Test
    void shouldCarryNothingTheCustomerHas() {
        try (Segue segue = new Segue(stateDir, Segue.settings(playbook(offer(NOTHING, NOTHING, 3), 0, List.of())))) {
            openShop(segue);
            buy(segue, "rich", "90", line("port", "wine"));

            // When
            complain(segue, "rich", "50");

            // Then
            assertThat(segue.triggers().getLast().getRecommendedProducts()).containsExactly("bread");
        }
    }

    @Test
    void shouldCarryNothingTheOfferExcludesByProductOrCategory() {
        try (Segue segue = new Segue(
                stateDir, Segue.settings(playbook(offer(NOTHING, List.of("wine", "bread"), 3), 0, List.of())))) {
            openShop(segue);

            // When
            complain(segue, "rich", "50");

            // Then
            assertThat(segue.triggers().getLast().getRecommendations()).isEmpty();
        }
    }

    @Test
    void shouldCarryNothingThePlaybookSparesTheCustomer() {
        Exclusion noWine = new Exclusion(Condition.ALWAYS, List.of(), List.of("wine"));
        try (Segue segue =
                new Segue(stateDir, Segue.settings(playbook(offer(NOTHING, NOTHING, 3), 0, List.of(noWine))))) {
            openShop(segue);

            // When
            complain(segue, "rich", "50");

            // Then
            assertThat(segue.triggers().getLast().getRecommendedProducts()).containsExactly("bread");
        }
    }

    @Test
    void shouldCarryProductsOnlyWhereTheOfferAsksForThem() {
        try (Segue segue =
                new Segue(stateDir, Segue.settings(playbook(offer(List.of("vip"), NOTHING, 0), 0, List.of())))) {
            openShop(segue);

            // When
            complain(segue, "rich", "50");

            // Then
            assertThat(segue.triggers().getLast().getRecommendations()).isEmpty();
        }
    }

    @Test
    void shouldCarryTheSameForWhoIsHeldOut() {
        try (Segue segue = new Segue(stateDir, Segue.settings(playbook(offer(NOTHING, NOTHING, 2), 0.5, List.of())))) {
            openShop(segue);

            // When
            for (int i = 0; i < 30; i++) {
                complain(segue, "rich" + i, "50");
            }

            // Then
            assertThat(segue.triggers())
                    .filteredOn(StrategyTriggered::getHoldout)
                    .isNotEmpty()
                    .allSatisfy(trigger ->
                            assertThat(trigger.getRecommendedProducts()).containsExactly("port", "bread"));
        }
    }

    @Test
    void shouldPutForwardWhatGoesWithTheLatestOrder() {
        try (Segue segue = new Segue(stateDir, Segue.settings(playbook(offer(NOTHING, NOTHING, 1), 0, List.of())))) {
            openShop(segue);
            for (int i = 0; i < 40; i++) {
                buy(segue, "pasta" + i, "10", line("pasta", "food"), line("sauce", "food"));
            }
            published(segue);
            buy(segue, "c1", "10", line("pasta", "food"));

            // When
            complain(segue, "c1");

            // Then
            Recommendation first =
                    segue.triggers().getLast().getRecommendations().getFirst();
            assertThat(first.getProductId()).isEqualTo("sauce");
            assertThat(first.getReason()).isEqualTo(RecommendationReason.BOUGHT_TOGETHER);
        }
    }

    @Test
    void shouldCountACustomerOnceHoweverOftenTheyOrderTheSame() {
        try (Segue segue = new Segue(stateDir, Segue.settings(playbook(offer(NOTHING, NOTHING, 3), 0, List.of())))) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));
            for (int i = 0; i < 50; i++) {
                buy(segue, "hoarder", "1", line("bolts", null));
            }
            published(segue);

            // When
            complain(segue, "other");

            // Then
            assertThat(segue.triggers().getLast().getRecommendations()).isEmpty();
        }
    }

    @Test
    void shouldForgetWhatACustomerBoughtWithTheCustomer() {
        try (Segue segue = new Segue(stateDir, Segue.settings(playbook(offer(NOTHING, NOTHING, 3), 0, List.of())))) {
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));
            buy(segue, "ann", "10", line("engraved-for-ann", null));

            // When
            segue.erase("ann", "r1", Segue.START);
            buy(segue, "ann", "10", line("milk", null));

            // Then
            assertThat(segue.known("ann").products().has("engraved-for-ann")).isFalse();
            assertThat(segue.known("ann").products().latest()).containsExactly("milk");
        }
    }

    @Test
    void shouldKnowWhatEitherOfTwoMergedCustomersBought() {
        try (Segue segue = new Segue(stateDir, Segue.settings(playbook(offer(NOTHING, NOTHING, 3), 0, List.of())))) {
            openShop(segue);
            buy(segue, "rich", "90", line("port", "wine"));
            buy(segue, "guest", "90", line("bread", null));

            // When
            segue.merge("guest", "rich", "m1", Segue.START);
            complain(segue, "rich");

            // Then
            StrategyTriggered trigger = segue.triggers().getLast();
            assertThat(trigger.getUserId()).isEqualTo("rich");
            assertThat(trigger.getRecommendedProducts()).containsExactly("first");
        }
    }

    @Test
    void shouldPublishWhatItCountedBeforeARestartTogetherWithWhatCameAfter() {
        TaskOnMemory task = new TaskOnMemory(Segue.settings());
        task.model(Segue.model(1, "monetary", 0, 100, Segue.FREE));
        task.pass(Duration.ofSeconds(1));
        task.process("c1", order("o1", "bread", "milk"));
        task.pass(Duration.ofSeconds(10));
        task.restart();

        // When
        task.process("c2", order("o2", "bread"));
        task.pass(Duration.ofSeconds(10));

        // Then
        ProductTally all = task.tallies().stream()
                .filter(tally -> tally.getSegment() == null)
                .toList()
                .getLast();
        assertThat(all.getOrders()).isEqualTo(2);
        assertThat(all.getProducts())
                .extracting(TalliedProduct::getProductId, TalliedProduct::getWeight)
                .containsExactly(tuple("bread", 2.0), tuple("milk", 1.0));
    }

    @Test
    void shouldForgetWhatOnlyAnErasedCustomerBoughtAndKeepWhatOthersBoughtToo() {
        try (Segue segue = new Segue(stateDir, Segue.settings(playbook(offer(NOTHING, NOTHING, 3), 0, List.of())))) {
            openShop(segue);
            buy(segue, "ann", "90", line("engraved-for-ann", "engraved"), line("bread", null));
            buy(segue, "annie", "90", line("annies-own", null), line("bread", null));
            segue.merge("annie", "ann", "m1", Segue.START);
            published(segue);
            assertThat(tallies(segue)).contains("engraved-for-ann", "engraved", "annies-own", "port", "bread");

            // When
            segue.erase("ann", "r1", Segue.START);
            published(segue);

            // Then
            assertThat(tallies(segue))
                    .contains("port", "bread")
                    .doesNotContain("engraved-for-ann", "engraved", "annies-own");
            assertThat(segue.everythingStored())
                    .noneMatch(entry -> entry.contains("engraved") || entry.contains("annies-own"));
        }
    }

    @Test
    void shouldPublishAfterARestartWhatWasForgottenBeforeIt() {
        TaskOnMemory task = new TaskOnMemory(Segue.settings());
        task.process("c1", order("o1", "bread", "only-theirs"));
        task.process("c2", order("o2", "bread"));
        task.process("c3", order("o3", "bread"));
        task.pass(Duration.ofSeconds(10));
        task.erase("c1");
        task.tallies();

        // When
        task.restart();
        task.pass(Duration.ofSeconds(10));

        // Then
        assertThat(task.tallies())
                .singleElement()
                .satisfies(all -> assertThat(all.getProducts())
                        .extracting(TalliedProduct::getProductId)
                        .containsExactly("bread"));
    }

    /** The products, and their categories, of all tallies as they were last published. */
    private static Set<@Nullable String> tallies(Segue segue) {
        Map<String, ProductTally> latest = segue.tallies.readKeyValuesToMap();
        Set<@Nullable String> names = new HashSet<>();
        for (ProductTally tally : latest.values()) {
            tally.getProducts().forEach(product -> {
                names.add(product.getProductId());
                names.add(product.getCategory());
            });
            tally.getPairs().forEach(pair -> {
                names.add(pair.getProductId());
                names.add(pair.getOtherId());
            });
        }
        return names;
    }

    @Test
    void shouldPublishNothingWhereNothingChanged() {
        TaskOnMemory task = new TaskOnMemory(Segue.settings());
        task.process("c1", order("o1", "bread"));
        task.pass(Duration.ofSeconds(10));
        task.tallies();

        // When
        task.process("c1", order("o2", "bread"));
        task.pass(Duration.ofSeconds(10));

        // Then
        assertThat(task.tallies()).isEmpty();
    }

    /** Everybody buys bread; the 40 of the high segment buy port too, the 60 of the low one do not. */
    private void openShop(Segue segue) {
        segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));
        for (int i = 0; i < 40; i++) {
            buy(segue, "high" + i, "90", line("first", null));
            buy(segue, "high" + i, "90", line("port", "wine"), line("bread", null));
        }
        for (int i = 0; i < 60; i++) {
            buy(segue, "low" + i, "1", line("first", null));
            buy(segue, "low" + i, "1", line("bread", null));
        }
        published(segue);
        segue.outbound();
    }

    /** Lets what was counted be published, and then be read. */
    private static void published(Segue segue) {
        segue.pass(Duration.ofSeconds(11));
        segue.pass(Duration.ofSeconds(11));
    }

    private void buy(Segue segue, String customer, String price, OrderLine... lines) {
        orders++;
        for (OrderLine line : lines) {
            line.setPrice(new BigDecimal(price).setScale(4));
        }
        Purchase purchase = Purchase.newBuilder()
                .setMessageId("o" + orders)
                .setUserId(customer)
                .setTimestamp(Segue.START)
                .setType(PurchaseType.PURCHASE)
                .setOrderId("o" + orders)
                .setCurrency("GBP")
                .setProducts(List.of(lines))
                .build();
        segue.send(Topic.PURCHASES, customer, purchase);
    }

    /** A complaint of somebody who bought something for so much first. */
    private void complain(Segue segue, String customer, String price) {
        buy(segue, customer, price, line("first", null));
        buy(segue, customer, price, line("first", null));
        complain(segue, customer);
    }

    private void complain(Segue segue, String customer) {
        orders++;
        segue.send(
                Topic.FEEDBACK,
                customer,
                Segue.feedback(customer, "f" + orders, Segue.START.plusSeconds(5), FeedbackType.COMPLAINT, null));
    }

    private static OrderLine line(String product, @Nullable String category) {
        OrderLine line = Segue.line("1", 1);
        line.setProductId(product);
        line.setCategory(category);
        return line;
    }

    private static Order order(String id, String... products) {
        long at = Segue.START.toEpochMilli();
        return new Order(
                id,
                at,
                at,
                Order.Kind.PURCHASE,
                "web",
                false,
                0,
                Stream.of(products)
                        .map(product -> new Order.Line(product, null, 10_000, 1, 0))
                        .toList());
    }

    private static Offer offer(List<String> push, List<String> exclude, int recommend) {
        return new Offer(push, exclude, recommend, null, null, null, null, null, null, null, "For you");
    }

    private static Playbook playbook(Offer offer, double holdout, List<Exclusion> exclusions) {
        return new Playbook(
                "value",
                "Value",
                1,
                ZoneOffset.UTC,
                new FrequencyCap(10, Duration.ofDays(30)),
                Duration.ofDays(14),
                Cast.EMPTY,
                exclusions,
                List.of(new Strategy(
                        "sorry",
                        "sorry",
                        new Momentary.NegativeFeedback(null, null, true),
                        Condition.ALWAYS,
                        offer,
                        "email",
                        List.of(),
                        0,
                        null,
                        Duration.ZERO,
                        null,
                        Duration.ofDays(7),
                        null,
                        holdout)));
    }
}
