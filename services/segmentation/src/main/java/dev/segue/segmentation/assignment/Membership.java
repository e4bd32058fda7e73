package dev.segue.segmentation.assignment;

import dev.segue.segmentation.features.StateReader;
import dev.segue.segmentation.features.StateWriter;
import dev.segue.segmentation.value.Outlook;
import java.util.ArrayList;
import java.util.List;
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
 * @param formers where the customer was under other models, should one come into force again, the latest first and
 *     {@value #MOST_FORMERS} at most; empty for a customer no other model has placed, and for one who has moved since for
 *     reasons of their own
 * @param outlook what is predicted of the customer as far as the segment's KPIs count it; null where they count nothing
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
        List<Former> formers,
        @Nullable Outlook outlook) {

    /** How many former places a customer remembers. */
    public static final int MOST_FORMERS = 4;

    private static final float[] NOTHING = {};
    private static final int NO_OUTLOOK = 0;
    private static final int NOT_LAPSING = 1;
    private static final int LAPSING = 2;

    /**
     * A place under another model.
     *
     * @param segment id of the segment; null for none
     * @param modelVersion the other model's version, 1 or more
     */
    public record Former(@Nullable String segment, long modelVersion) {}

    /** A place of a customer of whom no prediction is counted. */
    public Membership(
            String segmentation,
            @Nullable String segment,
            long modelVersion,
            long since,
            long changes,
            int featuresHash,
            float[] entered,
            List<Former> formers) {
        this(segmentation, segment, modelVersion, since, changes, featuresHash, entered, formers, null);
    }

    /** A customer the segmentation has not placed yet. */
    public static Membership none(String segmentation) {
        return new Membership(segmentation, null, 0, 0, 0, 0, NOTHING, List.of());
    }

    /** The same, looked at by a model and left where it is. */
    public Membership seenBy(long version) {
        return version == modelVersion
                ? this
                : new Membership(
                        segmentation,
                        segment,
                        version,
                        since,
                        changes,
                        featuresHash,
                        entered,
                        formersUnder(version),
                        outlook);
    }

    /** The same, with another prediction counted. */
    public Membership with(@Nullable Outlook other) {
        return new Membership(
                segmentation, segment, modelVersion, since, changes, featuresHash, entered, formers, other);
    }

    /** What is to be remembered when a model of a version decides: the places under all others, this one the latest. */
    List<Former> formersUnder(long version) {
        if (version == modelVersion) {
            return formers;
        }
        if (modelVersion == 0) {
            return List.of();
        }
        List<Former> remembered = new ArrayList<>(MOST_FORMERS);
        remembered.add(new Former(segment, modelVersion));
        for (Former former : formers) {
            if (remembered.size() < MOST_FORMERS && former.modelVersion() != version) {
                remembered.add(former);
            }
        }
        return remembered;
    }

    /** Where the customer was under a version; null where that is not remembered. */
    @Nullable
    Former formerOf(long version) {
        for (Former former : formers) {
            if (former.modelVersion() == version) {
                return former;
            }
        }
        return null;
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
        out.count(formers.size());
        for (Former former : formers) {
            write(former, out);
        }
        out.octet(outlook == null ? NO_OUTLOOK : outlook.lapsing() ? LAPSING : NOT_LAPSING);
        if (outlook != null) {
            out.whole(outlook.expected());
        }
    }

    /** Mostly one octet: whether it is the same segment goes with the version. */
    private void write(Former former, StateWriter out) {
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
        int count = in.count();
        List<Former> formers = count == 0 ? List.of() : new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long version = in.whole();
            formers.add(new Former(version % 2 == 1 ? segment : orNull(in.text()), version / 2));
        }
        int outlook = in.octet();
        return new Membership(
                segmentation,
                segment,
                modelVersion,
                since,
                changes,
                featuresHash,
                entered,
                formers,
                outlook == NO_OUTLOOK ? null : new Outlook(in.whole(), outlook == LAPSING));
    }

    private static String orEmpty(@Nullable String segment) {
        return segment == null ? "" : segment;
    }

    private static @Nullable String orNull(String segment) {
        return segment.isEmpty() ? null : segment;
    }
}
