package dev.segue.avro.registry;

/** The registry did not answer, or refused for now: trying again later may work. */
public final class RegistryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
