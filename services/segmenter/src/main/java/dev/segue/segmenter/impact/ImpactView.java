package dev.segue.segmenter.impact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a condition holds for, as others see it.
 *
 * @param segmentation whose segments are counted
 * @param modelVersion of its model in force
 * @param asOf the moment; null on event time before the first event
 * @param customers how many it holds for
 * @param of how many there are
 * @param unreadable how many more could not be read
 * @param bySegment the segments of the model, in its order; then those that only customers are in whom it has not looked at yet;
 *     last those who are in none
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record ImpactView(
        String segmentation,
        long modelVersion,
        @Nullable Instant asOf,
        long customers,
        long of,
        long unreadable,
        List<SegmentImpact> bySegment) {

    /** @param segments ids of the model's, in its order */
    static ImpactView of(
            String segmentation, ImpactQuestion question, List<String> segments, Collection<ImpactPart> parts) {
        Impact sum = new Impact(segments);
        long unreadable = 0;
        for (ImpactPart part : parts) {
            part.segments().forEach(sum::add);
            unreadable += part.unreadable();
        }
        List<SegmentImpact> bySegment = sum.bySegment();
        return new ImpactView(
                segmentation,
                question.modelVersion(),
                question.now() == 0 ? null : Instant.ofEpochMilli(question.now()),
                bySegment.stream().mapToLong(SegmentImpact::customers).sum(),
                bySegment.stream().mapToLong(SegmentImpact::of).sum(),
                unreadable,
                bySegment);
    }
}
