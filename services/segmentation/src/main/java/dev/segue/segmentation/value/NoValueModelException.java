package dev.segue.segmentation.value;

/** There is no value model of these customers; the message says why, for people. */
public final class NoValueModelException extends Exception {
    private static final long serialVersionUID = 1;

    NoValueModelException(String message) {
        super(message);
    }
}
