package dev.segue.segmentation.gate;

import static dev.segue.segmentation.assignment.ModelFixture.FREE;
import static dev.segue.segmentation.assignment.ModelFixture.coordinates;
import static dev.segue.segmentation.assignment.ModelFixture.model;
import static dev.segue.segmentation.assignment.ModelFixture.plain;
import static dev.segue.segmentation.assignment.ModelFixture.segmentsAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.GateDecision;
import dev.segue.segmentation.assignment.GateLimits;
import dev.segue.segmentation.assignment.Migration;
import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final GateLimits LIMITS = new GateLimits(0.2, 0.8, 1.1);

    @Test
    void theFirstModelPasses() {
        // When
        Release release = Gate.decide(LIMITS, at(1, FREE, 0, 10), null, List.of());

        // Then
        assertThat(release.status()).isEqualTo(Release.Status.PUBLISHED);
        assertThat(gate(release).reasons()).containsExactly("no model is in force yet");
        assertThat(gate(release).against()).isNull();
        assertThat(release.migration()).isEmpty();
    }

    @Test
    void whatIsAsGoodAndMovesFewPassesWithItsFigures() {
        // Given two clusters of 50, of whom one customer lies between
        List<SampledCustomer> customers = new ArrayList<>(around(0, 50));
        customers.addAll(around(10, 49));
        customers.add(customer(4.9));

        // When a centroid moves so that the one between is on the other side
        Release release = Gate.decide(LIMITS, at(2, FREE, 0, 9.6), at(1, FREE, 0, 10), customers);

        // Then
        assertThat(release.status()).isEqualTo(Release.Status.PUBLISHED);
        assertThat(gate(release).passed()).isTrue();
        assertThat(gate(release).movedShare()).isEqualTo(0.01);
        assertThat(gate(release).against()).isEqualTo(1);
        assertThat(gate(release).silhouette()).isGreaterThan(0.9);
        assertThat(gate(release).inertiaRatio()).isEqualTo(1, within(0.1));
        assertThat(gate(release).reasons())
                .singleElement()
                .asString()
                .startsWith("it moves 1.0 % of the customers; silhouette 0.9")
                .contains("v1 in force 0.9");
        assertThat(release.migration())
                .containsExactly(
                        new Migration("s0", "s0", 50), new Migration("s1", "s1", 49), new Migration("s0", "s1", 1));
    }

    @Test
    void whatMovesTooManyIsHeld() {
        // Given 70 and 30 customers, and a candidate that calls them the other way round
        List<SampledCustomer> customers = new ArrayList<>(around(0, 70));
        customers.addAll(around(10, 30));

        // When
        Release release = Gate.decide(LIMITS, at(2, FREE, 10, 0), at(1, FREE, 0, 10), customers);

        // Then
        assertThat(release.status()).isEqualTo(Release.Status.HELD);
        assertThat(gate(release).passed()).isFalse();
        assertThat(gate(release).reasons())
                .containsExactly("it would move 100.0 % of the customers; at most 20.0 % may be moved");
        assertThat(release.migration()).containsExactly(new Migration("s0", "s1", 70), new Migration("s1", "s0", 30));
    }

    @Test
    void whatIsMadeOfTwiceAsManyCustomersMayMoveAnyNumber() {
        // Given a model in force of 100 customers, as the fixture says
        List<SampledCustomer> customers = new ArrayList<>(around(0, 70));
        customers.addAll(around(10, 30));

        // When
        Release grown = Gate.decide(LIMITS, madeOf(200, at(2, FREE, 10, 0)), at(1, FREE, 0, 10), customers);
        Release hardly = Gate.decide(LIMITS, madeOf(199, at(2, FREE, 10, 0)), at(1, FREE, 0, 10), customers);

        // Then
        assertThat(grown.status()).isEqualTo(Release.Status.PUBLISHED);
        assertThat(gate(grown).reasons())
                .singleElement()
                .asString()
                .contains("it moves 100.0 % of the customers; v1 in force was made of 100 customers, this one of 200");
        assertThat(hardly.status()).isEqualTo(Release.Status.HELD);
    }

    @Test
    void whatMovesExactlyAsManyAsAllowedPasses() {
        // Given
        List<SampledCustomer> customers = new ArrayList<>(around(0, 80));
        customers.addAll(around(20, 20));

        // When the second segment is gone, and its customers are the first's
        Release release = Gate.decide(new GateLimits(0.2, 0, 1e6), at(2, FREE, 0, 100), at(1, FREE, 0, 20), customers);

        // Then
        assertThat(gate(release).movedShare()).isEqualTo(0.2);
        assertThat(release.status()).isEqualTo(Release.Status.PUBLISHED);
    }

    @Test
    void whatIsWorseOnTheSameCustomersIsHeldAndEachReasonIsSaid() {
        // Given three clusters, the middle one small
        List<SampledCustomer> customers = new ArrayList<>(around(0, 100));
        customers.addAll(around(10, 100));
        customers.addAll(around(12, 40));

        // When the candidate puts half of one with the other
        Release release = Gate.decide(LIMITS, at(2, FREE, 0, 20), at(1, FREE, 0, 10.5), customers);

        // Then
        assertThat(release.status()).isEqualTo(Release.Status.HELD);
        assertThat(gate(release).reasons())
                .anySatisfy(reason -> assertThat(reason)
                        .contains(
                                "its silhouette is ",
                                ", that of v1 in force is ",
                                "it must be at least 0.800 times that"))
                .anySatisfy(reason -> assertThat(reason)
                        .contains("its inertia is ", " times that of v1 in force; at most 1.100 times is allowed"));
    }

    @Test
    void moreSegmentsAreNotTakenForWorseBecauseTheirSilhouetteIsLower() {
        // Given two clusters that the model in force has in two segments, and a candidate that divides one of them
        List<SampledCustomer> customers = new ArrayList<>(around(0, 100));
        customers.addAll(around(10, 100));

        // When
        Release release =
                Gate.decide(new GateLimits(1, 0.95, 1.1), at(2, FREE, -0.4, 0.4, 10), at(1, FREE, 0, 10), customers);

        // Then
        assertThat(gate(release).silhouette()).isLessThan(0.95 * gate(release).silhouetteInForce());
        assertThat(release.status()).isEqualTo(Release.Status.PUBLISHED);
    }

    @Test
    void fewerSegmentsAreNotTakenForWorseBecauseTheirInertiaIsLarger() {
        // Given two clusters that the model in force has in three segments
        List<SampledCustomer> customers = new ArrayList<>(around(0, 100));
        customers.addAll(around(10, 100));

        // When
        Release release =
                Gate.decide(new GateLimits(1, 0.8, 1), at(2, FREE, 0, 10), at(1, FREE, -0.4, 0.4, 10), customers);

        // Then
        assertThat(gate(release).inertiaRatio()).isNaN();
        assertThat(release.status()).isEqualTo(Release.Status.PUBLISHED);
    }

    @Test
    void aNewLineageIsHeldAndItsQualityNotCompared() {
        // Given a model in force of another feature
        SegmentModel before = model(1, FREE, List.of(plain("visits")), segmentsAt(new double[] {0}, new double[] {5}));
        SegmentModel candidate = renamed(at(2, FREE, 0, 10));
        List<SampledCustomer> customers = around(0, 10);

        // When
        Release release = Gate.decide(LIMITS, candidate, before, customers);
        Release allowed = Gate.decide(new GateLimits(1, 0.8, 1.1), candidate, before, customers);

        // Then
        assertThat(release.status()).isEqualTo(Release.Status.HELD);
        assertThat(gate(release).reasons())
                .containsExactly(
                        "it is made by another specification than v1 in force and would move 100.0 % of the customers");
        assertThat(gate(release).silhouette()).isNaN();
        assertThat(allowed.status()).isEqualTo(Release.Status.PUBLISHED);
    }

    @Test
    void theMarginKeepsCustomersWhereTheyAreAsItDoesLive() {
        // Given a customer at 6 who is in s1, and a candidate whose s0 is nearer, but not by half
        FlapControl sticky = new FlapControl(0.5, Duration.ZERO, 0);

        // When
        Movement kept = Movement.of(at(1, FREE, 0, 10), at(2, sticky, 3, 10), List.of(customer(6)));
        Movement moved = Movement.of(at(1, FREE, 0, 10), at(2, FREE, 3, 10), List.of(customer(6)));

        // Then
        assertThat(kept.flows()).containsExactly(new Migration("s1", "s1", 1));
        assertThat(moved.flows()).containsExactly(new Migration("s1", "s0", 1));
    }

    @Test
    void whoHasTooFewOrdersIsUnassignedAndNotCounted() {
        // Given a model in force that asks for one order, and a candidate that asks for two
        SegmentModel before = at(1, new FlapControl(0, Duration.ZERO, 1), 0, 10);
        SegmentModel candidate = at(2, new FlapControl(0, Duration.ZERO, 2), 0, 10);
        List<SampledCustomer> customers =
                List.of(withOrders(0, 0), withOrders(1, 0), withOrders(2, 0), withOrders(3, 10), withOrders(4, 10));

        // When
        Movement movement = Movement.of(before, candidate, customers);

        // Then
        assertThat(movement.flows())
                .containsExactlyInAnyOrder(
                        new Migration(null, null, 1),
                        new Migration("s0", null, 1),
                        new Migration("s0", "s0", 1),
                        new Migration("s1", "s1", 2));
        assertThat(movement.movedShare()).isEqualTo(0.25);
    }

    @Test
    void whoLacksARequiredFeatureIsUnassigned() {
        // Given a candidate that requires the feature, which the model in force takes for 0 where it is absent
        SegmentModel candidate = at(2, FREE.requiring(List.of("profile.x0")), 0, 10);

        // When
        Movement movement = Movement.of(at(1, FREE, 0, 10), candidate, List.of(customer(Double.NaN), customer(10)));

        // Then
        assertThat(movement.flows())
                .containsExactlyInAnyOrder(new Migration("s0", null, 1), new Migration("s1", "s1", 1));
    }

    @Test
    void limitsThatAreNoneAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GateLimits(1.5, 0.8, 1.1))
                .withMessage("max_moved must be from 0 to 1, not 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GateLimits(0.5, -0.1, 1.1))
                .withMessage("min_silhouette_ratio must be from 0 to 1, not -0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GateLimits(0.5, 0.8, Double.NaN))
                .withMessage("max_inertia_ratio must be 1 or more, not NaN");
    }

    private static GateDecision gate(Release release) {
        return Objects.requireNonNull(release.gate());
    }

    /** Customers within half a unit of a place. */
    private static List<SampledCustomer> around(double place, int count) {
        SplittableRandom random = new SplittableRandom(count);
        List<SampledCustomer> customers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            customers.add(customer(place + random.nextDouble(-0.5, 0.5)));
        }
        return customers;
    }

    private static SampledCustomer customer(double place) {
        return withOrders(1, place);
    }

    private static SampledCustomer withOrders(long orders, double place) {
        return new SampledCustomer(orders, new double[] {place}, new double[] {place});
    }

    private static SegmentModel at(long version, FlapControl control, double... centroids) {
        double[][] points = new double[centroids.length][];
        for (int i = 0; i < points.length; i++) {
            points[i] = new double[] {centroids[i]};
        }
        return model(version, control, coordinates(1), segmentsAt(points));
    }

    private static SegmentModel madeOf(long customers, SegmentModel model) {
        return new SegmentModel(
                model.segmentation(),
                model.version(),
                model.parent(),
                model.trainedAt(),
                model.asOf(),
                model.features(),
                model.segments(),
                new Quality(customers, 1, 0.5, 10, 0.5, 1),
                model.flapControl(),
                model.lineage(),
                model.segmentsEver(),
                model.seed());
    }

    /** With ids nobody has. */
    private static SegmentModel renamed(SegmentModel model) {
        return model(
                model.version(),
                model.flapControl(),
                model.features(),
                model.segments().stream()
                        .map(s -> new Segment(
                                "new-" + s.id(), s.slug(), s.label(), s.centroid(), s.profile(), s.size(), s.radius()))
                        .toList());
    }
}
