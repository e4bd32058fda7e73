package dev.segue.segmenter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.CampaignEvent;
import dev.segue.avro.CampaignEventType;
import dev.segue.avro.FeedbackType;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.avro.topics.Topic;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.strategy.Cast;
import dev.segue.segmentation.strategy.Condition;
import dev.segue.segmentation.strategy.FrequencyCap;
import dev.segue.segmentation.strategy.Momentary;
import dev.segue.segmentation.strategy.Occasion;
import dev.segue.segmentation.strategy.Offer;
import dev.segue.segmentation.strategy.Playbook;
import dev.segue.segmentation.strategy.Season;
import dev.segue.segmentation.strategy.Standing;
import dev.segue.segmentation.strategy.Strategy;
import dev.segue.segmentation.strategy.Suppressed;
import dev.segue.segmentation.strategy.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * Whatever customers do, whatever comes late or twice, and whichever playbook takes the place of another: through the whole topology nobody
 * is addressed more often than they may be, or where they do not want to be.
 */
class PromisesPropertyTest {
    private static final int RUNS = 20;
    private static final int CUSTOMERS = 8;
    private static final int TURNS = 5;
    private static final int STEPS = 150;
    private static final List<String> CHANNELS = List.of("email", "sms", "web");
    private static final String CONSENT = "marketing";
    private static final Offer OFFER = Offer.of(List.of(), List.of(), "Hello");

    private final Map<Suppressed.Why, Double> keptBack = new EnumMap<>(Suppressed.Why.class);
    private int runs;
    private long triggers;
    private long holdouts;

    @Property(tries = RUNS, shrinking = ShrinkingMode.OFF)
    void capsCooldownsGroupsOptOutsAndConsentHold(@ForAll Random random) throws IOException {
        // Given two playbooks
        Path directory = Files.createTempDirectory("promises");
        Path state = Files.createDirectory(directory.resolve("state"));
        Run run = new Run(random);
        run.begin(linked(directory.resolve("before"), state), anyPlaybooks(random, 1));

        // When customers do this and that, and others take the place of these playbooks in the middle of it
        run.goOn(STEPS);
        run.end();
        run.begin(linked(directory.resolve("after"), state), anyPlaybooks(random, 2));
        run.goOn(STEPS);
        run.end();

        // Then each trigger was as promised when it came, and in all there are enough to tell.
        Utils.delete(directory.toFile());
        runs++;
        triggers += run.promises.triggers();
        holdouts += run.promises.holdouts();
    }

    /** A directory for a driver, which deletes what is there when it is closed; of the task's state that is only the link to it. */
    private static Path linked(Path directory, Path state) throws IOException {
        Files.createSymbolicLink(
                Files.createDirectories(directory.resolve("test")).resolve("0_0"), state);
        return directory;
    }

    /** What never happened in all runs was never tested. */
    @AfterProperty
    void everythingHappened() {
        if (runs < RUNS) {
            // One of them failed, and tells why.
            return;
        }
        assertThat(triggers).isGreaterThan(1_000);
        assertThat(holdouts).isBetween(triggers / 10, triggers / 2);
        for (Suppressed.Why why : Suppressed.Why.values()) {
            if (why != Suppressed.Why.EXCLUDED) {
                assertThat(keptBack.getOrDefault(why, 0.0)).as(why.name()).isPositive();
            }
        }
    }

    /** A shop while it goes on. */
    private final class Run {
        private final Random random;
        private final Promises promises = new Promises();
        private final List<Runnable> deliveries = new ArrayList<>();
        private Segue segue;
        private Instant now = Segue.START;
        private int events;

        @SuppressWarnings("NullAway.Init") // begin() makes the segue.
        Run(Random random) {
            this.random = random;
        }

