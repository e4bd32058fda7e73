package dev.segue.segmentation.strategy;

import java.util.stream.Stream;

/**
 * When a strategy fires: at what happens, or as long as something is so. It fires in the situations in which its condition
 * holds as well.
 */
public sealed interface Occasion permits Momentary, Standing {
    /** The names of the features it asks for. */
    default Stream<String> featureNames() {
        return switch (this) {
            case Standing.Lapsing lapsing -> Stream.of(Standing.PROBABILITY_ALIVE);
            case Standing.Overdue overdue -> Stream.of(Standing.NEXT_PURCHASE_DAYS);
            case Standing.Reaches reaches -> Stream.of(reaches.feature());
            default -> Stream.empty();
        };
    }

    /** The roles it names. */
    default Stream<String> roleNames() {
        return switch (this) {
            case Momentary.Entered entered -> Stream.of(entered.role());
            case Momentary.Left left -> Stream.of(left.role());
            default -> Stream.empty();
        };
    }
}
