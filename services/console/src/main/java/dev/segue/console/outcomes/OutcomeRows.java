package dev.segue.console.outcomes;

import dev.segue.avro.sums.OutcomeSums;
import dev.segue.avro.sums.OutcomeSums.Row;
import dev.segue.console.models.Models;
import dev.segue.console.models.SegmentNames;
import dev.segue.console.models.SegmentRef;
import dev.segue.segmentation.outcome.Arm;
import dev.segue.segmentation.outcome.ArmKey;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Puts outcomes together: of each strategy in all, in each segment, and there of each variant. Thread-safe. */
@Singleton
public final class OutcomeRows {
    private final Outcomes outcomes;
    private final SegmentNames names;
    private final Models models;

    OutcomeRows(Outcomes outcomes, SegmentNames names, Models models) {
        this.outcomes = outcomes;
        this.names = names;
        this.models = models;
    }

    /** All rows of a segmentation: each strategy's own first, then those of its segments, each followed by its variants. */
    public List<OutcomeRow> of(String segmentation) {
        return outcomes.read(segmentation, sums -> {
            List<OutcomeRow> rows = new ArrayList<>();
            for (String strategy : sums.strategies()) {
                rows.add(OutcomeRow.of(
                        strategy,
                        null,
                        true,
                        null,
                        sums.sum(key -> key.strategy().equals(strategy) && !key.holdout()),
                        sums.sum(key -> key.strategy().equals(strategy) && key.holdout())));
                for (Row place : sums.rows(strategy)) {
                    addPlace(rows, segmentation, sums, place);
                }
            }
            return rows;
        });
    }

    private void addPlace(List<OutcomeRow> rows, String segmentation, OutcomeSums sums, Row place) {
        SegmentRef segment = names.of(segmentation, place.segment());
        boolean current = place.segment().isEmpty()
                || models.segment(segmentation, place.segment())
                        .filter(known -> ArmKey.meaning(known.label()) == place.meaning())
                        .isPresent();
        Arm holdout = sums.sum(key -> place.has(key) && key.holdout());
        rows.add(OutcomeRow.of(
                place.strategy(), segment, current, null, sums.sum(key -> place.has(key) && !key.holdout()), holdout));
        for (String variant : sums.variants(place)) {
            if (!variant.isEmpty()) {
                Arm arm = sums.sum(key -> place.has(key)
                        && !key.holdout()
                        && OutcomeSums.variant(key).equals(variant));
                rows.add(OutcomeRow.of(place.strategy(), segment, current, variant, arm, Arm.EMPTY));
            }
        }
    }
}
