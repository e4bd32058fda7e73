package dev.segue.console.moves;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.console.models.SegmentRef;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Who moved from where to where.
 *
 * @param reachesBackTo event time of the oldest change that is held; null where none is
 * @param from first moment asked for; null for the oldest
 * @param to last moment asked for; null for the newest
 * @param causes how many changes there are of each cause in that time, whatever causes were asked for
 * @param links how many customers moved from a segment to another, the most first
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FlowsView(
        @Nullable Instant reachesBackTo,
        @Nullable Instant from,
        @Nullable Instant to,
        Map<String, Long> causes,
        List<Link> links) {

    /** Changes from a segment to another. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Link(SegmentRef from, SegmentRef to, long customers, Map<String, Long> causes) {}
}
