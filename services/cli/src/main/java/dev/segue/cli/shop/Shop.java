package dev.segue.cli.shop;

import dev.segue.avro.CampaignEvent;
import dev.segue.avro.CampaignEventType;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.Feedback;
import dev.segue.avro.FeedbackType;
import dev.segue.avro.Purchase;
import dev.segue.avro.Visit;
import dev.segue.cli.publish.InputEvent;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A shop in simulated time. Customers sign up, visit, order, send things back, answer campaigns and say what they think,
 * each by habits that drift; new ones arrive, others drop off. Deterministic: the same settings make the same events,
 * however finely time is cut. Not thread-safe.
 */
public final class Shop {
    private static final Duration FIRST_SIGN_UPS = Duration.ofDays(45);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final double ARRIVALS_A_YEAR = 0.12;
    private static final int CAMPAIGN_AUDIENCES = 4;
    private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(200);
    private static final double MEAN_HOURS_TO_OPEN = 6;
    private static final double UNSUBSCRIBES = 0.002;
    private static final double SPEAKS_UP = 0.05;
    private static final double COMPLAINS = 0.1;

    private final ShopSettings settings;
    private final RandomGenerator arrivals;
    private final Baskets baskets;
    private final Agenda agenda;
    private final List<Shopper> shoppers = new ArrayList<>();
    private final Map<String, Shopper> byId = new HashMap<>();
    private final ShopBooks books = new ShopBooks();
    private List<InputEvent> due = new ArrayList<>();
    private long messages;
    private int expected;

    /** A shop about to open. */
    public Shop(ShopSettings settings) {
        this.settings = settings;
        this.arrivals = new SplittableRandom(settings.seed());
        this.baskets = new Baskets(settings.currency());
        this.agenda = new Agenda(settings.opening());
        for (int i = 0; i < settings.customers(); i++) {
            expectCustomer(settings.opening().plusMillis(arrivals.nextLong(FIRST_SIGN_UPS.toMillis())));
        }
        expectArrival(settings.opening());
        agenda.plan(firstCampaign(settings.opening()), () -> sendCampaign(1));
    }

    /**
     * Lets simulated time go on.
     *
     * @param until up to and with this moment
     * @return what happened since the last call, in order of time
     */
    public List<InputEvent> nextEvents(Instant until) {
        agenda.runUntil(until);
        List<InputEvent> events = due;
        due = new ArrayList<>();
        return events;
    }

    /**
     * Has the shop's campaign engine carry a strategy out: the customer is written to now, and answers as to any message.
     * Nothing happens where the shop does not know the customer, or they opted out meanwhile.
     *
     * @param customer customer id
     * @param strategy id of the strategy
     * @param trigger id of the trigger
     */
    public void carryOut(String customer, String strategy, String trigger) {
        Shopper shopper = byId.get(customer);
        if (shopper != null && !shopper.unsubscribed()) {
            agenda.plan(agenda.now(), () -> receive(shopper, new Message("strategy-" + strategy, trigger)));
        }
    }

    /** The simulated moment. */
    public Instant now() {
        return agenda.now();
    }

    /** The shop's own account of all events handed out so far. */
    public ShopBooks books() {
        return books;
    }

    private void expectArrival(Instant from) {
        Instant at = Season.next(from, ARRIVALS_A_YEAR * settings.customers(), 1.5, arrivals);
        expectCustomer(at);
        agenda.plan(at, () -> expectArrival(agenda.now()));
    }

    private void expectCustomer(Instant at) {
        int number = ++expected;
        String id = "%s-%05d".formatted(settings.run(), number);
        Shopper shopper = new Shopper(number, id, arrivals.nextLong());
        agenda.plan(at, () -> signUp(shopper));
    }

    private void signUp(Shopper shopper) {
        shoppers.add(shopper);
        byId.put(shopper.id(), shopper);
        emit(InputEvent.of(CustomerProfile.newBuilder()
                .setMessageId(nextMessageId())
                .setUserId(shopper.id())
                .setTimestamp(agenda.now())
                .setTraits(shopper.traits())
                .build()));
        followHabits(shopper);
        agenda.plan(agenda.now().plus(MONTH), () -> monthPassed(shopper));
    }

    private void monthPassed(Shopper shopper) {
        if (shopper.drift()) {
            followHabits(shopper);
        }
        agenda.plan(agenda.now().plus(MONTH), () -> monthPassed(shopper));
    }

    private void followHabits(Shopper shopper) {
        planVisit(shopper, shopper.habit());
        planOrder(shopper, shopper.habit());
    }

    private void planVisit(Shopper shopper, int habit) {
        agenda.plan(shopper.nextVisitAfter(agenda.now()), () -> {
            // Waiting times have no memory, so a plan made under other habits is dropped and drawn anew.
            if (shopper.habit() == habit) {
                visit(shopper, null);
                planVisit(shopper, habit);
            }
        });
    }

    private void planOrder(Shopper shopper, int habit) {
        agenda.plan(shopper.nextOrderAfter(agenda.now()), () -> {
            if (shopper.habit() == habit) {
                order(shopper, null);
                planOrder(shopper, habit);
            }
        });
    }

