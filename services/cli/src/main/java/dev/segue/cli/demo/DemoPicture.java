package dev.segue.cli.demo;

import dev.segue.avro.Cause;
import dev.segue.cli.show.ChangeText;
import dev.segue.cli.show.Figures;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the demo shows at a moment.
 *
 * @param simulated the simulated moment
 * @param events events published so far
 * @param rate events published a second
 * @param seen what Segue made of them
 */
record DemoPicture(Instant simulated, long events, double rate, Observation seen) {
    /** What goes in. */
    String input() {
        return "%s simulated · %s events/s in · %s behind · %s events"
                .formatted(
                        ChangeText.time(simulated),
                        Figures.count(Math.round(rate)),
                        Figures.count(seen.lag()),
                        Figures.count(events));
    }

    /** What comes out. */
    String output() {
        return "%s dead letters · %s strategies fired, %s left alone to compare · %s changes%s"
                .formatted(
                        Figures.count(seen.deadLetters()),
                        Figures.count(seen.triggers()),
                        Figures.count(seen.leftAlone()),
                        Figures.count(seen.changes()),
                        seen.changes() == 0 ? "" : ": " + causes(seen.causes()));
    }

    /** Changes by cause, in one line; the most frequent cause first. */
    static String causes(Map<Cause, Long> causes) {
        return causes.entrySet().stream()
                .sorted(Map.Entry.<Cause, Long>comparingByValue().reversed())
                .map(cause -> cause.getKey() + " " + Figures.count(cause.getValue()))
                .collect(Collectors.joining(", "));
    }
}
