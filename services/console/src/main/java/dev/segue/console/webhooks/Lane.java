package dev.segue.console.webhooks;

import dev.segue.console.webhooks.Answer.Meaning;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers messages of one webhook, each until it is done with. May be used by many threads, one a customer.
 *
 * @param attempts makes an attempt
 * @param pauses waits between two
 * @param backOff for how long
 * @param erased whether a message was overtaken by its customer's erasure
 * @param progress is told how it goes
 */
record Lane(Attempts attempts, Pauses pauses, BackOff backOff, Predicate<Message> erased, Progress progress) {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    /** How often a message is tried that the receiver says it does not want. */
    private static final int TRIES = 5;

    /** Makes an attempt. */
    interface Attempts {
        /** @throws InterruptedException where the thread is interrupted */
        Answer make(Message message) throws InterruptedException;
    }

    /** Waits between attempts. */
    interface Pauses {
        /** The receiver took a message. */
        void answered();

        /**
         * Waits.
         *
         * @param pause for how long at most
         * @param away whether to wait no longer than until the receiver is back
         * @throws InterruptedException where the thread is interrupted
         */
        void take(Duration pause, boolean away) throws InterruptedException;
    }

    /**
     * Delivers messages one after another.
     *
     * @param done told of each that is done with: delivered, refused for good, or withheld
     */
    void deliver(Iterable<Message> messages, Consumer<Message> done) {
        try {
            for (Message message : messages) {
                if (!deliver(message)) {
                    return;
                }
                done.accept(message);
            }
        } catch (InterruptedException e) {
            LOG.debug("a delivery is left to whoever gets the partition next", e);
            Thread.currentThread().interrupt();
        }
    }

    /** @return false where the receiver wants no more messages at all */
    private boolean deliver(Message message) throws InterruptedException {
        int failures = 0;
        int refusals = 0;
        try {
            while (!erased.test(message)) {
                long begun = System.nanoTime();
                Answer answer = attempts.make(message);
                switch (answer.meaning()) {
                    case DELIVERED -> {
                        progress.delivered(message, Duration.ofNanos(System.nanoTime() - begun));
                        pauses.answered();
                        return true;
                    }
                    case GONE -> {
                        progress.stop(message, answer);
                        return false;
                    }
                    case REFUSED -> {
                        if (++refusals == TRIES) {
                            progress.refused(message, answer);
                            return true;
                        }
                    }
                    case FAILED, AWAY -> {
                        // Tried until it works.
                    }
                }
                progress.failed(message, answer, failures++ == 0);
                pauses.take(
                        backOff.pause(failures, answer.askedFor()),
                        answer.meaning() == Meaning.AWAY && answer.askedFor() == null);
            }
            progress.withheld();
            return true;
        } finally {
            if (failures > 0) {
                progress.waitsNoMore();
            }
        }
    }
}
