package dev.segue.cli.replay;

import dev.segue.cli.CommandFailure;
import dev.segue.cli.catchup.Backlog;
import dev.segue.cli.catchup.CatchUp;
import dev.segue.cli.catchup.Written;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.connect.JsonApi;
import dev.segue.cli.export.CustomerTotals;
import dev.segue.cli.export.CustomersClient;
import dev.segue.cli.export.LaterClock;
import dev.segue.cli.outbound.DeadLetterCount;
import dev.segue.cli.outbound.Segments;
import dev.segue.cli.publish.EventPublisher;
import dev.segue.cli.show.ChangeText;
import dev.segue.cli.show.Figures;
import dev.segue.cli.show.Progress;
import dev.segue.cli.show.Terminal;
import dev.segue.cli.train.TrainerClient;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * A replay from beginning to report.
 *
 * @param connection where to
 * @param home where positions are remembered
 * @param terminal what {@code out} goes to
 * @param out progress and report
 */
record ReplayRun(Connection connection, Path home, Terminal terminal, PrintWriter out) {
    /**
     * Publishes, waits, trains, reports.
     *
     * @param resume whether to go on where an interrupted run stopped
     * @param segmentations what to train and report; none for neither
     * @return exit status
     */
    int of(ReplaySource source, boolean resume, List<String> segmentations) throws InterruptedException {
        try (Admin admin = connection.admin();
                HttpClient http = HttpClient.newHttpClient()) {
            connection.settings().topics().checkCopartitioned(admin);
            checkThereAre(segmentations, http);
            try (DeadLetterCount deadLetters = DeadLetterCount.fromNow(connection)) {
                CatchUp catchUp = CatchUp.inRealTime();
                CustomersClient customers =
                        new CustomersClient(http, connection.endpoints().segmenter());
                warnOfLaterEvents(source, customers);
                long published = publish(source, cluster(admin), resume);
                awaitSegmenter(admin, catchUp);
                List<String> trained = train(admin, http, catchUp, segmentations);
                report(source, published, deadLetters.count(), customers.export("value", CustomerTotals::of));
                for (String segmentation : trained) {
                    report(
                            Segments.settled(connection, admin, catchUp, segmentation),
                            customers.export(segmentation, CustomerTotals::of));
                }
            }
        }
        return 0;
    }

    /** Before anything is published: afterwards it would be late to learn of a misspelt one. */
    private void checkThereAre(List<String> segmentations, HttpClient http) throws InterruptedException {
        JsonApi trainer = new JsonApi(http, "trainer", connection.endpoints().trainer());
        for (String segmentation : segmentations) {
            trainer.get("/segmentations/%s/models".formatted(JsonApi.encoded(segmentation)));
        }
    }

    private void warnOfLaterEvents(ReplaySource source, CustomersClient customers) throws InterruptedException {
        Optional<Instant> last = source.lastEvent();
        if (last.isPresent()) {
            new LaterClock(customers)
                    .note(
                            last.get(),
                            "the file, which ends at %s,".formatted(ChangeText.time(last.get())),
                            "segue up --fresh")
                    .ifPresent(out::println);
        }
    }

    private long publish(ReplaySource source, String cluster, boolean resume) {
        ReplayJournal journal = ReplayJournal.of(home, source);
        long start = resume
                ? journal.read(source.events())
                        .map(position -> position.resumeOn(cluster))
                        .orElse(0L)
                : 0;
        if (start > 0) {
            out.println("An earlier run was interrupted: going on after event %s of %s (--restart begins again)."
                    .formatted(Figures.count(start), Figures.count(source.events())));
        }
        try (EventPublisher publisher = new EventPublisher(
                        connection.producer(), connection.settings().topics());
                Progress progress = terminal.progress(out, "publishing", source.events(), "events")) {
            return new Replay(source, journal, cluster, publisher, InstantSource.system(), progress, start).run();
        }
    }

    private void awaitSegmenter(Admin admin, CatchUp catchUp) throws InterruptedException {
        long behind = Backlog.of(admin, connection.settings()).get().records();
        try (Progress progress = terminal.progress(out, "segmenting", behind, "records")) {
            catchUp.await(
                    Backlog.of(admin, connection.settings()),
                    backlog -> progress.reached(Math.max(0, behind - backlog.records())));
        }
    }

    private List<String> train(Admin admin, HttpClient http, CatchUp catchUp, List<String> segmentations)
            throws InterruptedException {
        if (!segmentations.isEmpty()) {
            catchUp.awaitSnapshots(new Written(admin, connection.settings().topics()));
        }
        TrainerClient trainer = new TrainerClient(http, connection.endpoints().trainer());
        List<String> trained = new ArrayList<>();
        for (String segmentation : segmentations) {
            switch (trainer.train(segmentation)) {
                case TrainerClient.Answer.Trained model -> {
                    out.println(model.text(segmentation));
                    trained.add(segmentation);
                }
                case TrainerClient.Answer.Held held -> {
                    out.println(held.text(segmentation));
                    trained.add(segmentation);
                }
                case TrainerClient.Answer.Waiting waiting ->
                    out.println("No model of %s yet: %s".formatted(segmentation, waiting.detail()));
            }
        }
        return trained;
    }

    private void report(ReplaySource source, long published, long deadLetters, CustomerTotals customers) {
        String currency = connection.settings().currency();
        RowTally rows = source.rows();
        out.println();
        line("rows read", Figures.count(rows.rows()));
        line("without a customer", Figures.count(rows.rowsWithoutCustomer()) + ", not published");
        if (rows.rowsLater() > 0) {
            line("later", Figures.count(rows.rowsLater()) + ", not published");
        }
        if (rows.rowsRefused() > 0) {
            line("refused", Figures.count(rows.rowsRefused()) + ", not published:");
            rows.firstRefusals().forEach(refusal -> out.println("    " + refusal));
        }
        rows.missing()
                .forEach((column, count) -> line(
                        "without " + column, Figures.count(count) + ", published; what it would say stays unknown"));
        line("events published", Figures.count(published));
        line("dead letters", Figures.count(deadLetters));
        out.println();
        out.println("All that Segue has now:");
        line("customers", Figures.count(customers.customers()));
        line("orders", Figures.count(customers.orders()));
        line("gross", Figures.money(customers.gross(), currency));
        line("refunds", Figures.money(customers.refunds(), currency));
        line("net", Figures.money(customers.net(), currency));
        out.flush();
    }

    private void report(Segments segments, CustomerTotals customers) {
        segments.table().ifPresent(table -> {
            out.println();
            out.println(table.headline());
            line("in a segment", Figures.count(customers.placed()));
            table.lines(terminal).forEach(out::println);
        });
        out.flush();
    }

    private void line(String name, String value) {
        out.println("%-20s %s".formatted(name, value));
    }

    private static String cluster(Admin admin) throws InterruptedException {
        try {
            return admin.describeCluster().clusterId().get();
        } catch (ExecutionException e) {
            throw new CommandFailure("the broker does not answer: " + e.getCause(), e);
        }
    }
}