        /** Begins, or begins again, with what is in the directory. */
        void begin(Path directory, List<Playbook> playbooks) {
            segue = new Segue(directory, Segue.settings(playbooks.toArray(Playbook[]::new)));
            promises.act(playbooks);
            segue.publish(Segue.model(1, "monetary", 0, 100, Segue.FREE));
            segue.publish(of("other", Segue.model(1, "frequency", 0, 10, Segue.FREE)));
            // All are looked at anew where the playbooks changed.
            segue.pass(Duration.ofSeconds(2));
            check();
        }

        void goOn(int steps) {
            for (int step = 0; step < steps; step++) {
                step();
            }
        }

        /** Ends, and counts what was kept back. */
        void end() {
            for (Suppressed.Why why : Suppressed.Why.values()) {
                double times = segue.count(
                        "segue.strategy.suppressed", "reason", why.name().toLowerCase(Locale.ROOT));
                keptBack.merge(why, times, Double::sum);
            }
            assertThat(segue.deadLetters.isEmpty()).isTrue();
            segue.close();
        }

        private void step() {
            now = now.plus(Duration.ofMinutes(random.nextInt(random.nextInt(20) == 0 ? 8_000 : 500)));
            events++;
            segue.send(Topic.VISITS, "clock", Segue.visit("clock", "tick" + events, now));
            check();
            for (int left = 1 + random.nextInt(3); left > 0; left--) {
                switch (random.nextInt(20)) {
                    case 0 -> erase();
                    case 1 -> merge();
                    case 2, 3 -> again();
                    default -> happen();
                }
                check();
            }
        }

        /** An event of a customer, of now or late. */
        private void happen() {
            String customer = customer();
            String id = "e" + ++events;
            Instant at = random.nextInt(3) > 0 ? now : now.minus(Duration.ofMinutes(random.nextInt(20_000)));
            switch (random.nextInt(12)) {
                case 0 -> optOut(customer, id, at);
                case 1, 2 -> consent(customer, id, at);
                case 3, 4, 5, 6 -> {
                    Purchase purchase = Segue.purchase(customer, id, at, String.valueOf(1 + random.nextInt(80)));
                    if (random.nextInt(3) == 0) {
                        purchase.setType(PurchaseType.RETURN);
                    }
                    deliver(Topic.PURCHASES, customer, purchase);
                }
                case 7, 8, 9 ->
                    deliver(Topic.FEEDBACK, customer, Segue.feedback(customer, id, at, FeedbackType.COMPLAINT, null));
                case 10 ->
                    deliver(
                            Topic.FEEDBACK,
                            customer,
                            Segue.feedback(customer, id, at, FeedbackType.NPS, random.nextInt(11)));
                default ->
                    deliver(Topic.CAMPAIGNS, customer, Segue.campaign(customer, id, at, CampaignEventType.OPENED));
            }
        }

        private void optOut(String customer, String id, Instant at) {
            String channel = random.nextInt(10) == 0 ? null : CHANNELS.get(random.nextInt(CHANNELS.size()));
            CampaignEvent event = Segue.campaign(customer, id, at, CampaignEventType.UNSUBSCRIBED);
            event.setChannel(channel);
            deliver(() -> {
                letWhatIsDueFire();
                promises.optedOut(customer, channel);
                segue.send(Topic.CAMPAIGNS, customer, event);
            });
        }

        private void consent(String customer, String id, Instant at) {
            boolean consents = random.nextInt(4) > 0;
            // No two updates are of one moment, of which it would not be told which is the later.
            Instant told = at.plusMillis(events);
            deliver(() -> {
                letWhatIsDueFire();
                promises.consented(customer, consents, told);
                segue.send(Topic.PROFILES, customer, Segue.profile(customer, id, told, Map.of(CONSENT, consents)));
            });
        }

        private void merge() {
            String from = customer();
            String into = customer();
            String request = "merge" + ++events;
            if (from.equals(into)) {
                return;
            }
            letWhatIsDueFire();
            promises.merged(from, into);
            segue.merge(from, into, request, now);
            request(() -> segue.merge(from, into, request, now));
        }

