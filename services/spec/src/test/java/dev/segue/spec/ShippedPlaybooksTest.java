package dev.segue.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.assignment.Cause;
import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentChange;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.event.Opinion;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.event.ProfileUpdate;
import dev.segue.segmentation.event.SiteVisit;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.preparation.Dimension;
import dev.segue.segmentation.strategy.FrequencyCap;
import dev.segue.segmentation.strategy.Happening;
import dev.segue.segmentation.strategy.OutcomesSoFar;
import dev.segue.segmentation.strategy.Playbook;
import dev.segue.segmentation.strategy.Strategies;
import dev.segue.segmentation.strategy.Strategy;
import dev.segue.segmentation.strategy.Trigger;
import dev.segue.segmentation.strategy.TriggerMemory;
import dev.segue.segmentation.value.BgNbd;
import dev.segue.segmentation.value.GammaGamma;
import dev.segue.segmentation.value.ValueModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The playbooks that come with Segue, run over two years of customers such as their segmentations find. */
class ShippedPlaybooksTest {
    static final List<String> SHIPPED = PlaybookReader.SHIPPED;

    private static final Decay DECAY = Decay.halfLife(Duration.ofDays(90));
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long START = Instant.parse("2025-01-01T12:00:00Z").toEpochMilli();

    /** Which variant a customer gets is chance, though always the same. */
    private static final List<String> ENOUGH_TO_GET_ALL_VARIANTS =
            List.of("ann", "bob", "cid", "dee", "eve", "fay", "gus", "hal");

    /** A segment's customers: their role in the playbook, and what they have on average. */
    private record Group(String role, Map<String, Double> means) {}

