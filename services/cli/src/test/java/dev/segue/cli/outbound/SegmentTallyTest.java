package dev.segue.cli.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.Cause;
import dev.segue.avro.SegmentChanged;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SegmentTallyTest {
    private final SegmentTally tally = new SegmentTally("value");

    @Test
    void customersShouldBeCountedWhereTheirLastChangeTookThem() {
        // When
        tally.add(change("c1", null, "a", Cause.BACKFILL));
        tally.add(change("c2", null, "a", Cause.BACKFILL));
        tally.add(change("c1", "a", "b", Cause.BEHAVIOUR));
        tally.add(change("c2", "a", null, Cause.ERASURE));

        // Then
        assertThat(tally.sizes()).containsEntry("a", 0L).containsEntry("b", 1L);
        assertThat(tally.customers()).isEqualTo(1);
        assertThat(tally.causes()).isEqualTo(Map.of(Cause.BACKFILL, 2L, Cause.BEHAVIOUR, 1L, Cause.ERASURE, 1L));
    }

    @Test
    void aChangeSeenTwiceShouldCountOnce() {
        // When
        boolean first = tally.add(change("c1", null, "a", Cause.BEHAVIOUR));
        boolean again = tally.add(change("c1", null, "a", Cause.BEHAVIOUR));

        // Then
        assertThat(first).isTrue();
        assertThat(again).isFalse();
        assertThat(tally.sizes()).isEqualTo(Map.of("a", 1L));
        assertThat(tally.causes()).isEqualTo(Map.of(Cause.BEHAVIOUR, 1L));
    }

    @Test
    void changesOfOtherSegmentationsShouldNotCount() {
        // Given
        SegmentChanged other = change("c1", null, "a", Cause.BEHAVIOUR);
        other.setSegmentation("personality");

        // When, Then
        assertThat(tally.add(other)).isFalse();
        assertThat(tally.sizes()).isEmpty();
    }

    private static SegmentChanged change(String customer, @Nullable String from, @Nullable String to, Cause cause) {
        return SegmentChanged.newBuilder()
                .setId("id")
                .setUserId(customer)
                .setTimestamp(Instant.EPOCH)
                .setSegmentation("value")
                .setFrom(from)
                .setTo(to)
                .setCause(cause)
                .setModelVersion(1)
                .setDistance(null)
                .build();
    }
}
