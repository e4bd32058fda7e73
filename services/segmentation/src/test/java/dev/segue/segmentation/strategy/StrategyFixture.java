package dev.segue.segmentation.strategy;

import static dev.segue.segmentation.assignment.ModelFixture.DECAY;

import dev.segue.segmentation.assignment.Cause;
import dev.segue.segmentation.assignment.ModelFixture;
import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentChange;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.event.CampaignMessage;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.event.Opinion;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.event.ProfileUpdate;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.value.BgNbd;
import dev.segue.segmentation.value.GammaGamma;
import dev.segue.segmentation.value.ValueModel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Playbooks of a model of two segments, {@code s0} "small" and {@code s1} "large", and customers for them. */
final class StrategyFixture {
    static final long DAY = Duration.ofDays(1).toMillis();
    static final long NOW = Instant.parse("2026-03-10T12:00:00Z").toEpochMilli();
    static final Duration ATTRIBUTION = Duration.ofDays(14);
    static final FrequencyCap GENEROUS = new FrequencyCap(32, Duration.ofDays(1));

    /** Fitted to the CDNOW data (Fader and Hardie, 2005 and 2013). */
    static final ValueModel VALUE =
            new ValueModel(new BgNbd(0.2426, 4.4136, 0.7929, 2.4259), new GammaGamma(6.2496, 3.7442, 15.4435), 52);

    static final Cast CAST = new Cast(List.of(
            new Cast.Part("large", new Cast.Pick.Most("monetary")), new Cast.Part("small", new Cast.Pick.Rest())));

    private StrategyFixture() {}

    /** A strategy in the making; every day at any time, to everybody, unless told otherwise. */
    static final class Draft {
        private final String id;
        private final Occasion when;
        private Condition where = Condition.ALWAYS;
        private Offer offer = Offer.of(List.of("wine"), List.of(), null);
        private String channel = "email";
        private List<Variant> variants = List.of();
        private int priority;
        private @Nullable String group;
        private Duration cooldown = Duration.ZERO;
        private @Nullable FrequencyCap cap;
        private Duration expiry = Duration.ofDays(7);
        private @Nullable String consent;
        private double holdout;

        private Draft(String id, Occasion when) {
            this.id = id;
            this.when = when;
        }

        Draft where(Condition condition) {
            where = condition;
            return this;
        }

        Draft offer(Offer other) {
            offer = other;
            return this;
        }

        Draft channel(String other) {
            channel = other;
            return this;
        }

        Draft variants(Variant... list) {
            variants = List.of(list);
            return this;
        }

        Draft priority(int other) {
            priority = other;
            return this;
        }

        Draft group(String other) {
            group = other;
            return this;
        }

        Draft cooldown(Duration other) {
            cooldown = other;
            return this;
        }

        Draft cap(int most, Duration within) {
            cap = new FrequencyCap(most, within);
            return this;
        }

        Draft expiry(Duration other) {
            expiry = other;
            return this;
        }

        Draft consent(String trait) {
            consent = trait;
            return this;
        }

        Draft holdout(double share) {
            holdout = share;
            return this;
        }

        Strategy strategy() {
            return new Strategy(
                    id,
                    "Strategy " + id,
                    when,
                    where,
                    offer,
                    channel,
                    variants,
                    priority,
                    group,
                    cooldown,
                    cap,
                    expiry,
                    consent,
                    holdout);
        }
    }

    static Draft draft(String id, Occasion when) {
        return new Draft(id, when);
    }

    /** One that fires at every complaint. */
    static Draft atComplaints(String id) {
        return draft(id, new Momentary.NegativeFeedback(null, null, true));
    }

    static Strategies strategies(Draft... drafts) {
        return strategies(GENEROUS, ZoneOffset.UTC, List.of(), drafts);
    }

    static Strategies strategies(FrequencyCap cap, ZoneId zone, List<Exclusion> exclusions, Draft... drafts) {
        List<Strategy> made = new ArrayList<>();
        for (Draft draft : drafts) {
            made.add(draft.strategy());
        }
        return new Strategies(
                new Playbook("value", "Value", 3, zone, cap, ATTRIBUTION, CAST, exclusions, made), model(), DECAY);
    }

    /** Segment s0 of customers who spent 10, and s1 of those who spent 1,000. */
    static SegmentModel model() {
        return model("s0", "s1");
    }

    /** The same with other ids. */
    static SegmentModel model(String small, String large) {
        return new SegmentModel(
                "value",
                1,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(ModelFixture.plain("monetary")),
                List.of(segmentAt(small, 10), segmentAt(large, 1_000)),
                new Quality(100, 1, 0.5, 10, 0.5, 1),
                ModelFixture.FREE,
                List.of(),
                2,
                1,
                null,
                "",
                VALUE,
                null,
                Release.PUBLISHED);
    }

    private static Segment segmentAt(String id, double monetary) {
        double[] centroid = {monetary};
        return new Segment(id, "slug-" + id, "Label " + id, centroid, centroid, 10, 1);
    }

    /** A segment of such a profile, at a centroid that does not matter. */
    static Segment segment(String id, double... profile) {
        return new Segment(id, id, id, new double[profile.length], profile, 10, 1);
    }

    static CustomerState bought(long... moments) {
        CustomerState state = new CustomerState();
        for (long at : moments) {
            state.apply(order(at), DECAY);
        }
        return state;
    }

    static CustomerState knownBy(Map<String, TraitValue> traits) {
        CustomerState state = new CustomerState();
        state.apply(new ProfileUpdate("profile", 0, traits), DECAY);
        return state;
    }

    static Order order(long at) {
        return new Order(
                "order-" + at,
                at,
                at,
                Order.Kind.PURCHASE,
                "web",
                false,
                0,
                List.of(new Order.Line("p1", "wine", 100_000, 1, 0)));
    }

    static Happening event(CustomerEvent event) {
        return new Happening(event, null);
    }

    static Happening complaint(long at) {
        return event(new Opinion("complaint-" + at, at, Opinion.Kind.COMPLAINT, 0));
    }

    static CampaignMessage optOut(@Nullable String channel, long at) {
        return new CampaignMessage("opt-out-" + at, at, CampaignMessage.Kind.UNSUBSCRIBED, channel, null);
    }

    static Happening moved(@Nullable String from, @Nullable String to, Cause cause, long at) {
        return new Happening(
                null,
                new SegmentChange(
                        "change-" + at,
                        "ann",
                        at,
                        "value",
                        from,
                        to,
                        null,
                        null,
                        cause,
                        null,
                        1,
                        0,
                        null,
                        Double.NaN,
                        List.of()));
    }

    /** A look at ann, who is in segment s0. */
    static Decisions look(
            Strategies strategies, CustomerState state, Happening happening, long now, TriggerMemory memory) {
        return strategies.decide("ann", state, "s0", happening, now, memory, OutcomesSoFar.NONE);
    }

    /** The same, as if nothing had fired before. */
    static Decisions look(Strategies strategies, CustomerState state, Happening happening, long now) {
        return look(strategies, state, happening, now, new TriggerMemory());
    }

    static List<String> fired(Decisions decisions) {
        return decisions.triggers().stream().map(Trigger::strategy).toList();
    }
}
