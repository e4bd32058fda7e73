package dev.segue.segmenter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.StateWriter;
import dev.segue.segmentation.kpi.Kpi;
import dev.segue.segmentation.kpi.KpiCell;
import dev.segue.segmentation.kpi.SegmentKpis;
import dev.segue.segmentation.value.Outlook;
import dev.segue.segmenter.ingest.EventRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The KPIs of purchases as one pass over all of them has it, with every customer looked at once in the end: what was bought by day, from the
 * records alone; how many are in which segment, and what is predicted of them, by the library, of which each purchase moves its customer.
 */
final class KpiBatch {
    /** The default of the segmenter's setting. */
    private static final Decay DECAY = Decay.halfLife(Duration.ofDays(90));

    /** Changes of a level, which depend on when customers are looked at; their sums over all days do not. */
    private static final Set<Kpi> LEVELS = EnumSet.of(Kpi.PREDICTED, Kpi.LAPSING);

    /** How often customers were found to have begun to lapse, and to be back: more often, the more often they are looked at. */
    private static final Set<Kpi> TURNS = EnumSet.of(Kpi.LAPSED, Kpi.REVIVED);

    private final Map<Long, List<Purchase>> days;
    private final Map<String, List<@Nullable Outlook>> outlooks = new TreeMap<>();

    /**
     * @param purchases in the order they come
     * @param end when all are looked at
     */
    KpiBatch(SegmentModel model, List<Purchase> purchases, Instant end) {
        this.days = purchases.stream().collect(Collectors.groupingBy(KpiBatch::day));
        EventRules rules = new EventRules("GBP", Duration.ZERO);
        Scorer scorer = new Scorer(model, DECAY);
        Map<String, byte[]> states = new HashMap<>();
        for (Purchase purchase : purchases) {
            byte[] state = states.get(purchase.getUserId());
            // As from a store: what is read is not to the last bit what was written.
            Customer customer = state == null ? new Customer() : Customer.decode(state);
            customer.state().apply(rules.event(purchase.getUserId(), purchase, end.toEpochMilli()), DECAY);
            states.put(purchase.getUserId(), customer.encode(new StateWriter()));
        }
        states.values().forEach(bytes -> {
            Customer customer = Customer.decode(bytes);
            int nearest = scorer.place(customer.state(), end.toEpochMilli()).nearest();
            String segment = model.segments().get(nearest).id();
            outlooks.computeIfAbsent(segment, none -> new ArrayList<>())
                    .add(scorer.outlook(customer.state(), end.toEpochMilli()));
        });
    }

    private static long day(Purchase purchase) {
        return LocalDate.ofInstant(purchase.getTimestamp(), ZoneOffset.UTC).toEpochDay();
    }

    /** Whether there is something to tell apart. */
    boolean hasSomeLapsingAndSomeNotInEachSegment() {
        return outlooks.size() == 2
                && outlooks.values().stream()
                        .allMatch(segment -> segment.stream()
                                        .filter(Objects::nonNull)
                                        .map(Outlook::lapsing)
                                        .distinct()
                                        .count()
                                == 2);
    }

    /** Holds KPIs against these, exactly. */
    void assertSame(Map<KpiCell, SegmentKpis> cells) {
        days.forEach((day, purchases) -> assertDay(sum(cells, cell -> cell.day() == day), purchases));
        outlooks.forEach((segment, predicted) ->
                assertSegment(sum(cells, cell -> cell.segment().equals(segment)), predicted));
        SegmentKpis none = sum(cells, cell -> cell.segment().isEmpty());
        assertThat(none.count(Kpi.PREDICTED)).isZero();
        assertThat(none.expected()).isZero();
        SegmentKpis all = sum(cells, cell -> true);
        assertThat(all.growth()).isZero();
        long lapsingWhenFirstLookedAt = all.count(Kpi.LAPSING) - all.count(Kpi.LAPSED) + all.count(Kpi.REVIVED);
        assertThat(lapsingWhenFirstLookedAt).isBetween(0L, all.count(Kpi.PREDICTED));
    }

    private static void assertDay(SegmentKpis kpis, List<Purchase> purchases) {
        Map<Kpi, Long> counts = kpis.counts();
        LEVELS.forEach(counts::remove);
        TURNS.forEach(counts::remove);
        Map<Kpi, Long> expected = new HashMap<>();
        counts.keySet().forEach(kpi -> expected.put(kpi, 0L));
        List<Purchase> bought = of(purchases, true);
        List<Purchase> returned = of(purchases, false);
        expected.put(Kpi.ORDERS, (long) bought.size());
        expected.put(Kpi.RETURNS, (long) returned.size());
        assertThat(counts).isEqualTo(expected);
        assertThat(kpis.gross()).isEqualByComparingTo(money(bought));
        assertThat(kpis.refunds()).isEqualByComparingTo(money(returned));
        assertThat(total(kpis.inflow())).isEqualTo(purchases.size());
        assertThat(total(kpis.outflow())).isEqualTo(purchases.size());
    }

    private static void assertSegment(SegmentKpis kpis, List<@Nullable Outlook> customers) {
        List<Outlook> predicted = customers.stream().filter(Objects::nonNull).toList();
        assertThat(kpis.growth()).isEqualTo(customers.size());
        assertThat(kpis.count(Kpi.PREDICTED)).isEqualTo(predicted.size());
        assertThat(kpis.count(Kpi.LAPSING))
                .isEqualTo(predicted.stream().filter(Outlook::lapsing).count());
        assertThat(kpis.expected())
                .isEqualByComparingTo(BigDecimal.valueOf(
                        predicted.stream().mapToLong(Outlook::expected).sum(), 4));
    }

    private static List<Purchase> of(List<Purchase> purchases, boolean bought) {
        return purchases.stream()
                .filter(purchase -> (purchase.getType() == PurchaseType.PURCHASE) == bought)
                .toList();
    }

    private static BigDecimal money(List<Purchase> purchases) {
        return purchases.stream()
                .map(purchase -> purchase.getProducts().getFirst().getPrice())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static long total(Map<String, Long> flow) {
        return flow.values().stream().mapToLong(Long::longValue).sum();
    }

    private static SegmentKpis sum(Map<KpiCell, SegmentKpis> cells, Predicate<KpiCell> which) {
        return cells.entrySet().stream()
                .filter(cell -> which.test(cell.getKey()))
                .map(Map.Entry::getValue)
                .reduce(new SegmentKpis(), SegmentKpis::plus);
    }
}
