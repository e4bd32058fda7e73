package dev.segue.segmenter.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ImpactViewTest {
    private static final List<String> MODEL = List.of("value-1", "value-2", "value-3");

    @Test
    void shouldAddUpTheInstancesBySegment() {
        // Given
        ImpactPart one = part(
                1,
                new SegmentImpact("value-2", 3, 10),
                new SegmentImpact("value-0", 1, 2),
                new SegmentImpact(null, 0, 4));
        ImpactPart other = part(
                2,
                new SegmentImpact("value-1", 5, 5),
                new SegmentImpact("value-2", 4, 6),
                new SegmentImpact(null, 1, 1));

        // When
        ImpactView view = ImpactView.of("value", new ImpactQuestion("{}", 7, 1_000), MODEL, List.of(one, other));

        // Then
        assertThat(view.bySegment())
                .containsExactly(
                        new SegmentImpact("value-1", 5, 5),
                        new SegmentImpact("value-2", 7, 16),
                        new SegmentImpact("value-3", 0, 0),
                        new SegmentImpact("value-0", 1, 2),
                        new SegmentImpact(null, 1, 5));
        assertThat(view.customers()).isEqualTo(14);
        assertThat(view.of()).isEqualTo(28);
        assertThat(view.unreadable()).isEqualTo(3);
        assertThat(view.modelVersion()).isEqualTo(7);
        assertThat(view.asOf()).isEqualTo(Instant.ofEpochMilli(1_000));
    }

    @Test
    void shouldNotKnowTheMomentBeforeTheFirstEvent() {
        assertThat(ImpactView.of("value", new ImpactQuestion("{}", 1, 0), MODEL, List.of())
                        .asOf())
                .isNull();
    }

    private static ImpactPart part(long unreadable, SegmentImpact... segments) {
        return new ImpactPart(new TreeSet<>(), List.of(segments), unreadable);
    }
}
