package dev.segue.segmentation.kpi;

import dev.segue.segmentation.event.CampaignMessage;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.event.Opinion;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.event.ProfileUpdate;
import dev.segue.segmentation.event.SiteVisit;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import dev.segue.segmentation.value.Outlook;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the customers of one segment did in one window of time. Sums only, of whole numbers: the parts that several tasks
 * counted add up exactly, in any order. Money may exceed a {@code long}, as there is no bound on how many customers buy.
 * Mutable; one thread.
 */
public final class SegmentKpis {
    private static final int FORMAT = 2;
    private static final int LOWEST_PROMOTER = 9;
    private static final int LOWEST_PASSIVE = 7;

    private final long[] counts = new long[Kpi.values().length];
    private final ExactSum gross = new ExactSum();
    private final ExactSum refunds = new ExactSum();
    private final ExactSum expected = new ExactSum();
    private final TreeMap<String, Long> inflow = new TreeMap<>();
    private final TreeMap<String, Long> outflow = new TreeMap<>();

    /** The flows as they are written, which hardly ever change; null when they have. */
    private byte @Nullable [] flows;

    /** KPIs of given figures, such as {@link #counts()}, {@link #gross()} and the others give. */
    public static SegmentKpis of(
            Map<Kpi, Long> counts,
            BigDecimal gross,
            BigDecimal refunds,
            BigDecimal expected,
            Map<String, Long> inflow,
            Map<String, Long> outflow) {
        SegmentKpis kpis = new SegmentKpis();
        counts.forEach((kpi, count) -> kpis.counts[kpi.ordinal()] = count);
        kpis.gross.add(tenThousandths(gross));
        kpis.refunds.add(tenThousandths(refunds));
        kpis.expected.add(tenThousandths(expected));
        kpis.inflow.putAll(inflow);
        kpis.outflow.putAll(outflow);
        return kpis;
    }

    private static BigInteger tenThousandths(BigDecimal units) {
        return units.setScale(Money.SCALE, RoundingMode.UNNECESSARY).unscaledValue();
    }

    /** How often. */
    public long count(Kpi kpi) {
        return counts[kpi.ordinal()];
    }

    /** All counts. */
    public Map<Kpi, Long> counts() {
        Map<Kpi, Long> all = new EnumMap<>(Kpi.class);
        for (Kpi kpi : Kpi.values()) {
            all.put(kpi, count(kpi));
        }
        return all;
    }

    /** Money of the orders, in currency units of four places. */
    public BigDecimal gross() {
        return new BigDecimal(gross.value(), Money.SCALE);
    }

    /** Money of the returns and cancellations, zero or more, in currency units of four places. */
    public BigDecimal refunds() {
        return new BigDecimal(refunds.value(), Money.SCALE);
    }

    /** Gross minus refunds, in currency units of four places; negative where more came back than was bought. */
    public BigDecimal net() {
        return gross().subtract(refunds());
    }

    /**
     * By how much more or less the customers are expected to spend over the value model's horizon, in currency units of four
     * places: over all days, what those who are in the segment now are expected to.
     */
    public BigDecimal expected() {
        return new BigDecimal(expected.value(), Money.SCALE);
    }

    /** How many came, by id of the segment they came from; an empty id for those who were in none. */
    public NavigableMap<String, Long> inflow() {
        return Collections.unmodifiableNavigableMap(inflow);
    }

    /** How many left, by id of the segment they went to; an empty id for those who are in none. */
    public NavigableMap<String, Long> outflow() {
        return Collections.unmodifiableNavigableMap(outflow);
    }

    /** By how much the segment grew: all who came less all who left. */
    public long growth() {
        return sum(inflow) - sum(outflow);
    }

