package dev.segue.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.assignment.Lineage;
import dev.segue.segmentation.assignment.Lineage.Kind;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.clustering.DriftingBase.Group;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Identities over fifty retrains of a base that drifts all the while, with something happening to it every few. */
class FiftyRetrainsTest {
    private static final int RETRAINS = 50;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
    void everySurvivingSegmentKeepsItsIdAndWhatHappensIsReportedWhenItHappensAndAtNoOtherTime(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        DriftingBase base = new DriftingBase(6, random.split());
        Retraining retraining = new Retraining(random.split());
        retraining.train(base);
        Set<String> everGivenOut = new HashSet<>();
        base.groups().forEach(group -> everGivenOut.add(retraining.segmentOf(group)));
        assertThat(everGivenOut).as("one segment a group").hasSize(6);

        for (int retrain = 1; retrain <= RETRAINS; retrain++) {
            Map<Group, String> before = new HashMap<>();
            base.groups().forEach(group -> before.put(group, retraining.segmentOf(group)));

            // When
            base.drift();
            Happening happening = happen(base, retrain, before);
            SegmentModel model = retraining.train(base);

            // Then
            String when = "seed %d, retrain %d, %s".formatted(seed, retrain, happening);
            for (Group group : base.groups()) {
                if (before.containsKey(group)) {
                    assertThat(retraining.segmentOf(group)).as(when).isEqualTo(before.get(group));
                } else {
                    assertThat(everGivenOut.add(retraining.segmentOf(group)))
                            .as("%s: an id never used before", when)
                            .isTrue();
                }
            }
            List<Lineage> changes = model.lineage().stream()
                    .filter(lineage -> lineage.kind() != Kind.KEPT)
                    .toList();
            assertThat(changes)
                    .as(when)
                    .extracting(lineage -> new Happening(lineage.kind(), lineage.segment(), lineage.related()))
                    .isEqualTo(happening.expected(retraining));
        }
    }

    /** What the lineage must say; the segment of a new group is known only after training. */
    private record Happening(
            Kind kind,
            String segment,
            List<String> related,
            @Nullable Group fresh) {
        Happening(Kind kind, String segment, List<String> related) {
            this(kind, segment, related, null);
        }

        List<Happening> expected(Retraining retraining) {
            if (kind == Kind.KEPT) {
                return List.of();
            }
            String happenedTo = fresh == null ? segment : retraining.segmentOf(fresh);
            return List.of(new Happening(kind, happenedTo, related));
        }
    }

    private static Happening happen(DriftingBase base, int retrain, Map<Group, String> before) {
        return switch (retrain) {
            case 5, 29 -> {
                Group largest = base.largest();
                yield new Happening(Kind.SPLIT, "", List.of(before.get(largest)), base.split());
            }
            case 11, 35 -> new Happening(Kind.BORN, "", List.of(), base.birth());
            case 17, 41 -> new Happening(Kind.RETIRED, Objects.requireNonNull(before.get(base.death())), List.of());
            case 23 -> {
                Group larger = base.nearestPair()[1];
                yield new Happening(
                        Kind.MERGED, Objects.requireNonNull(before.get(base.meet())), List.of(before.get(larger)));
            }
            case 47 -> {
                Group largest = base.largest();
                yield new Happening(
                        Kind.MERGED, Objects.requireNonNull(before.get(base.absorb())), List.of(before.get(largest)));
            }
            case 21, 22 -> {
                base.approach();
                yield new Happening(Kind.KEPT, "", List.of());
            }
            default -> new Happening(Kind.KEPT, "", List.of());
        };
    }
}
