package dev.segue.segmentation.outcome;

import dev.segue.segmentation.features.EventIds;
import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What triggers are counted together.
 *
 * @param segmentation the segmentation whose playbook holds the strategy
 * @param segment id of the segment the customer was in; null for none
 * @param meaning {@link #meaning} of the segment's label; 0 for none. Triggers of another meaning are counted apart, so that
 *     a segment whose meaning changes begins anew
 * @param strategy id of the strategy
 * @param variant id of the variant; null where the strategy has none, and for a holdout
 * @param holdout whether the customers were left alone, to measure against
 */
public record ArmKey(
        String segmentation,
        @Nullable String segment,
        int meaning,
        String strategy,
        @Nullable String variant,
        boolean holdout) {
    public ArmKey {
        if (segmentation.isEmpty()) {
            throw new IllegalArgumentException("segmentation must not be empty");
        }
        if (strategy.isEmpty()) {
            throw new IllegalArgumentException("strategy must not be empty");
        }
        if (segment != null && segment.isEmpty()) {
            throw new IllegalArgumentException("segment must be null for none, not empty");
        }
        if (variant != null && variant.isEmpty()) {
            throw new IllegalArgumentException("variant must be null for none, not empty");
        }
    }

    /**
     * Tells what segments mean apart.
     *
     * @param label the segment's label; null for none
     */
    public static int meaning(@Nullable String label) {
        return label == null ? 0 : (int) (EventIds.fingerprint(label) >>> 32);
    }

    /** Tells apart what is compared: the strategy's triggers acted upon, whatever variant and segment, and those held out. */
    int side() {
        return (int) (EventIds.fingerprint(segmentation + '/' + strategy + (holdout ? "/-" : "")) >>> 32);
    }

    /** As a text that no other key has. */
    public String text() {
        // No id is a hyphen, so a holdout is no variant.
        return String.join(
                "/",
                segmentation,
                strategy,
                holdout ? "-" : Objects.requireNonNullElse(variant, ""),
                Objects.requireNonNullElse(segment, ""),
                Integer.toHexString(meaning));
    }

    /** Writes it. */
    public void write(StateWriter out) {
        out.text(segmentation);
        out.text(segment == null ? "" : segment);
        out.whole(Integer.toUnsignedLong(meaning));
        out.text(strategy);
        out.text(variant == null ? "" : variant);
        out.octet(holdout ? 1 : 0);
    }

    /** Reads what {@link #write} wrote. */
    public static ArmKey read(StateReader in) {
        return new ArmKey(
                in.text(), orNull(in.text()), (int) in.whole(), in.text(), orNull(in.text()), in.octet() == 1);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
