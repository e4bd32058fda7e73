package dev.segue.trainer.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.segmentation.assignment.Migration;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * Sampled customers who go from one segment to another, or stay.
 *
 * @param from id of the segment they are in; null for unassigned
 * @param to id of the segment they come to; null for unassigned
 * @param customers how many
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record MigrationSummary(@Nullable String from, @Nullable String to, long customers) {
    static List<MigrationSummary> of(List<Migration> migrations) {
        return migrations.stream()
                .map(migration -> new MigrationSummary(migration.from(), migration.to(), migration.customers()))
                .toList();
    }
}