    private static long sum(Map<String, Long> flow) {
        return flow.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Average order value: gross over orders, in currency units of four places, halves to even; zero without orders. */
    public BigDecimal averageOrderValue() {
        long orders = count(Kpi.ORDERS);
        return orders == 0
                ? BigDecimal.valueOf(0, Money.SCALE)
                : gross().divide(BigDecimal.valueOf(orders), Money.SCALE, RoundingMode.HALF_EVEN);
    }

    /**
     * Mean of what the customers are expected to spend, in currency units of four places, halves to even; zero where nothing is
     * predicted of anyone. Of KPIs that are the sum of all days so far.
     */
    public BigDecimal customerLifetimeValue() {
        long predicted = count(Kpi.PREDICTED);
        return predicted == 0
                ? BigDecimal.valueOf(0, Money.SCALE)
                : expected().divide(BigDecimal.valueOf(predicted), Money.SCALE, RoundingMode.HALF_EVEN);
    }

    /**
     * Share of the customers who are lapsing among those of whom something is predicted, 0 to 1; NaN where there are none. Of
     * KPIs that are the sum of all days so far.
     */
    public double churnRate() {
        return rate(Kpi.LAPSING, Kpi.PREDICTED);
    }

    /**
     * Opened over sent; NaN where nothing was sent. As messages are often opened after the window they were sent in, rates of
     * short windows may exceed 1.
     */
    public double openRate() {
        return rate(Kpi.OPENED, Kpi.SENT);
    }

    /** Clicked over sent; NaN where nothing was sent. */
    public double clickThroughRate() {
        return rate(Kpi.CLICKED, Kpi.SENT);
    }

    /** Offers taken over messages sent; NaN where nothing was sent. */
    public double conversionRate() {
        return rate(Kpi.CONVERTED, Kpi.SENT);
    }

    /** Returns over orders; NaN without orders. */
    public double returnRate() {
        return rate(Kpi.RETURNS, Kpi.ORDERS);
    }

    /** Share of orders bought on a deal, 0 to 1; NaN without orders. */
    public double discountDependence() {
        return rate(Kpi.DISCOUNTED_ORDERS, Kpi.ORDERS);
    }

    /** Net promoter score, -100 to 100: percentage of promoters less that of detractors; NaN without answers. */
    public double netPromoterScore() {
        long answers = count(Kpi.PROMOTERS) + count(Kpi.PASSIVES) + count(Kpi.DETRACTORS);
        return answers == 0 ? Double.NaN : 100.0 * (count(Kpi.PROMOTERS) - count(Kpi.DETRACTORS)) / answers;
    }

    /** Mean CSAT score, 1 to 5; NaN without answers. */
    public double satisfaction() {
        return rate(Kpi.CSAT_POINTS, Kpi.CSAT_ANSWERS);
    }

    private double rate(Kpi some, Kpi all) {
        return count(all) == 0 ? Double.NaN : (double) count(some) / count(all);
    }

    /** Whether events of a kind are counted at all: visits and profiles are features of customers, not results of segments. */
    public static boolean counts(CustomerEvent event) {
        return !(event instanceof SiteVisit || event instanceof ProfileUpdate);
    }

    /** Counts what a customer of the segment did. The caller has made sure that it is no duplicate. */
    public void count(CustomerEvent event) {
        switch (event) {
            case Order order -> count(order);
            case CampaignMessage message -> count(message);
            case Opinion opinion -> count(opinion);
            case SiteVisit visit -> {
                // Not counted.
            }
            case ProfileUpdate update -> {
                // Not counted.
            }
        }
    }

    private void count(Order order) {
        long value = order.value();
        if (order.kind() == Order.Kind.REFUND) {
            add(Kpi.RETURNS, 1);
            refunds.add(value);
            return;
        }
        add(Kpi.ORDERS, 1);
        add(Kpi.DISCOUNTED_ORDERS, order.deal() ? 1 : 0);
        gross.add(value);
    }

    private void count(CampaignMessage message) {
        switch (message.kind()) {
            case SENT -> add(Kpi.SENT, 1);
            case OPENED -> add(Kpi.OPENED, 1);
            case CLICKED -> add(Kpi.CLICKED, 1);
            case CONVERTED -> add(Kpi.CONVERTED, 1);
            case UNSUBSCRIBED -> add(Kpi.UNSUBSCRIBED, 1);
            case DELIVERED, SUBSCRIBED -> {
                // Rates are of what was sent.
            }
        }
    }

    private void count(Opinion opinion) {
        switch (opinion.kind()) {
            case NPS ->
                add(
                        opinion.score() >= LOWEST_PROMOTER
                                ? Kpi.PROMOTERS
                                : opinion.score() >= LOWEST_PASSIVE ? Kpi.PASSIVES : Kpi.DETRACTORS,
                        1);
            case CSAT -> {
                add(Kpi.CSAT_ANSWERS, 1);
                add(Kpi.CSAT_POINTS, opinion.score());
            }
            case COMPLAINT -> add(Kpi.COMPLAINTS, 1);
        }
    }

    private void add(Kpi kpi, long more) {
        counts[kpi.ordinal()] += more;
    }

    /** Counts a customer who came from a segment; an empty id for none. */
    public void came(String from) {
        inflow.merge(from, 1L, Long::sum);
        flows = null;
    }

    /** Counts a customer who went to a segment; an empty id for none. */
    public void left(String to) {
        outflow.merge(to, 1L, Long::sum);
        flows = null;
    }

    /**
     * Counts what is predicted of a customer, in place of what was counted before.
     *
     * @param before null for who came into the segment, or of whom nothing was predicted
     * @param after null for who left it, or of whom nothing is predicted
     */
    public void predicted(@Nullable Outlook before, @Nullable Outlook after) {
        if (before != null) {
            add(Kpi.PREDICTED, -1);
            add(Kpi.LAPSING, before.lapsing() ? -1 : 0);
            expected.add(-before.expected());
        }
        if (after != null) {
            add(Kpi.PREDICTED, 1);
            add(Kpi.LAPSING, after.lapsing() ? 1 : 0);
            expected.add(after.expected());
        }
        if (before != null && after != null && before.lapsing() != after.lapsing()) {
            add(after.lapsing() ? Kpi.LAPSED : Kpi.REVIVED, 1);
        }
    }

    /** Both together. */
    public SegmentKpis plus(SegmentKpis other) {
        SegmentKpis sum = new SegmentKpis();
        for (int i = 0; i < counts.length; i++) {
            sum.counts[i] = counts[i] + other.counts[i];
        }
        sum.gross.add(gross.value().add(other.gross.value()));
        sum.refunds.add(refunds.value().add(other.refunds.value()));
        sum.expected.add(expected.value().add(other.expected.value()));
        sum.inflow.putAll(inflow);
        other.inflow.forEach((from, count) -> sum.inflow.merge(from, count, Long::sum));
        sum.outflow.putAll(outflow);
        other.outflow.forEach((to, count) -> sum.outflow.merge(to, count, Long::sum));
        return sum;
    }

    /** Writes them; of counts those that are not zero. */
    public void write(StateWriter out) {
        out.octet(FORMAT);
        long which = 0;
        for (int i = 0; i < counts.length; i++) {
            which |= counts[i] == 0 ? 0 : 1L << i;
        }
        out.whole(which);
        for (long count : counts) {
            if (count != 0) {
                out.signed(count);
            }
        }
        gross.write(out);
        refunds.write(out);
        expected.write(out);
        if (flows == null) {
            StateWriter both = new StateWriter();
            write(inflow, both);
            write(outflow, both);
            flows = both.bytes();
        }
        out.raw(flows);
    }

    private static void write(Map<String, Long> flow, StateWriter out) {
        out.count(flow.size());
        flow.forEach((segment, count) -> {
            out.text(segment);
            out.whole(count);
        });
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalStateException when it is of another format
     */
    public static SegmentKpis read(StateReader in) {
        int format = in.octet();
        if (format != FORMAT) {
            throw new IllegalStateException("KPIs of format %d; this version reads %d".formatted(format, FORMAT));
        }
        SegmentKpis kpis = new SegmentKpis();
        for (long which = in.whole(); which != 0; which &= which - 1) {
            kpis.counts[Long.numberOfTrailingZeros(which)] = in.signed();
        }
        kpis.gross.read(in);
        kpis.refunds.read(in);
        kpis.expected.read(in);
        read(kpis.inflow, in);
        read(kpis.outflow, in);
        return kpis;
    }

    private static void read(Map<String, Long> flow, StateReader in) {
        for (int left = in.count(); left > 0; left--) {
            flow.put(in.text(), in.whole());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentKpis kpis
                && Arrays.equals(counts, kpis.counts)
                && gross.value().equals(kpis.gross.value())
                && refunds.value().equals(kpis.refunds.value())
                && expected.value().equals(kpis.expected.value())
                && inflow.equals(kpis.inflow)
                && outflow.equals(kpis.outflow);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts) * 31 + gross.value().hashCode();
    }

    @Override
    public String toString() {
        return "%s, gross %s, refunds %s, expected %s, came %s, left %s"
                .formatted(counts(), gross(), refunds(), expected(), inflow, outflow);
    }
}
