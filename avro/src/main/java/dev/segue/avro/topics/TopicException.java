package dev.segue.avro.topics;

/** Topics are not as Segue needs them; the message says which, and how they are. */
public final class TopicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicException(String message) {
        super(message);
    }
}
