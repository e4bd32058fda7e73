package dev.segue.segmenter.impact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What an instance must know so that its part goes with the others'.
 *
 * @param condition as it was asked for
 * @param modelVersion of the segmentation's model in force
 * @param now the moment, epoch milliseconds
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record ImpactQuestion(String condition, long modelVersion, long now) {}
