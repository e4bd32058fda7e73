package dev.segue.segmentation.recommendation;

import org.jspecify.annotations.Nullable;

/**
 * A product.
 *
 * @param id in the shop's catalogue
 * @param category null where unknown
 */
public record Product(String id, @Nullable String category) {}
