package dev.segue.cli.customer;

import dev.segue.avro.CustomersMerged;
import dev.segue.avro.MergeReceipt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue customer merge}. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description = "Makes one customer of two, for good, and prints what was taken over once it is.")
final class MergeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FROM", description = "Id of the customer that goes.")
    @SuppressWarnings("NullAway.Init") // required
    private String from;

    @Parameters(index = "1", paramLabel = "INTO", description = "Id of the customer that remains.")
    @SuppressWarnings("NullAway.Init") // required
    private String into;

    @Override
    public Integer call() throws InterruptedException {
        if (from.equals(into)) {
            throw new ParameterException(spec.commandLine(), "FROM and INTO must be two customers");
        }
        String request = UUID.randomUUID().toString();
        MergeReceipt receipt = (MergeReceipt) CustomerRequests.configured()
                .ask(
                        from,
                        request,
                        CustomersMerged.newBuilder()
                                .setMessageId(request)
                                .setUserId(into)
                                .setMerged(from)
                                .setTimestamp(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                                .build());
        ReceiptText.of(receipt).forEach(spec.commandLine().getOut()::println);
        return 0;
    }
}
