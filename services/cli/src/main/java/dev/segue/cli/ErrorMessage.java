package dev.segue.cli;

import dev.segue.localstack.StackException;

/** What a failure is called on the terminal. */
final class ErrorMessage {
    private ErrorMessage() {}

    static String of(Exception failure) {
        String message = failure.getMessage();
        if ((failure instanceof StackException || failure instanceof CommandFailure) && message != null) {
            return message;
        }
        // Not written for the person at the terminal: the type often says more than the message.
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message)
                + " (--debug shows where it comes from)";
    }
}
