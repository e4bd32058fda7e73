package dev.segue.bench.run;

import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.bench.program.CopyProgram;
import dev.segue.bench.program.FloorProgram;
import dev.segue.bench.program.ProgramProcess;
import dev.segue.segmenter.SegmenterApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the measured programs.
 *
 * @param cluster what they work on
 * @param directory where their state and logs go
 * @param threads how many each works with
 * @param clock the segmenter's: {@code event} or {@code wall}
 * @param segmenterOptions further options of the segmenter's virtual machine
 */
public record Programs(Cluster cluster, Path directory, int threads, String clock, List<String> segmenterOptions) {
    public Programs {
        directory = directory.toAbsolutePath();
        segmenterOptions = List.copyOf(segmenterOptions);
    }

    /** The segmenter as it is, on the topics of a prefix, at any free port. */
    public ProgramProcess segmenter(TopicCatalogue topics) throws IOException {
        return segmenter(topics, -1);
    }

    /** The segmenter as it is, on the topics of a prefix, at a port of this machine. */
    public ProgramProcess segmenter(TopicCatalogue topics, int port) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-Dkafka.bootstrap.servers=" + cluster.bootstrapServers(),
                "-Dschema.registry.url=" + cluster.registryUrl(),
                "-Dsegue.prefix=" + topics.prefix(),
                "-Dsegue.clock=" + clock,
                "-Dsegue.segmenter.threads=" + threads,
                "-Dsegue.segmenter.state-dir=" + state(segmenterGroup(topics)),
                "-Dmicronaut.server.host=127.0.0.1",
                "-Dmicronaut.server.port=" + port));
        options.addAll(segmenterOptions);
        return ProgramProcess.start("segmenter", directory, SegmenterApplication.class.getName(), options, List.of());
    }

    /**
     * The console, on the topics of a prefix, without a trainer.
     *
     * @param services directory of the services, built
     * @param segmenterPort where the segmenter is, on this machine
     * @param port where the console is to be
     */
    public ProgramProcess console(TopicCatalogue topics, Path services, int segmenterPort, int port)
            throws IOException {
        return ProgramProcess.startJar(
                "console",
                directory,
                services.resolve("console/target/segue-console.jar"),
                "dev.segue.console.ConsoleApplication",
                List.of(
                        "-Dkafka.bootstrap.servers=" + cluster.bootstrapServers(),
                        "-Dschema.registry.url=" + cluster.registryUrl(),
                        "-Dsegue.prefix=" + topics.prefix(),
                        "-Dsegue.console.segmenters=http://127.0.0.1:" + segmenterPort,
                        "-Dmicronaut.server.host=127.0.0.1",
                        "-Dmicronaut.server.port=" + port));
    }

    /** The segmenter's consumer group. */
    public static String segmenterGroup(TopicCatalogue topics) {
        return topics.prefix() + "segmenter";
    }

    /**
     * The floor, whose consumer group is {@link #floorGroup}.
     *
     * @param states file of the states it writes
     */
    public ProgramProcess floor(String topic, int round, Path states) throws IOException {
        return ProgramProcess.start(
                "floor",
                directory,
                FloorProgram.class.getName(),
                List.of(),
                List.of(
                        cluster.bootstrapServers(),
                        floorPrefix(round),
                        topic,
                        Integer.toString(threads),
                        state(floorGroup(round)).toString(),
                        states.toAbsolutePath().toString()));
    }

    /** The floor's consumer group in a round. */
    public static String floorGroup(int round) {
        // What the settings shared with the segmenter make of the prefix.
        return floorPrefix(round) + "segmenter";
    }

    private static String floorPrefix(int round) {
        return "floor-" + round + ".";
    }

    /** The copy, whose consumer group is {@link #copyGroup}. */
    public ProgramProcess copy(String from, String to, int partitions, int round) throws IOException {
        return ProgramProcess.start(
                "copy",
                directory,
                CopyProgram.class.getName(),
                List.of(),
                List.of(
                        cluster.bootstrapServers(),
                        copyGroup(round),
                        from,
                        to,
                        Integer.toString(threads),
                        Integer.toString(partitions)));
    }

    /** The copy's consumer group in a round. */
    public static String copyGroup(int round) {
        return "copy-" + round;
    }

    /** The directory of a group's local state. */
    public Path state(String group) {
        return directory.resolve("state").resolve(group);
    }
}
