package dev.segue.cli;

import dev.segue.localstack.StackException;
import dev.segue.spec.SpecException;

/** What a failure is called on the terminal. */
final class ErrorMessage {
    private ErrorMessage() {}

    static String of(Exception failure) {
        String message = failure.getMessage();
        boolean forPeople = failure instanceof StackException
                || failure instanceof CommandFailure
                || failure instanceof SpecException;
        if (forPeople && message != null) {
            return message;
        }
        // Not written for the person at the terminal: the type often says more than the message.
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message)
                + " (--debug shows where it comes from)";
    }
}
