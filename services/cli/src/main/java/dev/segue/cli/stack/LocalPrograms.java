package dev.segue.cli.stack;

import dev.segue.localstack.Distribution;
import dev.segue.localstack.Kafka;
import dev.segue.localstack.Program;
import dev.segue.localstack.Registry;
import java.util.List;

/** What the local stack consists of: the one place to add a program to. */
public final class LocalPrograms {
    private LocalPrograms() {}

    /** The programs, each after those it needs, on the ports of the environment. */
    public static List<Program> configured() {
        Distribution distribution = Distribution.find();
        return List.of(Kafka.configured(distribution), Registry.configured(distribution));
    }
}
