package dev.segue.segmentation.assignment;

import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import java.util.Objects;
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
 * @param former where the customer was under the model before, should that come into force again; null for a customer no
 *     other model has placed, and for one who has moved since for reasons of their own
 */
@SuppressWarnings("ArrayRecordComponent") // Stored with every customer; never compared as a value.
public record Membership(
        String segmentation,
        @Nullable String segment,
        long modelVersion,
        long since,
        long changes,
        int featuresHash,
        float[] entered,
        @Nullable Former former) {

    private static final float[] NOTHING = {};

    /**
     * A place under another model.
     *
     * @param segment id of the segment; null for none
     * @param modelVersion the other model's version, 1 or more
     */
    public record Former(@Nullable String segment, long modelVersion) {}

    /** A customer the segmentation has not placed yet. */
    public static Membership none(String segmentation) {
        return new Membership(segmentation, null, 0, 0, 0, 0, NOTHING, null);
    }

    /** The same, looked at by a model and left where it is. */
    public Membership seenBy(long version) {
        return version == modelVersion
                ? this
                : new Membership(
                        segmentation, segment, version, since, changes, featuresHash, entered, formerUnder(version));
    }

    /** What is to be remembered when a model of a version decides: this place, where it is another model's. */
    @Nullable
    Former formerUnder(long version) {
        if (version == modelVersion) {
            return former;
        }
        return modelVersion == 0 ? null : new Former(segment, modelVersion);
    }

    /** Writes it. */
    public void write(StateWriter out) {
        out.text(segmentation);
        out.text(orEmpty(segment));
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
        writeFormer(out);
    }

    /** One octet for most: whether there is one, and whether it is of the same segment, goes with the version. */
    private void writeFormer(StateWriter out) {
        if (former == null) {
            out.whole(0);
            return;
        }
        boolean same = Objects.equals(former.segment(), segment);
        out.whole(former.modelVersion() * 2 + (same ? 1 : 0));
        if (!same) {
            out.text(orEmpty(former.segment()));
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Membership read(StateReader in) {
        String segmentation = in.text();
        String segment = orNull(in.text());
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
                segmentation, segment, modelVersion, since, changes, featuresHash, entered, readFormer(in, segment));
    }

    private static @Nullable Former readFormer(StateReader in, @Nullable String segment) {
        long version = in.whole();
        if (version == 0) {
            return null;
        }
        return new Former(version % 2 == 1 ? segment : orNull(in.text()), version / 2);
    }

    private static String orEmpty(@Nullable String segment) {
        return segment == null ? "" : segment;
    }

    private static @Nullable String orNull(String segment) {
        return segment.isEmpty() ? null : segment;
    }
}
