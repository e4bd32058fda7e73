package dev.segue.segmenter.cluster;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.SortedSet;

/**
 * What is now as far as one instance knows.
 *
 * @param now epoch milliseconds; 0 on event time before the first event
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ClockPart(SortedSet<Integer> partitions, long now) implements Part {}
