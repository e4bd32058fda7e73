package dev.segue.console.answers;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * A page of customers.
 *
 * @param items in the order of the octets of their ids in UTF-8; may be fewer than asked for, or none, where there are more
 * @param cursor what to ask with for the next page; null for the last
 * @param hasMore whether there is a next page
 */
public record CustomerIds(List<CustomerId> items, @Nullable String cursor, boolean hasMore) {}
