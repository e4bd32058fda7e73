package dev.segue.segmenter.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.segmenter.cluster.Part;
import io.micronaut.serde.annotation.Serdeable;
import java.util.SortedSet;

/**
 * The columns that the customers of one instance need.
 *
 * @param further names of the features besides those every shop has
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record ColumnsPart(SortedSet<Integer> partitions, SortedSet<String> further) implements Part {}