    private void visit(Shopper shopper, @Nullable String campaign) {
        boolean app = shopper.archetype() == Archetype.FREQUENT && campaign == null;
        emit(InputEvent.of(Visit.newBuilder()
                .setMessageId(nextMessageId())
                .setUserId(shopper.id())
                .setTimestamp(agenda.now())
                .setChannel((app ? Channel.APP : Channel.WEB).word())
                .setPages(1 + Draw.poisson(shopper.random(), 4))
                .setCampaignId(campaign)
                .build()));
    }

    private void order(Shopper shopper, @Nullable String campaign) {
        RandomGenerator random = shopper.random();
        Purchase order = baskets.order(shopper, agenda.now(), nextMessageId(), campaign);
        emit(InputEvent.of(order));
        boolean comesBack = random.nextDouble() < shopper.archetype().basket().returned();
        if (comesBack) {
            agenda.plan(
                    inDays(3, 20, random),
                    () -> emit(InputEvent.of(baskets.giveBack(order, random, agenda.now(), nextMessageId()))));
        }
        if (random.nextDouble() < SPEAKS_UP) {
            agenda.plan(inDays(1, 10, random), () -> speakUp(shopper, order, comesBack));
        }
    }

    private void speakUp(Shopper shopper, Purchase order, boolean disappointed) {
        RandomGenerator random = shopper.random();
        Feedback.Builder feedback = Feedback.newBuilder()
                .setMessageId(nextMessageId())
                .setUserId(shopper.id())
                .setTimestamp(agenda.now())
                .setOrderId(order.getOrderId());
        if (random.nextDouble() < (disappointed ? 4 * COMPLAINS : COMPLAINS)) {
            feedback.setType(FeedbackType.COMPLAINT);
        } else if (random.nextBoolean()) {
            long score = Math.round((disappointed ? 4.5 : 8.2) + 1.6 * random.nextGaussian());
            feedback.setType(FeedbackType.NPS).setScore((int) Math.clamp(score, 0, 10));
        } else {
            long score = Math.round((disappointed ? 2.4 : 4.2) + 0.8 * random.nextGaussian());
            feedback.setType(FeedbackType.CSAT).setScore((int) Math.clamp(score, 1, 5));
        }
        emit(InputEvent.of(feedback.build()));
    }

    private static Instant firstCampaign(Instant opening) {
        ZonedDateTime monday = opening.atZone(ZoneOffset.UTC)
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .with(LocalTime.of(9, 0));
        return monday.toInstant();
    }

    /** Every week a quarter of the customers is written to, so each hears from the shop every four weeks. */
    private void sendCampaign(int week) {
        String campaign = "%s-week-%d".formatted(settings.run(), week);
        Instant at = agenda.now();
        for (Shopper shopper : shoppers) {
            if ((shopper.number() + week) % CAMPAIGN_AUDIENCES == 0 && !shopper.unsubscribed()) {
                at = at.plus(BETWEEN_MESSAGES);
                agenda.plan(at, () -> receive(shopper, new Message(campaign, null)));
            }
        }
        agenda.plan(agenda.now().plus(Duration.ofDays(7)), () -> sendCampaign(week + 1));
    }

    /**
     * What a customer is sent.
     *
     * @param trigger id of the strategy trigger it came of; null where it came of none
     */
    private record Message(String campaign, @Nullable String trigger) {}

    private void receive(Shopper shopper, Message message) {
        emit(shopper, message, CampaignEventType.SENT);
        RandomGenerator random = shopper.random();
        Archetype.Response response = shopper.archetype().response();
        if (random.nextDouble() >= response.opens()) {
            return;
        }
        Instant opened = agenda.now().plusSeconds(60 + (long) (random.nextExponential() * MEAN_HOURS_TO_OPEN * 3600));
        agenda.plan(opened, () -> emit(shopper, message, CampaignEventType.OPENED));
        if (random.nextDouble() < UNSUBSCRIBES) {
            shopper.unsubscribe();
            agenda.plan(opened.plusSeconds(20), () -> emit(shopper, message, CampaignEventType.UNSUBSCRIBED));
        } else if (random.nextDouble() < response.clicks()) {
            boolean converts = random.nextDouble() < response.converts();
            agenda.plan(opened.plusSeconds(30), () -> follow(shopper, message, converts));
        }
    }

    private void follow(Shopper shopper, Message message, boolean converts) {
        emit(shopper, message, CampaignEventType.CLICKED);
        visit(shopper, message.campaign());
        if (converts) {
            agenda.plan(agenda.now().plusSeconds(600), () -> {
                emit(shopper, message, CampaignEventType.CONVERTED);
                order(shopper, message.campaign());
            });
        }
    }

    private void emit(Shopper shopper, Message message, CampaignEventType type) {
        emit(InputEvent.of(CampaignEvent.newBuilder()
                .setMessageId(nextMessageId())
                .setUserId(shopper.id())
                .setTimestamp(agenda.now())
                .setType(type)
                .setCampaignId(message.campaign())
                .setTriggerId(message.trigger())
                .setChannel("email")
                .build()));
    }

    private void emit(InputEvent event) {
        books.enter(event);
        due.add(event);
    }

    private String nextMessageId() {
        return "%s-%d".formatted(settings.run(), ++messages);
    }

    private Instant inDays(int least, int most, RandomGenerator random) {
        return agenda.now().plus(Duration.ofMinutes(random.nextInt(least * 1440, most * 1440)));
    }
}
