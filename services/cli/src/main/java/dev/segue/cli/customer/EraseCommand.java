package dev.segue.cli.customer;

import dev.segue.avro.CustomerErased;
import dev.segue.avro.ErasureReceipt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code segue customer erase}. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = "Has a customer erased, for good, and prints what was removed once it is.")
final class EraseCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The customer's id.")
    @SuppressWarnings("NullAway.Init") // required
    private String id;

    @Override
    public Integer call() throws InterruptedException {
        String request = UUID.randomUUID().toString();
        ErasureReceipt receipt = (ErasureReceipt) CustomerRequests.configured()
                .ask(
                        id,
                        request,
                        CustomerErased.newBuilder()
                                .setMessageId(request)
                                .setUserId(id)
                                .setTimestamp(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                                .build());
        ReceiptText.of(receipt).forEach(spec.commandLine().getOut()::println);
        return 0;
    }
}
