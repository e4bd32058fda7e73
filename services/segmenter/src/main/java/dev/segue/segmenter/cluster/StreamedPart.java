package dev.segue.segmenter.cluster;

import java.util.Iterator;
import java.util.SortedSet;

/**
 * A part that is too large to be in memory whole. One thread at a time.
 *
 * @param text pieces of it, in order; what is missing at its end because a task was closed is an error, not the end
 */
public record StreamedPart(SortedSet<Integer> partitions, Pieces text) implements Part {
    /** Pieces of a text, made or read as they are asked for. */
    public interface Pieces extends Iterator<String>, AutoCloseable {
        @Override
        void close();
    }

    @Override
    public void discard() {
        text.close();
    }
}
