package dev.segue.segmenter.impact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * How many of a segment's customers a condition holds for.
 *
 * @param segment id; null for those who are in none
 * @param customers how many it holds for
 * @param of how many there are
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record SegmentImpact(@Nullable String segment, long customers, long of) {}
