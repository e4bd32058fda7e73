package dev.segue.cli.demo;

import dev.segue.avro.StrategyTriggered;
import dev.segue.cli.catchup.Backlog;
import dev.segue.cli.catchup.CatchUp;
import dev.segue.cli.catchup.Written;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.export.CustomerTotals;
import dev.segue.cli.export.CustomersClient;
import dev.segue.cli.publish.EventPublisher;
import dev.segue.cli.shop.Shop;
import dev.segue.cli.show.Figures;
import dev.segue.cli.show.Progress;
import dev.segue.cli.show.Terminal;
import dev.segue.cli.train.TrainerClient;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * The demo on a stack that runs. Used by one thread, once.
 *
 * @param connection where to
 * @param shop not opened yet
 * @param run what begins the shop's customer ids
 * @param pace how simulated time runs
 * @param show how long to show it live; zero for until Ctrl-C
 * @param segmentation what to train and show
 * @param terminal what {@code out} goes to
 * @param out the show
 */
record Demo(
        Connection connection,
        Shop shop,
        String run,
        DemoPace pace,
        Duration show,
        String segmentation,
        Terminal terminal,
        PrintWriter out) {
    private static final Duration HISTORY_STEP = Duration.ofDays(1);
    private static final long TICK_MILLIS = 50;
    private static final long BETWEEN_PICTURES_NANOS = Duration.ofMillis(250).toNanos();
    private static final int TRAINING_TRIES = 30;
    private static final Duration CHANGES_QUIET = Duration.ofSeconds(2);
    private static final Duration CHANGES_AT_MOST = Duration.ofSeconds(20);

    /**
     * Runs it.
     *
     * @return exit status: 1 where Segue's totals are not the shop's
     */
    int play() throws InterruptedException {
        CatchUp catchUp = CatchUp.inRealTime();
        try (CtrlC ctrlC = new CtrlC();
                HttpClient http = HttpClient.newHttpClient();
                Admin admin = connection.admin();
                Observer observer = Observer.start(connection, admin, segmentation);
                EventPublisher publisher = new EventPublisher(
                        connection.producer(), connection.settings().topics())) {
            publishHistory(publisher, ctrlC);
            awaitSegmenter(admin, catchUp);
            if (!ctrlC.pressed()) {
                catchUp.awaitSnapshots(new Written(admin, connection.settings().topics()));
                trainFirstModel(http, ctrlC);
                showLive(publisher, observer, ctrlC);
            }
            publisher.flush();
            awaitSegmenter(admin, catchUp);
            catchUp.awaitQuiet(() -> observer.seen().changes(), CHANGES_QUIET, CHANGES_AT_MOST);
            CustomerTotals customers = new CustomersClient(
                            http, connection.endpoints().segmenter())
                    .export(segmentation, csv -> CustomerTotals.of(csv, customer -> customer.startsWith(run + "-")));
            DemoSummary summary = new DemoSummary(
                    shop.books(),
                    customers,
                    observer.seen(),
                    connection.settings().currency());
            out.println();
            summary.print(out, terminal);
            return summary.agrees() ? 0 : 1;
        }
    }

    private void publishHistory(EventPublisher publisher, CtrlC ctrlC) {
        long days = Duration.between(pace.opening(), pace.live()).toDays();
        out.println("A year in the life of a simulated shop:");
        try (Progress progress = terminal.progress(out, "publishing", days, "days")) {
            Instant at = pace.opening();
            for (long day = 1; day <= days && !ctrlC.pressed(); day++) {
                at = at.plus(HISTORY_STEP);
                shop.nextEvents(at).forEach(publisher::publish);
                progress.reached(day);
            }
        }
        publisher.flush();
        out.println("%s events of %s customers published."
                .formatted(
                        Figures.count(shop.books().eventCount()),
                        Figures.count(shop.books().accounts().size())));
    }

    private void awaitSegmenter(Admin admin, CatchUp catchUp) throws InterruptedException {
        long behind = Backlog.of(admin, connection.settings()).get().records();
        if (behind == 0) {
            return;
        }
        try (Progress progress = terminal.progress(out, "segmenting", behind, "records")) {
            catchUp.await(
                    Backlog.of(admin, connection.settings()),
                    backlog -> progress.reached(Math.max(0, behind - backlog.records())));
        }
    }

    /** The trainer may still be reading the last snapshots. */
    private void trainFirstModel(HttpClient http, CtrlC ctrlC) throws InterruptedException {
        TrainerClient trainer = new TrainerClient(http, connection.endpoints().trainer());
        String waitsFor = "";
        for (int tries = 0; tries < TRAINING_TRIES && !ctrlC.pressed(); tries++) {
            switch (trainer.train(segmentation)) {
                case TrainerClient.Answer.Trained trained -> {
                    out.println(trained.text(segmentation));
                    return;
                }
                case TrainerClient.Answer.Held held -> {
                    out.println(held.text(segmentation));
                    return;
                }
                case TrainerClient.Answer.Waiting waiting -> waitsFor = waiting.detail();
            }
            TimeUnit.SECONDS.sleep(1);
        }
        out.println("No model yet: " + waitsFor);
    }

    private void showLive(EventPublisher publisher, Observer observer, CtrlC ctrlC) throws InterruptedException {
        out.println("Now a day a second%s:".formatted(show.isZero() ? ", until Ctrl-C" : ""));
        DemoScreen screen = DemoScreen.on(out, terminal);
        long begun = System.nanoTime();
        long pictured = begun - BETWEEN_PICTURES_NANOS;
        Rate rate = new Rate(begun, publisher.acknowledged());
        Duration elapsed = Duration.ZERO;
        while (!ctrlC.pressed() && (show.isZero() || elapsed.compareTo(show) < 0)) {
            for (StrategyTriggered trigger : observer.toCarryOut()) {
                shop.carryOut(trigger.getUserId(), trigger.getStrategy(), trigger.getId());
            }
            shop.nextEvents(pace.at(elapsed)).forEach(publisher::publish);
            long now = System.nanoTime();
            if (now - pictured >= BETWEEN_PICTURES_NANOS) {
                pictured = now;
                long events = publisher.acknowledged();
                screen.show(new DemoPicture(shop.now(), events, rate.after(now, events), observer.seen()));
            }
            TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
            elapsed = Duration.ofNanos(System.nanoTime() - begun);
        }
    }
}
