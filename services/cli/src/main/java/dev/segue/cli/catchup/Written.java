package dev.segue.cli.catchup;

import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;

/**
 * How much was ever written to topics.
 *
 * @param admin stays the caller's
 * @param topics names
 */
public record Written(Admin admin, TopicCatalogue topics) {
    /** Records ever written to a topic; counts control records of transactions too, so only its differences mean much. */
    public LongSupplier to(Topic topic) {
        return () -> Backlog.written(admin, topics.name(topic));
    }
}
