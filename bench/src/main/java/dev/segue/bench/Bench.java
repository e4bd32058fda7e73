package dev.segue.bench;

import dev.segue.avro.mapping.SegmentModelRecords;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.bench.program.ProgramProcess;
import dev.segue.bench.run.Backlog;
import dev.segue.bench.run.Cluster;
import dev.segue.bench.run.ConsoleLoad;
import dev.segue.bench.run.ConsoleProbe;
import dev.segue.bench.run.LatencyRun;
import dev.segue.bench.run.Programs;
import dev.segue.bench.run.Throughput;
import dev.segue.bench.workload.FixedModel;
import dev.segue.bench.workload.StateSample;
import dev.segue.localstack.Ports;
import dev.segue.segmentation.assignment.SegmentModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The benchmark's command. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description = {
            "Measures the segmenter on a broker of its own, in one run: how quickly it works off a backlog, beside a plain "
                    + "transactional copy of the same records and a bare Kafka Streams processor that only gets and puts "
                    + "a state of the same size; then how long a change takes at a steady rate, alone and beside a "
                    + "console with listeners and look-ups.",
            ""
        })
public final class Bench implements Callable<Integer> {
    /** What can be left out. */
    enum Part {
        COPY,
        FLOOR,
        SEGMENTER,
        LATENCY,
        CONSOLE
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Option(names = "--events", defaultValue = "2000000", description = "Purchases in the backlog.")
    private long events;

    @Option(names = "--customers", defaultValue = "200000", description = "Customers they are of.")
    private int customers;

    @Option(names = "--partitions", defaultValue = "8", description = "Partitions of every topic.")
    private int partitions;

    @Option(names = "--threads", defaultValue = "2", description = "Threads each program works with.")
    private int threads;

    @Option(
            names = "--rounds",
            defaultValue = "1",
            description = "How often the backlog is worked off by each program.")
    private int rounds;

    @Option(names = "--clock", defaultValue = "wall", description = "The segmenter's clock: wall or event.")
    private String clock = "wall";

    @Option(names = "--rate", defaultValue = "2000", description = "Events a second while latency is measured.")
    private int rate;

    @Option(
            names = "--console-rate",
            defaultValue = "200",
            description = "Events a second beside a console; each is a change that every listener is told of.")
    private int consoleRate;

    @Option(names = "--listeners", defaultValue = "200", description = "Who listen to the console's stream.")
    private int listeners;

    @Option(names = "--look-ups", defaultValue = "300", description = "Customers looked up at the console a second.")
    private int lookUps;

    @Option(names = "--warm-up", defaultValue = "15", description = "Seconds of that rate before it counts.")
    private int warmUpSeconds;

    @Option(names = "--seconds", defaultValue = "30", description = "Seconds for which it counts.")
    private int seconds;

    @Option(names = "--skip", split = ",", description = "Leave out: ${COMPLETION-CANDIDATES}.")
    private Set<Part> skipped = EnumSet.noneOf(Part.class);

    @Option(
            names = "--directory",
            defaultValue = "bench/target/runs",
            description = "Where a directory is made for the run's data and logs. The logs stay.")
    private Path directory = Path.of("bench", "target", "runs");

    @Option(
            names = "--segmenter-jvm",
            description = "Further option of the segmenter's virtual machine, for example "
                    + "-XX:StartFlightRecording:filename=/tmp/segmenter.jfr. Repeatable.")
    private List<String> segmenterOptions = new ArrayList<>();

    /** @param args the options */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Report report = new Report(spec.commandLine().getOut());
        Files.createDirectories(directory);
        Path run = Files.createTempDirectory(directory.toAbsolutePath(), "run-");
        report.machine();
        try (Cluster cluster = Cluster.start(run.resolve("stack"), event -> {})) {
            Programs programs = new Programs(cluster, run.resolve("programs"), threads, clock, segmenterOptions);
            Files.createDirectories(programs.directory());
            if (Stream.of(Part.COPY, Part.FLOOR, Part.SEGMENTER).anyMatch(this::wanted)) {
                backlog(cluster, programs, report, err);
            }
            if (wanted(Part.LATENCY)) {
                report.latency(rate, latency(cluster, programs));
            }
            if (wanted(Part.CONSOLE)) {
                console(cluster, programs, report);
            }
        } finally {
            delete(run.resolve("programs").resolve("state"));
        }
        return CommandLine.ExitCode.OK;
    }

    private boolean wanted(Part part) {
        return !skipped.contains(part);
    }

