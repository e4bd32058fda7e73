package dev.segue.console.answers;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * How every segmentation stands; all on one page.
 *
 * @param items one each
 * @param cursor always null
 * @param hasMore always false
 */
public record SegmentationStates(
        List<SegmentationState> items, @Nullable String cursor, boolean hasMore) {}
