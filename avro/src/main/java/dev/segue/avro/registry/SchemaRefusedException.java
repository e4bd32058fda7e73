package dev.segue.avro.registry;

/** The registry refused a schema, for instance because it is not compatible with the registered ones. */
public final class SchemaRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
