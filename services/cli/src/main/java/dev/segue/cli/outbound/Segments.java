package dev.segue.cli.outbound;

import dev.segue.avro.topics.Topic;
import dev.segue.cli.catchup.CatchUp;
import dev.segue.cli.catchup.Written;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.show.SegmentTable;
import dev.segue.segmentation.assignment.SegmentModel;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * A segmentation as it stands: its model, and who is where.
 *
 * @param model the model in force, where there is one
 * @param tally made from all changes published
 */
public record Segments(Optional<SegmentModel> model, SegmentTally tally) {
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration LONGEST_SWEEP = Duration.ofMinutes(3);
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    /**
     * Waits until a new model has reached every customer, that is, until no more changes come, then reads what there is.
     */
    public static Segments settled(Connection connection, Admin admin, CatchUp catchUp, String segmentation)
            throws InterruptedException {
        Written written = new Written(admin, connection.settings().topics());
        catchUp.awaitQuiet(written.to(Topic.SEGMENT_EVENTS), QUIET, LONGEST_SWEEP);
        return read(connection, segmentation);
    }

    /** Reads what there is. */
    public static Segments read(Connection connection, String segmentation) {
        SegmentTally tally = new SegmentTally(segmentation);
        try (ModelReader models = ModelReader.open(connection);
                ChangeReader changes = ChangeReader.open(connection, TopicReader.Start.BEGINNING)) {
            models.refresh();
            do {
                changes.poll(A_MOMENT).forEach(tally::add);
            } while (!changes.hasReadAllThereWas());
            return new Segments(models.inForce(segmentation), tally);
        }
    }

    /** Its segments with their sizes, where there is a model. */
    public Optional<SegmentTable> table() {
        return model.map(present -> new SegmentTable(present, tally.sizes()));
    }
}
