package dev.segue.segmenter.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.SortedSet;

/**
 * What an instance must know so that its rows go with the others'.
 *
 * @param segmentation whose segment stands in the table
 * @param modelVersion of its model in force; 0 for none
 * @param now the moment features are computed for, epoch milliseconds
 * @param further names of the features besides those every shop has
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record TableQuestion(String segmentation, long modelVersion, long now, SortedSet<String> further) {}
