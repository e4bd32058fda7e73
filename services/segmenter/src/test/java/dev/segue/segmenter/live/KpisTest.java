package dev.segue.segmenter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.CampaignEvent;
import dev.segue.avro.CampaignEventType;
import dev.segue.avro.Feedback;
import dev.segue.avro.FeedbackType;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.avro.mapping.SegmentKpisRecords;
import dev.segue.avro.topics.Topic;
import dev.segue.segmentation.assignment.Membership;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.kpi.Kpi;
import dev.segue.segmentation.kpi.KpiCell;
import dev.segue.segmentation.kpi.SegmentKpis;
import dev.segue.segmentation.value.BgNbd;
import dev.segue.segmentation.value.GammaGamma;
import dev.segue.segmentation.value.Outlook;
import dev.segue.segmentation.value.ValueModel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KpisTest {
    private static final int CUSTOMERS = 40;
    private static final int DAYS = 20;

    @TempDir
    Path stateDir;

    private record Sent(Topic topic, String customer, Instant at, SpecificRecord record) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void shouldAddUpOverSegmentsToWhatABatchComesTo(int partitions) {
        // Given a shop's events, many of them late
        List<Sent> events = events();

        // When
        Map<KpiCell, SegmentKpis> cells = new HashMap<>();
        Map<String, Long> sizes = new TreeMap<>();
        List<Membership> places = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            try (Segue segue = new Segue(stateDir.resolve("task-" + partition), ClockMode.EVENT)) {
                segue.publish(predicting(Segue.model(1, "monetary", 0, 60, Segue.FREE)));
                for (Sent sent : events) {
                    if (sent.customer.hashCode() % partitions == partition) {
                        segue.send(sent.topic, sent.customer, sent.record);
                        // A retry of the sender.
                        segue.send(sent.topic, sent.customer, sent.record);
                    }
                }
                segue.pass(Duration.ofSeconds(2));
                latest(segue).forEach((cell, kpis) -> cells.merge(cell, kpis, SegmentKpis::plus));
                for (int i = 0; i < CUSTOMERS; i++) {
                    if (("c" + i).hashCode() % partitions == partition) {
                        Membership place = segue.known("c" + i).membership("value");
                        places.add(place);
                        String segment = place.segment();
                        sizes.merge(segment == null ? "" : segment, 1L, Long::sum);
                    }
                }
            }
        }

        // Then
        for (long day = day(Segue.START); day < day(Segue.START) + DAYS; day++) {
            assertSameAsBatch(day, sumOf(cells, day), events);
        }
        for (String segment : List.of("value-1", "value-2")) {
            assertThat(cells.entrySet().stream()
                            .filter(cell -> cell.getKey().segment().equals(segment))
                            .mapToLong(cell -> cell.getValue().growth())
                            .sum())
                    .isEqualTo(sizes.getOrDefault(segment, 0L))
                    .isPositive();
            assertPredictions(sumOf(cells, segment), in(segment, places));
        }
        assertThat(sumOf(cells, "").count(Kpi.PREDICTED)).isZero();
        assertThat(sumOf(cells, "").expected()).isZero();
    }

    @Test
    void shouldTakePredictionsAlongAndBackWhenCustomersGoOrAreMerged() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given customers of both segments
            segue.publish(predicting(Segue.model(1, "monetary", 0, 60, Segue.FREE)));
            for (String customer : List.of("c1", "c2", "c3", "c4")) {
                for (int i = 0; i < 4; i++) {
                    segue.buy(customer, customer + "-" + i, Segue.day(i), customer.equals("c4") ? "30" : "3");
                }
            }

            // When
            segue.erase("c1", "r1", Segue.day(5));
            segue.merge("c2", "c3", "r2", Segue.day(5));
            segue.pass(Duration.ofSeconds(20));

            // Then
            Map<KpiCell, SegmentKpis> cells = latest(segue);
            List<Membership> places = List.of(
                    segue.known("c3").membership("value"), segue.known("c4").membership("value"));
            assertThat(places).allSatisfy(place -> assertThat(place.outlook()).isNotNull());
            for (String segment : List.of("", "value-1", "value-2")) {
                assertPredictions(sumOf(cells, segment), in(segment, places));
            }
        }
    }

    @Test
    void shouldKnowWhoBeganToLapseAndWhoCameBack() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given somebody who bought daily, and is looked at after a long silence
            segue.publish(predicting(Segue.model(1, "monetary", 0, 60, Segue.FREE)));
            for (int i = 0; i < 6; i++) {
                segue.buy("c1", "e" + i, Segue.day(i), "3");
            }
            segue.pass(Duration.ofSeconds(20));
            segue.buy("c2", "late", Segue.day(100), "3");
            segue.pass(Duration.ofSeconds(20));
            SegmentKpis silent = sumOf(latest(segue), "value-1");

            // When
            segue.buy("c1", "again", Segue.day(101), "3");
            segue.pass(Duration.ofSeconds(20));

            // Then
            assertThat(silent.count(Kpi.LAPSED)).isOne();
            assertThat(silent.count(Kpi.LAPSING)).isOne();
            assertThat(silent.churnRate()).isEqualTo(0.5);
            Map<KpiCell, SegmentKpis> after = latest(segue);
            assertThat(after.values().stream()
                            .mapToLong(kpis -> kpis.count(Kpi.REVIVED))
                            .sum())
                    .isOne();
        }
    }

    private static List<Outlook> in(String segment, List<Membership> places) {
        return places.stream()
                .filter(place -> segment.equals(place.segment() == null ? "" : place.segment()))
                .map(Membership::outlook)
                .filter(Objects::nonNull)
                .toList();
    }

    private static void assertPredictions(SegmentKpis kpis, List<Outlook> outlooks) {
        assertThat(kpis.count(Kpi.PREDICTED)).isEqualTo(outlooks.size());
        assertThat(kpis.count(Kpi.LAPSING))
                .isEqualTo(outlooks.stream().filter(Outlook::lapsing).count());
        assertThat(kpis.expected())
                .isEqualByComparingTo(BigDecimal.valueOf(
                        outlooks.stream().mapToLong(Outlook::expected).sum(), 4));
    }

    /** The same model, with one that predicts: purchases every week or so. */
    private static SegmentModel predicting(SegmentModel model) {
        return new SegmentModel(
                model.segmentation(),
                model.version(),
                model.parent(),
                model.trainedAt(),
                model.asOf(),
                model.features(),
                model.segments(),
                model.quality(),
                model.flapControl(),
                model.lineage(),
                model.segmentsEver(),
                model.seed(),
                null,
                "",
                new ValueModel(new BgNbd(1, 1, 0.5, 2.5), new GammaGamma(6, 4, 15), 13),
                null,
                Release.PUBLISHED);
    }

    private static void assertSameAsBatch(long day, SegmentKpis kpis, List<Sent> events) {
        List<Purchase> orders = of(Purchase.class, day, events);
        assertThat(kpis.count(Kpi.ORDERS)).isEqualTo(count(orders, order -> order.getType() == PurchaseType.PURCHASE));
        assertThat(kpis.count(Kpi.RETURNS)).isEqualTo(count(orders, order -> order.getType() == PurchaseType.RETURN));
        assertThat(kpis.count(Kpi.DISCOUNTED_ORDERS)).isEqualTo(count(orders, order -> order.getCoupon() != null));
        assertThat(kpis.gross()).isEqualByComparingTo(money(orders, PurchaseType.PURCHASE));
        assertThat(kpis.refunds()).isEqualByComparingTo(money(orders, PurchaseType.RETURN));
        List<CampaignEvent> messages = of(CampaignEvent.class, day, events);
        assertThat(kpis.count(Kpi.SENT)).isEqualTo(count(messages, m -> m.getType() == CampaignEventType.SENT));
        assertThat(kpis.count(Kpi.OPENED)).isEqualTo(count(messages, m -> m.getType() == CampaignEventType.OPENED));
        List<Feedback> opinions = of(Feedback.class, day, events);
        assertThat(kpis.count(Kpi.CSAT_POINTS)).isEqualTo(sum(opinions, f -> f.getScore() == null ? 0 : f.getScore()));
        assertThat(kpis.count(Kpi.CSAT_ANSWERS)).isEqualTo(opinions.size());
        assertThat(kpis.inflow().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(kpis.outflow().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    @Test
    void shouldCountAnOrderForTheSegmentTheCustomerWasInWhenTheyPlacedIt() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            // Given
            segue.publish(Segue.model(1, "monetary", 0, 60, Segue.FREE));
            segue.buy("c1", "e1", Segue.START, "10");

            // When
            segue.buy("c1", "e2", Segue.START, "90");
            segue.pass(Duration.ofSeconds(2));

            // Then
            Map<KpiCell, SegmentKpis> cells = latest(segue);
            SegmentKpis none = Objects.requireNonNull(cells.get(KpiCell.at("value", "", Segue.START.toEpochMilli())));
            SegmentKpis low =
                    Objects.requireNonNull(cells.get(KpiCell.at("value", "value-1", Segue.START.toEpochMilli())));
            SegmentKpis high =
                    Objects.requireNonNull(cells.get(KpiCell.at("value", "value-2", Segue.START.toEpochMilli())));
            assertThat(none.gross()).isEqualByComparingTo("10");
            assertThat(none.outflow()).containsExactly(Map.entry("value-1", 1L));
            assertThat(low.gross()).isEqualByComparingTo("90");
            assertThat(low.inflow()).containsExactly(Map.entry("", 1L));
            assertThat(low.outflow()).containsExactly(Map.entry("value-2", 1L));
            assertThat(high.inflow()).containsExactly(Map.entry("value-1", 1L));
            assertThat(high.count(Kpi.ORDERS)).isZero();
        }
    }

    @Test
    void shouldPublishACellAtMostOnceASecondAndOnlyWhenItChanged() {
        try (Segue segue = new Segue(stateDir, ClockMode.EVENT)) {
            segue.publish(Segue.model(1, "monetary", 0, 60, Segue.FREE));
            segue.buy("c1", "e1", Segue.START, "1");
            segue.pass(Duration.ofSeconds(1));
            segue.kpis.readRecordsToList();

            for (int i = 0; i < 100; i++) {
                segue.buy("c1", "more" + i, Segue.START, "0.1");
            }
            assertThat(segue.kpis.isEmpty()).isTrue();
            segue.pass(Duration.ofSeconds(1));
            assertThat(segue.kpis.readValuesToList())
                    .hasSize(1)
                    .allSatisfy(kpis -> assertThat(kpis.getOrders()).isEqualTo(100));
            segue.pass(Duration.ofSeconds(9));
            assertThat(segue.kpis.isEmpty()).isTrue();
            segue.buy("c1", "again", Segue.START, "0.1");
            segue.pass(Duration.ofSeconds(1));
            assertThat(segue.kpis.readValuesToList())
                    .hasSize(1)
                    .allSatisfy(kpis -> assertThat(kpis.getOrders()).isEqualTo(101));
        }
    }

    @Test
    void shouldPublishAfterARestartWhatWasCountedBeforeIt() {
        // Given
        TaskOnMemory task = new TaskOnMemory(Segue.settings(ClockMode.EVENT, 500));
        task.model(Segue.model(1, "monetary", 0, 60, Segue.FREE));
        task.pass(Duration.ofSeconds(1));
        task.buy("c1", "e1", Segue.START, 10);
        task.pass(Duration.ofSeconds(1));
        task.kpis();
        task.buy("c1", "e2", Segue.day(1), 10);

        // When
        task.restart();
        task.pass(Duration.ofSeconds(1));

        // Then only the day that was not published yet
        assertThat(task.kpis()).hasSize(1).allSatisfy(kpis -> {
            assertThat(kpis.getSegment()).isEqualTo("value-1");
            assertThat(kpis.getOrders()).isEqualTo(1);
            assertThat(kpis.getGross()).isEqualByComparingTo("10");
        });
    }

    private static List<Sent> events() {
        Random random = new Random(11);
        List<Sent> events = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String customer = "c" + (i < CUSTOMERS ? i : random.nextInt(CUSTOMERS));
            Instant at = Segue.day(random.nextDouble() * (DAYS - 1));
            String id = "e" + i;
            switch (i < CUSTOMERS ? 0 : random.nextInt(5)) {
                case 0, 1 -> {
                    Purchase purchase = Segue.purchase(customer, id, at, "%d.%04d".formatted(random.nextInt(9), i));
                    if (i % 7 == 0) {
                        purchase.setCoupon("SPRING");
                    }
                    events.add(new Sent(Topic.PURCHASES, customer, at, purchase));
                }
                case 2 -> {
                    Purchase back = Segue.purchase(customer, id, at, "0." + (1000 + i));
                    back.setType(PurchaseType.RETURN);
                    events.add(new Sent(Topic.PURCHASES, customer, at, back));
                }
                case 3 -> {
                    CampaignEventType type = i % 2 == 0 ? CampaignEventType.SENT : CampaignEventType.OPENED;
                    events.add(new Sent(Topic.CAMPAIGNS, customer, at, Segue.campaign(customer, id, at, type)));
                }
                default -> {
                    Feedback opinion = Segue.feedback(customer, id, at, FeedbackType.CSAT, 1 + i % 5);
                    events.add(new Sent(Topic.FEEDBACK, customer, at, opinion));
                }
            }
        }
        Collections.shuffle(events, random);
        return events;
    }

    /** What is last under each key. */
    private static Map<KpiCell, SegmentKpis> latest(Segue segue) {
        Map<KpiCell, SegmentKpis> cells = new HashMap<>();
        segue.kpis
                .readValuesToList()
                .forEach(record -> cells.put(SegmentKpisRecords.cell(record), SegmentKpisRecords.fromRecord(record)));
        return cells;
    }

    private static SegmentKpis sumOf(Map<KpiCell, SegmentKpis> cells, String segment) {
        return cells.entrySet().stream()
                .filter(cell -> cell.getKey().segment().equals(segment))
                .map(Map.Entry::getValue)
                .reduce(new SegmentKpis(), SegmentKpis::plus);
    }

    private static SegmentKpis sumOf(Map<KpiCell, SegmentKpis> cells, long day) {
        return cells.entrySet().stream()
                .filter(cell -> cell.getKey().day() == day)
                .map(Map.Entry::getValue)
                .reduce(new SegmentKpis(), SegmentKpis::plus);
    }

    private static <T> List<T> of(Class<T> type, long day, List<Sent> events) {
        return events.stream()
                .filter(sent -> day(sent.at) == day)
                .map(Sent::record)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static <T> long count(List<T> records, Predicate<T> which) {
        return records.stream().filter(which).count();
    }

    private static <T> long sum(List<T> records, ToLongFunction<T> value) {
        return records.stream().mapToLong(value).sum();
    }

    private static BigDecimal money(List<Purchase> orders, PurchaseType type) {
        return orders.stream()
                .filter(order -> order.getType() == type)
                .map(order -> order.getProducts().getFirst().getPrice())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static long day(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), Duration.ofDays(1).toMillis());
    }
}
