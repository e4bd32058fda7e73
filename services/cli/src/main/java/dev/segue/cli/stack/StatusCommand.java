package dev.segue.cli.stack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.segue.localstack.Home;
import dev.segue.localstack.LocalStack;
import dev.segue.localstack.ProgramStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code segue status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows how the programs of the local stack are doing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every program is up", "3:at least one is not"})
public final class StatusCommand implements Callable<Integer> {
    private static final int NOT_ALL_UP = 3;

    private final Clock clock = Clock.systemUTC();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Option(names = "--json", description = "Print it for programs to read.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<ProgramStatus> statuses;
        try (LocalStack stack = new LocalStack(Home.configured(), LocalPrograms.configured(), StackProgress.on(out))) {
            statuses = stack.status();
        }
        out.print(json ? json(statuses) : table(statuses));
        out.flush();
        return statuses.stream().allMatch(status -> status.state() == ProgramStatus.State.UP) ? 0 : NOT_ALL_UP;
    }

    private String table(List<ProgramStatus> statuses) {
        StringBuilder table = new StringBuilder(
                "%-10s %-14s %8s %6s %10s  %s%n".formatted("PROGRAM", "STATE", "PID", "PORT", "UPTIME", "LOG"));
        for (ProgramStatus status : statuses) {
            table.append("%-10s %-14s %8s %6s %10s  %s%n"
                    .formatted(
                            status.program(),
                            state(status),
                            status.pid().isPresent() ? status.pid().getAsLong() : "-",
                            status.port().isPresent() ? status.port().getAsInt() : "-",
                            status.since().isPresent() ? uptime(status) : "-",
                            status.log()));
            status.remark()
                    .filter(remark -> status.state() != ProgramStatus.State.DOWN)
                    .ifPresent(remark -> table.append("%-10s %s%n".formatted("", remark)));
        }
        return table.toString();
    }

    private String json(List<ProgramStatus> statuses) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartArray();
            for (ProgramStatus status : statuses) {
                json.writeStartObject();
                json.writeStringField("program", status.program());
                json.writeStringField("state", state(status));
                if (status.pid().isPresent()) {
                    json.writeNumberField("pid", status.pid().getAsLong());
                }
                if (status.port().isPresent()) {
                    json.writeNumberField("port", status.port().getAsInt());
                }
                if (status.since().isPresent()) {
                    json.writeStringField("since", status.since().get().toString());
                    json.writeNumberField("uptimeSeconds", uptimeOf(status).toSeconds());
                }
                json.writeStringField("log", status.log().toString());
                if (status.remark().isPresent()) {
                    json.writeStringField("remark", status.remark().get());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return text + System.lineSeparator();
    }

    private static String state(ProgramStatus status) {
        return status.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private Duration uptimeOf(ProgramStatus status) {
        return status.since()
                .map(since -> Duration.between(since, clock.instant()))
                .orElse(Duration.ZERO);
    }

    private String uptime(ProgramStatus status) {
        Duration uptime = uptimeOf(status);
        if (uptime.toDays() > 0) {
            return "%dd %dh".formatted(uptime.toDays(), uptime.toHoursPart());
        }
        if (uptime.toHours() > 0) {
            return "%dh %dm".formatted(uptime.toHours(), uptime.toMinutesPart());
        }
        return uptime.toMinutes() > 0
                ? "%dm %ds".formatted(uptime.toMinutes(), uptime.toSecondsPart())
                : uptime.toSeconds() + "s";
    }
}
