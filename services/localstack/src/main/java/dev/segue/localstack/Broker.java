package dev.segue.localstack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * The broker's main class, in the broker's own process: formats the storage when it is new, then runs the broker. One
 * process for both, so that a first start costs one start of a virtual machine.
 */
final class Broker {
    private Broker() {}

    /** @param args the broker's properties file, then its log directory; what follows goes to the formatting */
    public static void main(String[] args) {
        String properties = args[0];
        Path logDirectory = Path.of(args[1]);
        if (!Files.exists(logDirectory.resolve("meta.properties"))) {
            List<String> format = new ArrayList<>(
                    List.of("format", "--cluster-id", Uuid.randomUuid().toString(), "--config", properties));
            format.addAll(Arrays.asList(args).subList(2, args.length));
            int status = StorageTool.execute(format.toArray(String[]::new), System.out);
            if (status != 0) {
                System.exit(status);
            }
        }
        Kafka.main(new String[] {properties});
    }
}
