package dev.segue.console.answers;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * A page of a segment's members.
 *
 * @param items by customer id; may be fewer than asked for, or none, where there are more
 * @param cursor what to ask with for the next page; null for the last
 * @param hasMore whether there is a next page
 */
public record Members(List<Member> items, @Nullable String cursor, boolean hasMore) {}
