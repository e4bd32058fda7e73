package dev.segue.cli.stack;

import dev.segue.localstack.Distribution;
import dev.segue.localstack.Kafka;
import dev.segue.localstack.PortSetting;
import dev.segue.localstack.Program;
import dev.segue.localstack.Registry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the local stack consists of: the one place to add a program to. */
public final class LocalPrograms {
    /** Name of the segmenter. */
    public static final String SEGMENTER = "segmenter";

    /** Name of the trainer. */
    public static final String TRAINER = "trainer";

    /** Name of the console. */
    public static final String CONSOLE = "console";

    private static final String SPECS = "SEGUE_TRAINER_SPECS";
    private static final String PLAYBOOKS = "SEGUE_SEGMENTER_PLAYBOOKS";

    private static final int SEGMENTER_PORT = 8082;
    private static final int TRAINER_PORT = 8083;
    private static final int CONSOLE_PORT = 8084;

    /** What the services' virtual machines have in common. */
    private static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private LocalPrograms() {}

    /** The programs, each after those it needs, on the ports of the environment. */
    public static List<Program> configured() {
        Distribution distribution = Distribution.find();
        return List.of(
                Kafka.configured(distribution),
                Registry.configured(distribution),
                new Service(
                        SEGMENTER,
                        Service.builtJar(SEGMENTER),
                        "dev.segue.segmenter.SegmenterApplication",
                        PortSetting.of("SEGUE_SEGMENTER_PORT", SEGMENTER_PORT),
                        options("-Xmx768m"),
                        List.of(),
                        onEventTime(with(PLAYBOOKS, Map.of("SEGUE_SEGMENTER_STATE_DIR", "{data}/state")))),
                new Service(
                        TRAINER,
                        Service.builtJar(TRAINER),
                        "dev.segue.trainer.TrainerApplication",
                        PortSetting.of("SEGUE_TRAINER_PORT", TRAINER_PORT),
                        options("-Xmx768m"),
                        List.of(),
                        onEventTime(with(SPECS, Map.of()))),
                new Service(
                        CONSOLE,
                        Service.builtJar(CONSOLE),
                        "dev.segue.console.ConsoleApplication",
                        PortSetting.of("SEGUE_CONSOLE_PORT", CONSOLE_PORT),
                        options("-Xmx512m"),
                        List.of(SEGMENTER, TRAINER),
                        onEventTime(Map.of(
                                "SEGUE_CONSOLE_SEGMENTERS", "{segmenter}", "SEGUE_CONSOLE_TRAINER", "{trainer}"))));
    }

    private static List<String> options(String heap) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(heap), JVM.stream())
                .toList();
    }

    /** The environment's specs and playbooks go to the services as they are. */
    private static Map<String, String> with(String name, Map<String, String> settings) {
        String value = System.getProperty(name);
        Map<String, String> all = new HashMap<>(settings);
        if (value != null) {
            all.put(name, value);
        }
        return all;
    }

    /** Local runs replay and simulate, so "now" is what the events say, unless the environment says otherwise. */
    private static Map<String, String> onEventTime(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("SEGUE_CLOCK", System.getenv().getOrDefault("SEGUE_CLOCK", "event"));
        return all;
    }
}