        private void erase() {
            String customer = customer();
            String request = "erase" + ++events;
            letWhatIsDueFire();
            promises.erased(customer);
            segue.erase(customer, request, now);
            request(() -> segue.erase(customer, request, now));
        }

        /** Half of the requests come again at once, and others later; either way they say nothing new. */
        private void request(Runnable again) {
            if (random.nextBoolean()) {
                again.run();
            }
            deliveries.add(again);
        }

        /** Something comes again that came before. */
        private void again() {
            if (!deliveries.isEmpty()) {
                deliveries.get(random.nextInt(deliveries.size())).run();
            }
        }

        private void deliver(Topic topic, String customer, SpecificRecord event) {
            deliver(() -> segue.send(topic, customer, event));
        }

        private void deliver(Runnable delivery) {
            delivery.run();
            deliveries.add(delivery);
        }

        private String customer() {
            return "c" + random.nextInt(CUSTOMERS);
        }

        /** Of each customer one timer fires with an event; what those that wait will do knows nothing yet of what is told next. */
        private void letWhatIsDueFire() {
            for (int turn = 0; turn < TURNS; turn++) {
                segue.pass(Duration.ofMillis(100));
            }
            check();
        }

        private void check() {
            segue.triggers().forEach(promises::check);
        }
    }

    private static SegmentModel of(String segmentation, SegmentModel model) {
        return new SegmentModel(
                segmentation,
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
                model.seed());
    }

    private static List<Playbook> anyPlaybooks(Random random, int revision) {
        return List.of(anyPlaybook(random, "value", revision), anyPlaybook(random, "other", revision));
    }

    private static Playbook anyPlaybook(Random random, String segmentation, int revision) {
        return new Playbook(
                segmentation,
                "A test's",
                revision,
                ZoneOffset.UTC,
                anyCap(random, 12),
                Duration.ofDays(14),
                new Cast(List.of(
                        new Cast.Part("high", new Cast.Pick.Named("value-2")),
                        new Cast.Part("low", new Cast.Pick.Rest()))),
                List.of(),
                List.of(
                        anyStrategy(random, "a", new Momentary.NegativeFeedback(null, null, true)),
                        anyStrategy(random, "b", new Momentary.NegativeFeedback(6, null, true)),
                        anyStrategy(random, "c", new Momentary.Entered("high")),
                        anyStrategy(random, "d", new Momentary.Left("high")),
                        anyStrategy(random, "e", new Momentary.FirstPurchase()),
                        anyStrategy(random, "f", new Season(MonthDay.of(3, 20), MonthDay.of(5, 1))),
                        anyStrategy(random, "g", new Standing.Reaches("frequency", 3)),
                        anyStrategy(random, "h", new Standing.Becomes(CONSENT, "true"))));
    }

    private static Strategy anyStrategy(Random random, String id, Occasion when) {
        return new Strategy(
                id,
                "A test's",
                when,
                Condition.ALWAYS,
                OFFER,
                channel(random),
                random.nextInt(3) > 0
                        ? List.of()
                        : List.of(new Variant("one", OFFER, null), new Variant("other", OFFER, channel(random))),
                random.nextInt(3),
                random.nextBoolean() ? "group" : null,
                Duration.ofHours(random.nextBoolean() ? 0 : random.nextInt(150)),
                random.nextBoolean() ? anyCap(random, 4) : null,
                Duration.ofDays(7),
                random.nextInt(4) == 0 ? CONSENT : null,
                0.3);
    }

    private static FrequencyCap anyCap(Random random, int most) {
        return new FrequencyCap(1 + random.nextInt(most), Duration.ofHours(1 + random.nextInt(480)));
    }

    private static String channel(Random random) {
        return CHANNELS.get(random.nextInt(CHANNELS.size()));
    }
}
