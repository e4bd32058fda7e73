package dev.segue.trainer.topic;

/**
 * How reading a topic goes.
 *
 * @param up whether the broker answered lately and what came could be handled
 * @param caughtUp whether everything that was in the topic when reading began has been read
 * @param detail for people
 */
public record ReaderStatus(boolean up, boolean caughtUp, String detail) {}
