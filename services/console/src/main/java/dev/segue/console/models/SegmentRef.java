package dev.segue.console.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A segment by name, with the look it keeps for life.
 *
 * @param id stable id; null for customers who are in none
 * @param slug short name
 * @param label name for people
 * @param colour 0 to 9, of a set of ten
 * @param pattern 0 for plain; otherwise 1 to 3, to tell apart those of one colour
 * @param live whether the model in force has it
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SegmentRef(@Nullable String id, String slug, String label, int colour, int pattern, boolean live) {}
