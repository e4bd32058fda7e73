package dev.segue.segmenter.impact;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.segmenter.cluster.Part;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.SortedSet;

/**
 * Whom of one instance's customers a condition holds for.
 *
 * @param segments those that have customers here
 * @param unreadable customers who could not be read, and are counted nowhere else
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record ImpactPart(SortedSet<Integer> partitions, List<SegmentImpact> segments, long unreadable) implements Part {}
