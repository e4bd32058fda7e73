package dev.segue.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.segmentation.assignment.FlapControl;
import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Quality;
import dev.segue.segmentation.assignment.Release;
import dev.segue.segmentation.assignment.Release.Status;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.assignment.Transform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class VersionsTest {
    private static final Versions NONE = new Versions("value", null, new TreeMap<>(), 0);

    @Example
    void aCandidateThatPassedIsInForceAndKept() {
        Versions versions = with(NONE, NONE.candidate(model(1, Status.PUBLISHED)));

        assertThat(standings(versions)).containsExactly("1 in force");
        assertThat(versions.next()).isEqualTo(2);
    }

    @Example
    void aHeldCandidateWaitsBesideTheModelInForceUntilANewerOneTakesItsPlace() {
        // Given
        Versions first = with(NONE, NONE.candidate(model(1, Status.PUBLISHED)));
        Versions held = with(first, first.candidate(model(2, Status.HELD)));
        assertThat(standings(held)).containsExactly("1 in force", "2 held");

        // When
        Versions newer = with(held, held.candidate(model(3, Status.HELD)));
        Versions passed = with(newer, newer.candidate(model(4, Status.PUBLISHED)));

        // Then
        assertThat(standings(newer)).containsExactly("1 in force", "2 dropped", "3 held");
        assertThat(standings(passed)).containsExactly("1 superseded", "2 dropped", "3 dropped", "4 in force");
    }

    @Example
    void promotingPutsTheHeldCandidateInForceAndDroppingDoesNot() {
        Versions held = history(Status.PUBLISHED, Status.HELD);

        assertThat(standings(with(held, held.promote(null)))).containsExactly("1 superseded", "2 in force");
        assertThat(standings(with(held, held.drop(null)))).containsExactly("1 in force", "2 dropped");
        assertThat(standings(with(held, held.promote(2L)))).containsExactly("1 superseded", "2 in force");
    }

    @Example
    void whatWasDroppedCanBePromotedAllTheSame() {
        Versions dropped = history(Status.PUBLISHED, Status.DROPPED, Status.PUBLISHED);

        Versions promoted = with(dropped, dropped.promote(2L));

        assertThat(standings(promoted)).containsExactly("1 superseded", "2 in force", "3 dropped");
    }

    @Example
    void rollingBackGoesToTheOneBeforeAndDropsWhatCameAfter() {
        // Given
        Versions versions = history(Status.PUBLISHED, Status.DROPPED, Status.PUBLISHED, Status.PUBLISHED, Status.HELD);

        // When
        Versions once = with(versions, versions.rollBack(null));
        Versions twice = with(once, once.rollBack(null));
        Versions first = with(versions, versions.rollBack(1L));

        // Then
        assertThat(standings(once)).containsExactly("1 superseded", "2 dropped", "3 in force", "4 dropped", "5 held");
        assertThat(standings(twice)).containsExactly("1 in force", "2 dropped", "3 dropped", "4 dropped", "5 held");
        assertThat(standings(first)).isEqualTo(standings(twice));
        assertThat(twice.next()).isEqualTo(6);
    }

    @Example
    void afterARollBackWhatWasRolledBackFromCanBePromoted() {
        Versions versions = history(Status.PUBLISHED, Status.PUBLISHED);
        Versions back = with(versions, versions.rollBack(null));

        Versions forward = with(back, back.promote(2L));

        assertThat(standings(forward)).containsExactly("1 superseded", "2 in force");
    }

    @Example
    void whereTheModelInForceCannotBeUsedRollingBackGoesToTheNewestThatCan() {
        Versions versions = history(Status.PUBLISHED, Status.PUBLISHED, Status.HELD);
        Versions unusable = new Versions("value", null, new TreeMap<>(versions.known()), 4);

        assertThat(Objects.requireNonNull(unusable.rollBack(null).inForce()).version())
                .isEqualTo(2);
        assertThat(unusable.next()).isEqualTo(5);
    }

    @Example
    void whatCannotBeDoneIsRefusedWithWhatThereIs() {
        Versions versions = history(Status.PUBLISHED, Status.DROPPED, Status.PUBLISHED);

        refused(
                () -> versions.promote(null),
                "nothing is held for value; it has v3 (in force), v2 (dropped), v1 (superseded)");
        refused(
                () -> versions.drop(null),
                "nothing is held for value; it has v3 (in force), v2 (dropped), v1 (superseded)");
        refused(
                () -> versions.promote(9L),
                "value has no version 9; it has v3 (in force), v2 (dropped), v1 (superseded)");
        refused(() -> versions.promote(3L), "v3 of value is in force already");
        refused(() -> versions.promote(1L), "v1 of value was in force before: roll back to it");
        refused(() -> versions.rollBack(3L), "v3 of value is in force already");
        refused(() -> versions.rollBack(2L), "v2 of value is dropped; to put it in force, promote it");
        refused(() -> versions.drop(3L), "v3 of value is in force; only a version that is held can be dropped");
        refused(() -> NONE.rollBack(null), "value has no version to go back to; it has no version yet");
        refused(
                () -> history(Status.PUBLISHED).rollBack(null),
                "value has no version to go back to; it has v1 (in force)");
    }

    @Example
    void idsThatWentToAHeldCandidateAreNotGivenAgain() {
        // Given
        SegmentModel candidate = model(2, Status.HELD);
        Versions first = history(Status.PUBLISHED);
        Versions held = with(first, first.candidate(candidate.numbered(2, 17)));

        // When
        SegmentModel parent = Objects.requireNonNull(held.parent());

        // Then
        assertThat(parent.version()).isEqualTo(1);
        assertThat(parent.segmentsEver()).isEqualTo(17);
    }

    @Property
    void whateverIsDoneTheModelInForceIsTheNewestPublishedOneAndAtMostOneIsHeld(
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 9) Integer> deeds) {
        Versions versions = history(Status.PUBLISHED);
        for (int deed : deeds) {
            versions = done(versions, deed);

            SegmentModel inForce = Objects.requireNonNull(versions.inForce());
            long newest = versions.known().values().stream()
                    .filter(model -> model.release().status() == Status.PUBLISHED)
                    .mapToLong(SegmentModel::version)
                    .max()
                    .orElseThrow();
            assertThat(inForce.version()).isEqualTo(newest);
            assertThat(inForce.release().status()).isEqualTo(Status.PUBLISHED);
            assertThat(versions.known().values().stream()
                            .filter(model -> model.release().status() == Status.HELD))
                    .hasSizeLessThan(2);
        }
    }

    private static Versions done(Versions versions, int deed) {
        try {
            return with(
                    versions,
                    switch (deed) {
                        case 0, 1 -> versions.candidate(model(versions.next(), Status.PUBLISHED));
                        case 2, 3 -> versions.candidate(model(versions.next(), Status.HELD));
                        case 4 -> versions.promote(null);
                        case 5 -> versions.drop(null);
                        case 6 -> versions.rollBack(null);
                        case 7 -> versions.promote(1 + versions.last() / 2);
                        default -> versions.rollBack(1 + versions.last() / 2);
                    });
        } catch (VersionRefusedException e) {
            return versions;
        }
    }

    private static void refused(Runnable deed, String why) {
        assertThatThrownBy(deed::run)
                .isInstanceOf(VersionRefusedException.class)
                .hasMessage(why);
    }

    /** Versions 1, 2, … that came to stand so; the newest published one is in force. */
    private static Versions history(Status... statuses) {
        Versions versions = NONE;
        for (Status status : statuses) {
            versions = with(versions, versions.candidate(model(versions.next(), status)));
        }
        return versions;
    }

    /** What the topic has after a change. */
    private static Versions with(Versions versions, Versions.Change change) {
        TreeMap<Long, SegmentModel> known = new TreeMap<>(versions.known());
        change.kept().forEach(model -> known.put(model.version(), model));
        Versions after = new Versions(
                versions.segmentation(),
                change.inForce() == null ? versions.inForce() : change.inForce(),
                known,
                versions.last());
        assertThat(change.isIn(after)).isTrue();
        return after;
    }

    private static List<String> standings(Versions versions) {
        List<String> standings = new ArrayList<>();
        versions.known().forEach((version, model) -> standings.add(version + " " + versions.standing(model)));
        return standings;
    }

    private static SegmentModel model(long version, Status status) {
        return new SegmentModel(
                        "value",
                        version,
                        null,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        List.of(new ModelFeature("visits", Transform.NONE, 0, 0, 1, 0, 1, 1)),
                        List.of(new Segment("value-1", "a", "A", new double[] {0}, new double[] {0}, 1, 1)),
                        new Quality(1, 1, 1, 1, 1, 1),
                        new FlapControl(0, Duration.ZERO, 0),
                        List.of(),
                        1,
                        1)
                .released(Release.PUBLISHED.as(status));
    }
}
