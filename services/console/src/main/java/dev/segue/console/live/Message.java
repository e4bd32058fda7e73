package dev.segue.console.live;

import org.jspecify.annotations.Nullable;

/**
 * A server-sent event, written once for all who get it.
 *
 * @param name its name
 * @param segmentation only for those who want this segmentation; null for all
 * @param number number of the move it tells of; 0 for anything else
 * @param id what a client resumes by; null for what is out of date once it is told
 * @param json its data
 */
record Message(
        String name,
        @Nullable String segmentation,
        long number,
        @Nullable String id,
        String json) {}
