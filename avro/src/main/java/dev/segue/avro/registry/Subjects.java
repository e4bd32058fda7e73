package dev.segue.avro.registry;

import org.apache.avro.Schema;

/** How a schema's subject in the registry is named. */
public enum Subjects {
    /** {@code <topic>-value}: a topic of one record type. */
    TOPIC {
        @Override
        String subject(String topic, Schema schema) {
            return topic + "-value";
        }
    },
    /**
     * {@code <topic>-<record's full name>}: a topic of several record types, each of which evolves by itself. A union at
     * the top would be one subject, but no branch could be added to it without breaking readers of the old one.
     */
    TOPIC_RECORD {
        @Override
        String subject(String topic, Schema schema) {
            return topic + "-" + schema.getFullName();
        }
    };

    abstract String subject(String topic, Schema schema);

    /**
     * Registers the schema of a topic's records ahead of the first of them.
     *
     * @throws SchemaRefusedException when the registry holds it to be incompatible or invalid
     * @throws RegistryUnavailableException when the registry does not answer
     */
    public void register(SchemaRegistry registry, String topic, Schema schema) {
        registry.register(subject(topic, schema), schema);
    }
}
