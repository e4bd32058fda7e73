package dev.segue.localstack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that starts a stack and then waits, to be ended one way or another. */
final class StartingProcess {
    private StartingProcess() {}

    /**
     * Starts one.
     *
     * @param what {@code real} for broker and registry, {@code toys} for two toys, {@code detached} for two toys that are
     *     let go
     */
    static Process start(Home home, String what, File log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-D" + Distribution.PROPERTY + "=" + System.getProperty(Distribution.PROPERTY, ""),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartingProcess.class.getName(),
                        home.root().toString(),
                        what)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    static List<Program> programs(String what) {
        if (!what.equals("real")) {
            return List.of(Toy.of("one"), Toy.of("two", "one"));
        }
        Distribution distribution = Distribution.find();
        return List.of(
                new Kafka(distribution, PortSetting.anyFree(Kafka.NAME)),
                new Registry(distribution, PortSetting.anyFree(Registry.NAME)));
    }

    /** @param args the home, and what to start */
    public static void main(String[] args) throws Exception {
        LocalStack stack = new LocalStack(new Home(Path.of(args[0])), programs(args[1]), System.out::println);
        stack.start();
        if (args[1].equals("detached")) {
            stack.detach();
        }
        System.out.println("ready");
        TimeUnit.HOURS.sleep(1);
    }
}
