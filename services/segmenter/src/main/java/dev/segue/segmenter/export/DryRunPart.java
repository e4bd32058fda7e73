package dev.segue.segmenter.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.segmenter.cluster.Part;
import io.micronaut.serde.annotation.Serdeable;
import java.util.SortedSet;

/**
 * What a playbook would do for the customers of one instance.
 *
 * @param run what
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record DryRunPart(SortedSet<Integer> partitions, DryRunView run) implements Part {
    /**
     * What an instance must know so that its part goes with the others'.
     *
     * @param file name of the playbook, for messages
     * @param yaml the playbook
     * @param modelVersion of its segmentation's model in force
     * @param now the moment, epoch milliseconds
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Question(String file, String yaml, long modelVersion, long now) {}
}
