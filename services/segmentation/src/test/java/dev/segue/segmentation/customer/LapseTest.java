package dev.segue.segmentation.customer;

import static dev.segue.segmentation.assignment.ModelFixture.DECAY;
import static dev.segue.segmentation.assignment.ModelFixture.FREE;
import static dev.segue.segmentation.assignment.ModelFixture.in;
import static dev.segue.segmentation.assignment.ModelFixture.model;
import static dev.segue.segmentation.assignment.ModelFixture.plain;
import static dev.segue.segmentation.assignment.ModelFixture.segmentsAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.AnyEvents;
import dev.segue.segmentation.assignment.Assigner;
import dev.segue.segmentation.assignment.Cause;
import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.Membership;
import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.event.Order;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LapseTest {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long HORIZON = Lapse.HORIZON.toMillis();
    private static final long NOW = AnyEvents.START + 20 * DAY;
    private static final long EARLIEST_JITTER = NOW + HORIZON * 9 / 10;

    @Property(tries = 40)
    void whomTimeMovesIsLookedAtWithinAMinuteAfterAndNeverBefore(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 6) int segments,
            @ForAll Transform transform,
            @ForAll @IntRange(max = 40) int dwellDays,
            @ForAll @DoubleRange(max = 0.5) double margin) {
        // Given: a model of recency and frequency, and a customer it placed.
        Scorer scorer =
                recencyModel(random, segments, transform, new FlapControl(margin, Duration.ofDays(dwellDays), 0));
        Customer customer = placedBy(scorer, random.nextInt(20), 1 + random.nextInt(5));

        // When
        long next = Lapse.next("ann", customer, List.of(scorer), NOW);

        // Then
        OptionalLong first = firstMove(scorer, customer, margin == 0 ? MINUTE : Lapse.LONGEST_STEP.toMillis());
        if (next < EARLIEST_JITTER) {
            assertThat(Lapse.movesBy(customer, List.of(scorer), next)).isTrue();
            assertThat(Lapse.movesBy(customer, List.of(scorer), next - MINUTE)).isFalse();
        }
        if (first.isPresent()) {
            assertThat(next).isLessThanOrEqualTo(first.getAsLong() + MINUTE);
        }
        assertThat(next).isBetween(NOW, NOW + HORIZON);
    }

    @Property(tries = 40)
    void withoutAMarginNothingIsPassedOver(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 6) int segments, @ForAll Transform transform) {
        // Given: no margin, so that segments are convex and who has left one on a straight way does not come back.
        Scorer scorer = recencyModel(random, segments, transform, FREE);
        Customer customer = placedBy(scorer, random.nextInt(20), 1 + random.nextInt(5));

        // When
        long next = Lapse.next("ann", customer, List.of(scorer), NOW);

        // Then
        OptionalLong first = firstMove(scorer, customer, MINUTE);
        if (first.isPresent()) {
            assertThat(next).isLessThanOrEqualTo(first.getAsLong() + MINUTE);
        } else {
            assertThat(next).isBetween(EARLIEST_JITTER, NOW + HORIZON);
        }
    }

    /** The first minute, looking at every one, from when on time would move the customer for so long or until the horizon. */
    private static OptionalLong firstMove(Scorer scorer, Customer customer, long lasting) {
        long since = -1;
        for (long moment = NOW; moment <= NOW + HORIZON; moment += MINUTE) {
            if (!Lapse.movesBy(customer, List.of(scorer), moment)) {
                since = -1;
                continue;
            }
            since = since < 0 ? moment : since;
            if (moment - since + MINUTE >= lasting || moment == NOW + HORIZON) {
                return OptionalLong.of(since);
            }
        }
        return OptionalLong.empty();
    }

    @Test
    void whomTimeDoesNotMoveIsLookedAtAgainAboutTheHorizonSpreadByCustomer() {
        Scorer scorer = new Scorer(model(1, FREE, List.of(plain("recency_days")), segmentsAt(new double[] {0})), DECAY);
        Customer customer = placedBy(scorer, 3, 1);

        long[] due = LongStream.range(0, 1_000)
                .map(i -> Lapse.next("customer-" + i, customer, List.of(scorer), NOW))
                .toArray();

        assertThat(LongStream.of(due)).allMatch(moment -> moment >= NOW + HORIZON * 9 / 10 && moment <= NOW + HORIZON);
        assertThat(LongStream.of(due).distinct().count()).isGreaterThan(990);
        long spread = LongStream.of(due).max().orElseThrow()
                - LongStream.of(due).min().orElseThrow();
        assertThat(spread).isGreaterThan(HORIZON * 9 / 100);
        assertThat(Lapse.next("customer-1", customer, List.of(scorer), NOW)).isEqualTo(due[1]);
    }

    @Test
    void whomNoSegmentationPlacedIsNeverLookedAt() {
        Scorer scorer = new Scorer(
                model(1, FREE, List.of(plain("recency_days")), segmentsAt(new double[] {0}, new double[] {30})), DECAY);
        Customer customer = new Customer();

        assertThat(Lapse.next("ann", customer, List.of(scorer), NOW)).isZero();
        assertThat(Lapse.movesBy(customer, List.of(scorer), NOW + HORIZON)).isFalse();
    }

    @Test
    void theDayOfTheBorderIsTheDayOfTheMove() {
        // Given: bought three days ago; at recency 15 the border between 0 and 30.
        Scorer scorer = new Scorer(
                model(1, FREE, List.of(plain("recency_days")), segmentsAt(new double[] {0}, new double[] {30})), DECAY);
        Customer customer = placedBy(scorer, 3, 1);

        long next = Lapse.next("ann", customer, List.of(scorer), NOW);

        assertThat(next).isBetween(NOW + 12 * DAY, NOW + 12 * DAY + MINUTE);
    }

    @Test
    void theSegmentationThatMovesFirstCounts() {
        // Given: two segmentations, one with its border at recency 15, the other at 10.
        Scorer later = new Scorer(
                model(1, FREE, List.of(plain("recency_days")), segmentsAt(new double[] {0}, new double[] {30})), DECAY);
        Scorer sooner = new Scorer(
                new SegmentModel(
                        "taste",
                        1,
                        null,
                        later.model().trainedAt(),
                        later.model().asOf(),
                        later.model().features(),
                        segmentsAt(new double[] {0}, new double[] {20}),
                        later.model().quality(),
                        FREE,
                        List.of(),
                        2,
                        1),
                DECAY);
        Customer customer = placedBy(later, 3, 1);
        customer.place(new Membership("taste", "s0", 1, NOW, 1, 0, new float[0], List.of()));

        long next = Lapse.next("ann", customer, List.of(later, sooner), NOW);

        assertThat(next).isBetween(NOW + 7 * DAY, NOW + 7 * DAY + MINUTE);
        assertThat(Lapse.movesBy(customer, List.of(later, sooner), NOW + 8 * DAY))
                .isTrue();
        assertThat(Lapse.movesBy(customer, List.of(later, sooner), NOW + 6 * DAY))
                .isFalse();
    }

    @Test
    void whoseSegmentRetiredIsLookedAtAtOnce() {
        Scorer scorer = new Scorer(model(1, FREE, List.of(plain("recency_days")), segmentsAt(new double[] {0})), DECAY);
        Customer customer = placedBy(scorer, 3, 1);
        customer.place(in("retired", NOW));

        assertThat(Lapse.next("ann", customer, List.of(scorer), NOW)).isBetween(NOW, NOW + MINUTE);
    }

    private static Scorer recencyModel(Random random, int segments, Transform transform, FlapControl control) {
        List<ModelFeature> features = List.of(
                new ModelFeature("recency_days", transform, 0, 0, 400, 0, transform == Transform.NONE ? 10 : 1, 1),
                plain("frequency"));
        double[][] centroids = new double[segments][];
        for (int i = 0; i < segments; i++) {
            centroids[i] =
                    new double[] {features.getFirst().coordinate(random.nextDouble(100)), 1 + random.nextDouble(5)};
        }
        return new Scorer(model(1, control, features, segmentsAt(centroids)), DECAY);
    }

    private static Customer placedBy(Scorer scorer, int daysAgo, int orders) {
        Customer customer = new Customer();
        for (int i = 0; i < orders; i++) {
            long at = NOW - daysAgo * DAY - i * 1_000L;
            customer.state()
                    .apply(
                            new Order(
                                    "o" + i,
                                    at,
                                    at,
                                    Order.Kind.PURCHASE,
                                    null,
                                    false,
                                    0,
                                    List.of(new Order.Line("p1", null, 10_000, 1, 0))),
                            DECAY);
        }
        customer.place(Assigner.look(
                        scorer, "ann", customer.state(), customer.membership("value"), NOW, NOW, Cause.BEHAVIOUR, "m")
                .membership());
        return customer;
    }
}
