package dev.segue.segmenter.cluster;

import java.util.SortedSet;

/** What one instance has to say of the customers it has. */
public interface Part {
    /** The partitions it is about: those whose tasks were open there all the while. */
    SortedSet<Integer> partitions();

    /** To be called where nothing is made of it. */
    default void discard() {
        // Most need not be told.
    }
}
