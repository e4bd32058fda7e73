package dev.segue.trainer.training;

/** The customers are too alike to be told apart by the specification's features. */
public final class NoStructureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoStructureException(String message) {
        super(message);
    }
}