    private void backlog(Cluster cluster, Programs programs, Report report, PrintWriter err)
            throws IOException, InterruptedException {
        TopicCatalogue topics = prepare(cluster, "backlog.", FixedModel.ofFiveSegments());
        Progress progress = new Progress(err);
        Backlog backlog = new Backlog(cluster, topics, events, progress::show);
        progress.begin("fill");
        StateSample states = backlog.fill(customers);
        progress.end();
        Path stateFile = programs.directory().resolve("states.bin");
        states.write(stateFile);
        report.line(
                "Backlog    %,d purchases of %,d customers, %d partitions; %d threads, exactly once",
                events, customers, partitions, threads);
        report.state(states.meanBytes());
        report.heading();
        List<Round> done = new ArrayList<>();
        for (int number = 1; number <= rounds; number++) {
            Round round = round(number, backlog, programs, stateFile, progress);
            report.rounds(Integer.toString(number), List.of(round));
            done.add(round);
        }
        if (rounds > 1) {
            report.rounds("median", done);
        }
        report.legend();
    }

    private Round round(int number, Backlog backlog, Programs programs, Path states, Progress progress)
            throws IOException, InterruptedException {
        Throughput copy = null;
        if (wanted(Part.COPY)) {
            String to = "copied-" + number;
            backlog.cluster().createTopic(to, partitions);
            progress.begin("copy");
            copy = measure(
                    backlog,
                    Programs.copyGroup(number),
                    programs.copy(backlog.topic(), to, partitions, number),
                    programs);
            backlog.cluster().deleteTopic(to);
            progress.end();
        }
        Throughput floor = null;
        if (wanted(Part.FLOOR)) {
            progress.begin("floor");
            floor = measure(
                    backlog, Programs.floorGroup(number), programs.floor(backlog.topic(), number, states), programs);
            progress.end();
        }
        Throughput segmenter = null;
        if (wanted(Part.SEGMENTER)) {
            progress.begin("segmenter");
            segmenter = measure(
                    backlog, Programs.segmenterGroup(backlog.topics()), programs.segmenter(backlog.topics()), programs);
            progress.end();
        }
        return new Round(copy, floor, segmenter);
    }

    /** Measures a program from nothing, and leaves nothing of it behind. */
    private static Throughput measure(Backlog backlog, String group, ProgramProcess program, Programs programs)
            throws IOException, InterruptedException {
        Throughput throughput;
        try (program) {
            throughput = backlog.await(program, group);
        }
        backlog.cluster().forget(group);
        delete(programs.state(group));
        return throughput;
    }

    private LatencyRun.Outcome latency(Cluster cluster, Programs programs) throws IOException, InterruptedException {
        TopicCatalogue topics = prepare(cluster, "latency.", FixedModel.ofTwoSegments());
        try (ProgramProcess segmenter = programs.segmenter(topics)) {
            return run(cluster, topics, rate, segmenter);
        }
    }

    /** The same rate alone and beside a console, one right after the other. */
    private void console(Cluster cluster, Programs programs, Report report) throws IOException, InterruptedException {
        TopicCatalogue alone = prepare(cluster, "alone.", FixedModel.ofTwoSegments());
        try (ProgramProcess segmenter = programs.segmenter(alone)) {
            report.line("%nWithout a console");
            report.latency(consoleRate, run(cluster, alone, consoleRate, segmenter));
        }
        cluster.forget(Programs.segmenterGroup(alone));
        TopicCatalogue topics = prepare(cluster, "console.", FixedModel.ofTwoSegments());
        int segmenterPort = Ports.free();
        int port = Ports.free();
        try (ProgramProcess segmenter = programs.segmenter(topics, segmenterPort);
                ProgramProcess console = programs.console(topics, services(), segmenterPort, port)) {
            ConsoleProbe.awaitReady(console, port);
            Duration cpuBefore = console.cpu();
            try (ConsoleLoad load = new ConsoleLoad(
                    URI.create("http://127.0.0.1:" + port),
                    lookUps,
                    LatencyRun.CUSTOMERS,
                    Duration.ofSeconds(warmUpSeconds))) {
                load.start(listeners);
                report.line("%nBeside a console with %,d listeners and %,d look-ups a second", listeners, lookUps);
                LatencyRun.Outcome outcome = run(cluster, topics, consoleRate, segmenter);
                ConsoleLoad.Outcome seen = load.outcome();
                report.latency(consoleRate, outcome);
                report.console(seen, console.cpu().minus(cpuBefore));
            }
        }
    }

    private static Path services() {
        return Path.of(System.getProperty("segue.services", "services"));
    }

    private LatencyRun.Outcome run(Cluster cluster, TopicCatalogue topics, int perSecond, ProgramProcess segmenter)
            throws InterruptedException {
        return new LatencyRun(
                        cluster,
                        topics,
                        partitions,
                        perSecond,
                        Duration.ofSeconds(warmUpSeconds),
                        Duration.ofSeconds(seconds))
                .run(segmenter);
    }

    private TopicCatalogue prepare(Cluster cluster, String prefix, SegmentModel model) throws InterruptedException {
        TopicCatalogue topics = new TopicCatalogue(prefix);
        topics.create(cluster.admin(), partitions);
        cluster.publish(topics, SegmentModelRecords.toRecord(model));
        return topics;
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> found = Files.walk(directory)) {
            deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
