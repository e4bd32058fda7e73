package dev.segue.segmentation.assignment;

import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * Where a customer is in one segmentation. The array must not be changed.
 *
 * @param segmentation the segmentation
 * @param segment id of the segment; null while the customer is in none
 * @param modelVersion version of the model that last looked at the customer
 * @param since when the customer entered the segment, epoch milliseconds
 * @param changes how many changes of segment there have been
 * @param featuresHash tells which features {@code entered} is of
 * @param entered raw feature values on entering, NaN where absent; empty while in no segment
 */
@SuppressWarnings("ArrayRecordComponent") // Stored with every customer; never compared as a value.
public record Membership(
        String segmentation,
        @Nullable String segment,
        long modelVersion,
        long since,
        long changes,
        int featuresHash,
        float[] entered) {

    private static final float[] NOTHING = {};

    /** A customer the segmentation has not placed yet. */
    public static Membership none(String segmentation) {
        return new Membership(segmentation, null, 0, 0, 0, 0, NOTHING);
    }

    /** The same, looked at by a newer model and left where it is. */
    public Membership seenBy(long version) {
        return version == modelVersion
                ? this
                : new Membership(segmentation, segment, version, since, changes, featuresHash, entered);
    }

    /** Writes it. */
    public void write(StateWriter out) {
        out.text(segmentation);
        out.text(segment == null ? "" : segment);
        out.whole(modelVersion);
        out.signed(since);
        out.whole(changes);
        out.count(entered.length);
        if (entered.length > 0) {
            out.signed(featuresHash);
            for (float value : entered) {
                out.real(value);
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Membership read(StateReader in) {
        String segmentation = in.text();
        String segment = in.text();
        long modelVersion = in.whole();
        long since = in.signed();
        long changes = in.whole();
        float[] entered = new float[in.count()];
        int featuresHash = 0;
        if (entered.length > 0) {
            featuresHash = (int) in.signed();
            for (int i = 0; i < entered.length; i++) {
                entered[i] = in.shortReal();
            }
        }
        return new Membership(
                segmentation, segment.isEmpty() ? null : segment, modelVersion, since, changes, featuresHash, entered);
    }
}