    /** What the segmentations find, by the studies' descriptions. */
    private static final Map<String, List<Group>> FOUND = Map.of(
            "life-stage",
            List.of(
                    group("parents", "profile.income", 48, "profile.age", 52, "profile.children", 2.2),
                    group("youngsters", "profile.income", 30, "profile.age", 35, "profile.children", 0.8),
                    group("young-affluents", "profile.income", 70, "profile.age", 38, "profile.children", 0.4),
                    group("older-affluents", "profile.income", 72, "profile.age", 58, "profile.children", 0.6)),
            "engagement",
            List.of(group("high", "monetary", 1_300), group("low", "monetary", 80), group("moderate", "monetary", 500)),
            "household",
            List.of(
                    group("high-spenders", "profile.spending_score", 82, "profile.family_size", 3),
                    group("families", "profile.spending_score", 50, "profile.family_size", 6),
                    group("modest", "profile.spending_score", 20, "profile.family_size", 2)),
            "buying-habits",
            List.of(
                    group("price-sensitive", "deal_share", 0.99, "average_order_value", 60, "frequency", 25),
                    group("frequent", "deal_share", 0, "average_order_value", 35, "frequency", 30),
                    group("occasional", "deal_share", 0, "average_order_value", 60, "frequency", 6),
                    group("premium", "deal_share", 0, "average_order_value", 85, "frequency", 28)),
            "spending",
            List.of(
                    group("premium", "profile.income", 120, "profile.spending_score", 45, "frequency", 18),
                    group("value-conscious", "profile.income", 60, "profile.spending_score", 75, "frequency", 24),
                    group("cautious", "profile.income", 80, "profile.spending_score", 25, "frequency", 8)),
            "value",
            List.of(
                    group(
                            "champions",
                            "monetary",
                            3_000,
                            "recency_days",
                            10,
                            "average_order_value",
                            60,
                            "frequency",
                            50),
                    group("lost", "monetary", 100, "recency_days", 300, "average_order_value", 40, "frequency", 3),
                    group(
                            "big-baskets",
                            "monetary",
                            900,
                            "recency_days",
                            60,
                            "average_order_value",
                            200,
                            "frequency",
                            4),
                    group("newcomers", "monetary", 60, "recency_days", 20, "average_order_value", 50, "frequency", 1),
                    group(
                            "regulars",
                            "monetary",
                            700,
                            "recency_days",
                            15,
                            "average_order_value",
                            45,
                            "frequency",
                            15)));

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void rolesGoToTheSegmentsTheyAreMeantFor(String name) {
        // Given
        List<Group> found = found(name);

        // When
        Strategies strategies = strategies(PlaybookReader.read(name));

        // Then
        assertThat(strategies.playbook().cast().roles())
                .containsExactlyInAnyOrderElementsOf(
                        found.stream().map(Group::role).toList());
        for (int i = 0; i < found.size(); i++) {
            assertThat(strategies.casting().role("s" + i))
                    .isEqualTo(found.get(i).role());
        }
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void everyStrategyFiresForSomebodyAndNobodyGetsWhatTheyAreSpared(String name) {
        // Given: as often as there is occasion, as all are asked for.
        Playbook playbook = unlimited(PlaybookReader.read(name));

        // When
        Set<String> fired = new TreeSet<>();
        for (int i = 0; i < found(name).size(); i++) {
            for (Trigger trigger :
                    twoYears(strategies(playbook), "ann", found(name).get(i), "s" + i)) {
                fired.add(trigger.strategy());
                assertThat(Collections.disjoint(
                                trigger.offer().push(), trigger.offer().exclude()))
                        .isTrue();
            }
        }

        // Then
        assertThat(fired)
                .containsExactlyElementsOf(playbook.strategies().stream()
                        .map(Strategy::id)
                        .sorted()
                        .toList());
    }

    /** The recommendations of the studies, as what a customer of a role is sent in two years at most. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            life-stage    | youngsters      | web       | push   fish fruit gold
            life-stage    | youngsters      | store     | push   fish fruit gold
            life-stage    | youngsters      | web       | push   gold fish fruit sweets
            life-stage    | young-affluents | catalogue | push   wine meat
            life-stage    | older-affluents | catalogue | push   wine meat
            life-stage    | parents         | web       | push   wine
            life-stage    | parents         | web       | push   wine meat gold
            life-stage    | parents         | web       | push   children parenting
            engagement    | high            | catalogue | push   wine meat gold
            engagement    | moderate        | web       | discount
            engagement    | moderate        | email     | discount
            engagement    | low             | store     | bundle family-basket
            engagement    | low             | email     | discount
            household     | high-spenders   | social    | push   premium high-end
            household     | high-spenders   | email     | loyalty gold
            household     | high-spenders   | email     | subscription membership
            household     | families        | email     | bundle family
            household     | families        | email     | bundle back-to-school
            household     | families        | email     | bundle holidays
            household     | modest          | email     | push   essentials budget
            household     | modest          | social    | push   budget
            household     | modest          | email     | discount
            buying-habits | price-sensitive | email     | discount
            buying-habits | price-sensitive | email     | bundle best-deals
            buying-habits | price-sensitive | email     | loyalty points
            buying-habits | premium         | email     | push   exclusive launches
            buying-habits | premium         | email     | loyalty vip
            buying-habits | premium         | email     | subscription personal-shopping
            buying-habits | premium         | email     | discount
            buying-habits | frequent        | email     | loyalty points
            buying-habits | frequent        | email     | subscription regulars
            buying-habits | frequent        | email     | referral points
            buying-habits | occasional      | email     | discount
            spending      | premium         | email     | loyalty gold
            spending      | premium         | email     | subscription membership
            spending      | premium         | email     | push   premium
            spending      | premium         | email     | bundle goes-with
            spending      | value-conscious | email     | bundle value
            spending      | value-conscious | email     | payment instalments
            spending      | cautious        | email     | referral bonus
            spending      | cautious        | email     | survey what-do-you-need
            spending      | cautious        | email     | discount
            """)
    void theStudiesRecommendationsAreCarriedOut(String name, String role, String channel, String recommended) {
        assertThat(sent(name, role)).contains(channel + " " + recommended.replaceAll(" +", " "));
    }

    /** What the studies say to leave out. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            life-stage | youngsters      | .* push .*wine.*
            life-stage | older-affluents | web .*
            life-stage | older-affluents | 'catalogue push .*(fish|fruit|sweets|gold).*'
            life-stage | young-affluents | 'catalogue push .*(fish|fruit|sweets|gold).*'
            household  | high-spenders   | .* push .*budget.*
            household  | modest          | '.* push .*(premium|high-end).*'
            """)
    void whatTheStudiesLeaveOutIsLeftOut(String name, String role, String never) {
        assertThat(sent(name, role)).isNotEmpty().noneMatch(sent -> sent.matches(never));
    }

    private static Set<String> sent(String name, String role) {
        Strategies strategies = strategies(unlimited(PlaybookReader.read(name)));
        List<Group> found = found(name);
        Set<String> sent = new TreeSet<>();
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).role().equals(role)) {
                for (String customer : ENOUGH_TO_GET_ALL_VARIANTS) {
                    twoYears(strategies, customer, found.get(i), "s" + i)
                            .forEach(trigger -> sent.addAll(told(trigger)));
                }
            }
        }
        return sent;
    }

    private static List<String> told(Trigger trigger) {
        List<String> told = new ArrayList<>();
        told.add("push " + String.join(" ", trigger.offer().push()));
        told.add("loyalty " + trigger.offer().loyaltyTier());
        told.add("bundle " + trigger.offer().bundle());
        told.add("subscription " + trigger.offer().subscription());
        told.add("referral " + trigger.offer().referral());
        told.add("payment " + trigger.offer().paymentPlan());
        told.add("survey " + trigger.offer().survey());
        told.add(trigger.offer().discount() == null ? "no discount" : "discount");
        return told.stream().map(one -> trigger.channel() + " " + one).toList();
    }

    /**
     * A customer who is entered in a segment, buys and visits every week for a year, is not content, and then stays away, is
     * moved out, and in again.
     */
    private static List<Trigger> twoYears(Strategies strategies, String customer, Group group, String segment) {
        CustomerState state = new CustomerState();
        TriggerMemory memory = new TriggerMemory();
        List<Trigger> all = new ArrayList<>();
        Map<String, TraitValue> traits = new HashMap<>();
        group.means().forEach((feature, mean) -> {
            if (feature.startsWith("profile.")) {
                traits.put(feature.substring("profile.".length()), new TraitValue.Number(mean));
            }
        });
        state.apply(new ProfileUpdate("profile", START, traits), DECAY);
        double spend = group.means().getOrDefault("average_order_value", 50.0);
        for (int day = 0; day < 730; day++) {
            long at = START + day * DAY;
            List<CustomerEvent> events = new ArrayList<>();
            if (day < 365 && day % 7 == 0) {
                events.add(new Order(
                        "order-" + day,
                        at,
                        at,
                        Order.Kind.PURCHASE,
                        "web",
                        false,
                        0,
                        List.of(new Order.Line("p1", null, (long) (spend * 10_000), 1, 0))));
                events.add(new SiteVisit("visit-" + day, at));
            }
            if (day == 200) {
                events.add(new Opinion("complaint", at, Opinion.Kind.COMPLAINT, 0));
            }
            SegmentChange change = day == 0 ? change(strategies, customer, null, segment, at) : null;
            if (day == 300) {
                change = change(strategies, customer, segment, null, at);
            }
            for (CustomerEvent event : events) {
                state.apply(event, DECAY);
                all.addAll(look(strategies, customer, state, segment, new Happening(event, change), at, memory));
                change = null;
            }
            all.addAll(look(strategies, customer, state, segment, new Happening(null, change), at, memory));
        }
        return all;
    }

    private static List<Trigger> look(
            Strategies strategies,
            String customer,
            CustomerState state,
            String segment,
            Happening happening,
            long at,
            TriggerMemory memory) {
        return strategies
                .decide(customer, state, segment, happening, at, memory, OutcomesSoFar.NONE)
                .triggers();
    }

    private static SegmentChange change(
            Strategies strategies, String customer, @Nullable String from, @Nullable String to, long at) {
        return new SegmentChange(
                "change-" + at,
                customer,
                at,
                strategies.playbook().segmentation(),
                from,
                to,
                null,
                null,
                Cause.BEHAVIOUR,
                null,
                1,
                0,
                null,
                Double.NaN,
                List.of());
    }

    private static Playbook unlimited(Playbook playbook) {
        return new Playbook(
                playbook.segmentation(),
                playbook.title(),
                playbook.revision(),
                playbook.zone(),
                new FrequencyCap(FrequencyCap.HIGHEST, Duration.ofMillis(1)),
                playbook.attribution(),
                playbook.cast(),
                playbook.exclusions(),
                playbook.strategies().stream()
                        .map(ShippedPlaybooksTest::ungrouped)
                        .toList());
    }

    private static Strategy ungrouped(Strategy strategy) {
        return new Strategy(
                strategy.id(),
                strategy.title(),
                strategy.when(),
                strategy.where(),
                strategy.offer(),
                strategy.channel(),
                strategy.variants(),
                strategy.priority(),
                null,
                strategy.cooldown(),
                strategy.cap(),
                strategy.expiry(),
                strategy.consent(),
                0);
    }

    private static Strategies strategies(Playbook playbook) {
        return new Strategies(playbook, model(playbook.segmentation()), DECAY);
    }

    /** A model of the segmentation's own specification, so that the cast finds its features there, or not. */
    private static SegmentModel model(String name) {
        List<String> features = SpecReader.read(name).features().stream()
                .filter(feature -> feature.dimension() instanceof Dimension.Number)
                .map(SpecFeature::name)
                .toList();
        List<Segment> segments = new ArrayList<>();
        for (Group group : found(name)) {
            String id = "s" + segments.size();
            assertThat(features).containsAll(group.means().keySet());
            double[] profile = features.stream()
                    .mapToDouble(feature -> group.means().getOrDefault(feature, 0.0))
                    .toArray();
            segments.add(new Segment(id, id, id, profile, profile, 100, 1));
        }
        return new SegmentModel(
                name,
                1,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                features.stream()
                        .map(feature -> new ModelFeature(
                                feature,
                                Transform.NONE,
                                0,
                                Double.NEGATIVE_INFINITY,
                                Double.POSITIVE_INFINITY,
                                0,
                                1,
                                1))
                        .toList(),
                segments,
                new Quality(100, 1, 0.5, 10, 0.5, 1),
                new FlapControl(0, Duration.ZERO, 0),
                List.of(),
                segments.size(),
                1,
                null,
                "",
                new ValueModel(new BgNbd(0.2426, 4.4136, 0.7929, 2.4259), new GammaGamma(6.2496, 3.7442, 15.4435), 52),
                null,
                Release.PUBLISHED);
    }

    private static List<Group> found(String name) {
        return FOUND.getOrDefault(name, List.of());
    }

    private static Group group(String role, Object... means) {
        Map<String, Double> byFeature = new TreeMap<>();
        for (int i = 0; i < means.length; i += 2) {
            byFeature.put((String) means[i], ((Number) means[i + 1]).doubleValue());
        }
        return new Group(role, byFeature);
    }
}
