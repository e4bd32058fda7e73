package dev.segue.cli.demo;

import dev.segue.cli.connect.Connection;
import dev.segue.cli.connect.Endpoints;
import dev.segue.cli.connect.StreamSettings;
import dev.segue.cli.export.CustomersClient;
import dev.segue.cli.export.LaterClock;
import dev.segue.cli.shop.Shop;
import dev.segue.cli.shop.ShopSettings;
import dev.segue.cli.show.Terminal;
import dev.segue.cli.stack.LocalPrograms;
import dev.segue.cli.stack.StackProgress;
import dev.segue.localstack.Home;
import dev.segue.localstack.LocalStack;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code segue demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs a simulated shop through Segue and shows its customers' segments live.",
        footer = {
            "",
            "Starts what of the local stack does not run yet, and stops that again at the end.",
            "Exits with 1 where Segue's totals are not the simulated shop's own."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final Duration HISTORY = Duration.ofDays(365);
    private static final int RADIX = 36;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = ShowLength.class,
            description = "End by itself after showing so long, such as 60s or 5m; otherwise at Ctrl-C.")
    private Duration show = Duration.ZERO;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of the simulation: the same makes the same customers (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--customers",
            defaultValue = "2000",
            description = "How many the shop begins with (default: ${DEFAULT-VALUE}).")
    private int customers;

    @Option(names = "--fresh", description = "Stop the local stack and delete all its data first.")
    private boolean fresh;

    @Option(
            names = "--segmentation",
            defaultValue = "value",
            description = "What to train and show (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private String segmentation;

    @Override
    public Integer call() throws InterruptedException {
        if (customers < 1 || customers > ShopSettings.MOST_CUSTOMERS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--customers': %d must be from 1 to %d"
                            .formatted(customers, ShopSettings.MOST_CUSTOMERS));
        }
        PrintWriter out = spec.commandLine().getOut();
        InstantSource wall = InstantSource.system();
        Home home = Home.configured();
        StreamSettings settings = StreamSettings.configured();
        try (LocalStack stack = new LocalStack(home, LocalPrograms.configured(), StackProgress.on(out))) {
            if (fresh) {
                stack.stop();
                stack.wipe();
            }
            stack.start();
            out.println("Console   http://127.0.0.1:" + stack.port(LocalPrograms.CONSOLE));
            DemoPace pace = DemoPace.endingNow(wall, HISTORY, show);
            // Customers of another run of the demo are other customers.
            String run = "s" + Long.toString(wall.instant().getEpochSecond(), RADIX);
            Shop shop = new Shop(new ShopSettings(run, seed, pace.opening(), customers, settings.currency()));
            Connection connection = new Connection(Endpoints.of(home), settings);
            warnOfLaterEvents(connection, pace, out);
            return new Demo(connection, shop, run, pace, show, segmentation, Terminal.present(), out).play();
        }
    }

    private static void warnOfLaterEvents(Connection connection, DemoPace pace, PrintWriter out)
            throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            new LaterClock(new CustomersClient(http, connection.endpoints().segmenter()))
                    .note(pace.live(), "the simulated past", "segue demo --fresh")
                    .ifPresent(out::println);
        }
    }
}
