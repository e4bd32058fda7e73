package dev.segue.segmentation;

import dev.segue.segmentation.event.CampaignMessage;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.event.Opinion;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.event.ProfileUpdate;
import dev.segue.segmentation.event.SiteVisit;
import dev.segue.segmentation.event.TraitValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random histories of one customer, for properties: all kinds of event, many of them at the same moment as others. */
public final class AnyEvents {
    /** No event is earlier. */
    public static final long START = Instant.parse("2023-01-01T00:00:00Z").toEpochMilli();

    /** No event is later. */
    public static final long END = START + Duration.ofDays(800).toMillis();

    private static final long DAY = Duration.ofDays(1).toMillis();

    private static final AtomicLong MADE = new AtomicLong();

    private AnyEvents() {}

    /** Histories of up to so many events. */
    public static Arbitrary<List<CustomerEvent>> histories(int most) {
        return event().list().ofMaxSize(most);
    }

    /** Any event. */
    public static Arbitrary<CustomerEvent> event() {
        return Arbitraries.oneOf(
                order().map(event -> event),
                order().map(event -> event),
                times().map(at -> new SiteVisit(id(at), at)),
                Combinators.combine(times(), Arbitraries.of(CampaignMessage.Kind.class))
                        .as((at, kind) -> new CampaignMessage(id(at), at, kind, null, null)),
                opinion(),
                Combinators.combine(times(), traits()).as((at, traits) -> new ProfileUpdate(id(at), at, traits)));
    }

    /** Orders and refunds. */
    public static Arbitrary<Order> order() {
        Arbitrary<Order.Line> line = Combinators.combine(
                        Arbitraries.integers().between(1, 100).map(number -> "p" + number),
                        Arbitraries.of("wine", "meat", "fish", "toys", "other").injectNull(0.2),
                        Arbitraries.longs().between(0, 5_000_000),
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.doubles().between(0, 1))
                .as((product, category, price, quantity, off) ->
                        new Order.Line(product, category, price, quantity, (long) (price * quantity * off)));
        return Combinators.combine(
                        times(),
                        Arbitraries.longs().between(0, 2 * DAY),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just(Order.Kind.PURCHASE)),
                                Tuple.of(1, Arbitraries.just(Order.Kind.REFUND))),
                        Arbitraries.of("web", "store", "app").injectNull(0.2),
                        Arbitraries.of(true, false),
                        line.list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.doubles().between(0, 1))
                .as((at, taken, kind, channel, deal, lines, off) -> {
                    long value = lines.stream().mapToLong(Order.Line::value).sum();
                    return new Order(id(at), at, at - taken, kind, channel, deal, (long) (value * off), lines);
                });
    }

    /** Moments between {@link #START} and {@link #END}, with many repetitions. */
    public static Arbitrary<Long> times() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(START, END),
                Arbitraries.longs().between(0, 6).map(day -> START + day * DAY));
    }

    private static Arbitrary<CustomerEvent> opinion() {
        return Combinators.combine(
                        times(),
                        Arbitraries.of(Opinion.Kind.class),
                        Arbitraries.integers().between(0, 10))
                .as((at, kind, score) -> new Opinion(
                        id(at),
                        at,
                        kind,
                        switch (kind) {
                            case NPS -> score;
                            case CSAT -> 1 + score % 5;
                            case COMPLAINT -> 0;
                        }));
    }

    private static Arbitrary<Map<String, TraitValue>> traits() {
        Arbitrary<TraitValue> value = Arbitraries.oneOf(
                Arbitraries.doubles().between(-1e6, 1e6).map(TraitValue.Number::new),
                Arbitraries.strings().ofMaxLength(10).map(TraitValue.Text::new),
                Arbitraries.of(true, false).map(TraitValue.Flag::new),
                Arbitraries.just(new TraitValue.Absent()));
        return Arbitraries.maps(Arbitraries.of("income", "education", "teenhome", "vip"), value)
                .ofMaxSize(3);
    }

    /** A different id for every event that is made, whatever it is like. */
    private static String id(long at) {
        return at + "-" + MADE.incrementAndGet();
    }
}
