package dev.segue.trainer.publish;

import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.Release.Status;
import dev.segue.segmentation.assignment.SegmentModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All versions of one segmentation's model, and what may be done with them. The newest published version is always the one
 * in force: putting another in force drops those published after it. Immutable.
 *
 * @param segmentation the segmentation
 * @param inForce the model in force; null where there is none that can be used
 * @param known all versions that can be used, the one in force among them, by number
 * @param last the highest number given out, be it to one that cannot be used; 0 for none
 */
public record Versions(
        String segmentation, @Nullable SegmentModel inForce, NavigableMap<Long, SegmentModel> known, long last) {

    private static final int NAMED = 10;

    public Versions {
        NavigableMap<Long, SegmentModel> all = new TreeMap<>(known);
        if (inForce != null) {
            // Models published before versions had keys of their own are in force, but nowhere else.
            all.putIfAbsent(inForce.version(), inForce);
        }
        known = Collections.unmodifiableNavigableMap(all);
        last = Math.max(last, all.isEmpty() ? 0 : all.lastKey());
    }

    /**
     * What is to be written, all at once.
     *
     * @param inForce the model that comes into force; null where the one in force stays
     * @param kept versions that are new or stand otherwise than before, to be kept under their own keys
     */
    public record Change(@Nullable SegmentModel inForce, List<SegmentModel> kept) {
        public Change {
            kept = List.copyOf(kept);
        }

        /** Whether this has been carried out. */
        public boolean isIn(Versions versions) {
            return (inForce == null || versions.isInForce(inForce))
                    && kept.stream().allMatch(model -> {
                        SegmentModel there = versions.known().get(model.version());
                        return there != null
                                && there.release().status() == model.release().status();
                    });
        }
    }

    /** The number the next candidate gets: no version's, whatever became of it. */
    public long next() {
        return last + 1;
    }

    /**
     * What the next candidate is trained from: the model in force, counting the segment ids that went to versions which never
     * came into force as given out too, so that no id ever means two segments.
     */
    public @Nullable SegmentModel parent() {
        long segmentsEver = known.values().stream()
                .mapToLong(SegmentModel::segmentsEver)
                .max()
                .orElse(0);
        return inForce == null ? null : inForce.numbered(inForce.version(), segmentsEver);
    }

    /** The version trained last, whatever became of it. */
    public Optional<SegmentModel> newest() {
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(known.lastEntry().getValue());
    }

    /** The candidate that waits for a person. */
    public Optional<SegmentModel> held() {
        return known.values().stream().filter(this::isHeld).reduce((older, newer) -> newer);
    }

    /** Whether a version is the one in force. */
    public boolean isInForce(SegmentModel model) {
        return inForce != null && inForce.version() == model.version();
    }

    /**
     * A version.
     *
     * @throws VersionRefusedException naming those there are, where there is none of this number
     */
    public SegmentModel version(long version) {
        SegmentModel model = known.get(version);
        if (model == null) {
            throw new VersionRefusedException(
                    "%s has no version %d; it has %s".formatted(segmentation, version, inWords()), true);
        }
        return model;
    }

    /** Takes a candidate in, as the gate decided. Who was held until now is overtaken. */
    public Change candidate(SegmentModel candidate) {
        List<SegmentModel> kept = new ArrayList<>();
        kept.add(candidate);
        known.values().stream().filter(this::isHeld).map(Versions::dropped).forEach(kept::add);
        return new Change(candidate.release().status() == Status.PUBLISHED ? candidate : null, kept);
    }

    /**
     * Puts a version in force that is not, on a person's word.
     *
     * @param version which one; null for the one that is held
     * @throws VersionRefusedException where there is none, or it is not to be promoted
     */
    public Change promote(@Nullable Long version) {
        SegmentModel model = version == null ? theHeld() : version(version);
        if (isInForce(model)) {
            throw new VersionRefusedException(
                    "v%d of %s is in force already".formatted(model.version(), segmentation), false);
        }
        if (model.release().status() == Status.PUBLISHED) {
            throw new VersionRefusedException(
                    "v%d of %s was in force before: roll back to it".formatted(model.version(), segmentation), false);
        }
        return putInForce(model);
    }

    /**
     * Turns the candidate down that is held.
     *
     * @param version which one; null for the one that is held
     * @throws VersionRefusedException where there is none, or it is not held
     */
    public Change drop(@Nullable Long version) {
        SegmentModel model = version == null ? theHeld() : version(version);
        if (!isHeld(model)) {
            throw new VersionRefusedException(
                    "v%d of %s is %s; only a version that is held can be dropped"
                            .formatted(model.version(), segmentation, standing(model)),
                    false);
        }
        return new Change(null, List.of(dropped(model)));
    }

    /**
     * Puts a version in force again that was before.
     *
     * @param version which one; null for the one before the present
     * @throws VersionRefusedException where there is none, or it never was in force
     */
    public Change rollBack(@Nullable Long version) {
        SegmentModel model = version == null ? theOneBefore() : version(version);
        if (isInForce(model)) {
            throw new VersionRefusedException(
                    "v%d of %s is in force already".formatted(model.version(), segmentation), false);
        }
        if (model.release().status() != Status.PUBLISHED) {
            throw new VersionRefusedException(
                    "v%d of %s is %s; to put it in force, promote it"
                            .formatted(model.version(), segmentation, standing(model)),
                    false);
        }
        return putInForce(model);
    }

    /** Another text whenever a version is new or stands otherwise. */
    public String tag() {
        String all = known.values().stream()
                .map(model -> model.version() + standing(model))
                .collect(Collectors.joining(","));
        return "%d-%08x".formatted(last, all.hashCode());
    }

    /** How a version stands, in a word. */
    public String standing(SegmentModel model) {
        if (isInForce(model)) {
            return "in force";
        }
        return switch (model.release().status()) {
            case PUBLISHED -> "superseded";
            case HELD -> "held";
            case DROPPED -> "dropped";
        };
    }

    private Change putInForce(SegmentModel model) {
        SegmentModel published = model.released(model.release().as(Status.PUBLISHED));
        List<SegmentModel> kept = new ArrayList<>();
        kept.add(published);
        known.tailMap(model.version(), false).values().stream()
                .filter(newer -> newer.release().status() == Status.PUBLISHED)
                .map(Versions::dropped)
                .forEach(kept::add);
        return new Change(published, kept);
    }

    private SegmentModel theHeld() {
        return held().orElseThrow(() -> new VersionRefusedException(
                "nothing is held for %s; it has %s".formatted(segmentation, inWords()), false));
    }

    private SegmentModel theOneBefore() {
        long present = inForce == null ? Long.MAX_VALUE : inForce.version();
        return known.headMap(present, false).values().stream()
                .filter(model -> model.release().status() == Status.PUBLISHED)
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new VersionRefusedException(
                        "%s has no version to go back to; it has %s".formatted(segmentation, inWords()), false));
    }

    private boolean isHeld(SegmentModel model) {
        return model.release().status() == Status.HELD;
    }

    private static SegmentModel dropped(SegmentModel model) {
        Release release = model.release();
        return model.released(release.as(Status.DROPPED));
    }

    private String inWords() {
        if (known.isEmpty()) {
            return "no version yet";
        }
        String latest = known.descendingMap().values().stream()
                .limit(NAMED)
                .map(model -> "v%d (%s)".formatted(model.version(), standing(model)))
                .collect(Collectors.joining(", "));
        return known.size() > NAMED ? "%s and %d older".formatted(latest, known.size() - NAMED) : latest;
    }
}
