package dev.segue.cli.stack;

import dev.segue.avro.topics.TopicCatalogue;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;

/** The topics of the local stack. */
final class LocalTopics {
    /** Enough for two instances of two threads each to share the work. */
    private static final int PARTITIONS = 8;

    private LocalTopics() {}

    /** Creates those that are not there yet. */
    static void create(String bootstrapServers) {
        String prefix = Optional.ofNullable(System.getenv("SEGUE_PREFIX")).orElse("segue.");
        try (Admin admin = Admin.create(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                CommonClientConfigs.CLIENT_ID_CONFIG,
                prefix + "local-topics"))) {
            new TopicCatalogue(prefix).create(admin, PARTITIONS);
        }
    }
}
