package dev.segue.console.webhooks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Where messages of one webhook wait before they are tried again. A receiver that was away and answers one is tried at once with the
 * others that had no answer, rather than after minutes. Thread-safe.
 */
final class Recovery implements Lane.Pauses {
    private long answers;

    @Override
    public synchronized void answered() {
        answers++;
        notifyAll();
    }

    @Override
    public synchronized void take(Duration pause, boolean away) throws InterruptedException {
        long before = answers;
        long end = System.nanoTime() + pause.toNanos();
        while (!away || answers == before) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
