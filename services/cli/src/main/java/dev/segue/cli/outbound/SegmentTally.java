package dev.segue.cli.outbound;

import dev.segue.avro.Cause;
import dev.segue.avro.SegmentChanged;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is in which segment of one segmentation, worked out from the changes published, and how many changes there were by
 * cause. Takes a customer's changes in their order; a change seen twice counts once. Not thread-safe.
 */
public final class SegmentTally {
    private final String segmentation;
    private final Map<String, String> segmentOf = new HashMap<>();
    private final Map<String, Long> sizes = new HashMap<>();
    private final Map<Cause, Long> causes = new EnumMap<>(Cause.class);

    /** A tally of one segmentation. */
    public SegmentTally(String segmentation) {
        this.segmentation = segmentation;
    }

    /**
     * @return whether the change was of this segmentation and moved the customer
     */
    public boolean add(SegmentChanged change) {
        if (!segmentation.equals(change.getSegmentation())) {
            return false;
        }
        String to = change.getTo();
        String before = to == null ? segmentOf.remove(change.getUserId()) : segmentOf.put(change.getUserId(), to);
        if (java.util.Objects.equals(before, to)) {
            return false;
        }
        count(before, -1);
        count(to, 1);
        causes.merge(change.getCause(), 1L, Long::sum);
        return true;
    }

    private void count(@Nullable String segment, long difference) {
        if (segment != null) {
            sizes.merge(segment, difference, Long::sum);
        }
    }

    /** Customers in each segment, by segment id. */
    public Map<String, Long> sizes() {
        return Map.copyOf(sizes);
    }

    /** Customers in any segment. */
    public long customers() {
        return segmentOf.size();
    }

    /** Changes by cause. */
    public Map<Cause, Long> causes() {
        return Map.copyOf(causes);
    }

    /** Forgets the changes counted; who is where stays. */
    public void resetCauses() {
        causes.clear();
    }
}
