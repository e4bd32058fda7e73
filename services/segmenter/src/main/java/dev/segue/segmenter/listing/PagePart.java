package dev.segue.segmenter.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.segmenter.cluster.CustomerOrder;
import dev.segue.segmenter.cluster.CustomersInOrder;
import dev.segue.segmenter.cluster.OpenCustomers;
import dev.segue.segmenter.cluster.Part;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.function.BiFunction;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * What one instance has for a page.
 *
 * @param items in the order of the list
 * @param lookedTo the last customer that was looked at; null where all were that might be in the list
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record PagePart<T extends Listed>(
        SortedSet<Integer> partitions,
        List<T> items,
        @Nullable String lookedTo) implements Part {
    /** How many customers are looked at for one page, at most, by each instance. */
    static final int MOST_LOOKED_AT = 10_000;

    /**
     * Looks at customers in order, until there are enough for a page or enough were looked at.
     *
     * @param prefix what the ids of all customers in the list begin with
     * @param pick the item of a customer; null where they are not in the list
     */
    static <T extends Listed> PagePart<T> of(
            OpenCustomers customers, PageRequest page, String prefix, BiFunction<String, byte[], @Nullable T> pick) {
        List<T> items = new ArrayList<>();
        String lookedTo = null;
        boolean more = false;
        int looked = 0;
        String after = page.after();
        String from = after == null || CustomerOrder.BY_OCTETS.compare(after, prefix) < 0 ? prefix : after;
        try (CustomersInOrder all = customers.from(from.isEmpty() ? null : from)) {
            while (all.hasNext() && !more) {
                KeyValue<String, byte[]> customer = all.next();
                if (customer.key.equals(after)) {
                    continue;
                }
                if (!customer.key.startsWith(prefix)) {
                    break;
                }
                if (items.size() == page.limit() || looked == MOST_LOOKED_AT) {
                    more = true;
                    continue;
                }
                looked++;
                lookedTo = customer.key;
                T item = pick.apply(customer.key, customer.value);
                if (item != null) {
                    items.add(item);
                }
            }
            all.confirm();
        }
        return new PagePart<>(customers.partitions(), items, more ? lookedTo : null);
    }

    /** The page that parts make: of what all of them have looked at. */
    static <T extends Listed> Page<T> merged(Collection<PagePart<T>> parts, int limit) {
        String horizon = parts.stream()
                .map(PagePart::lookedTo)
                .filter(Objects::nonNull)
                .min(CustomerOrder.BY_OCTETS)
                .orElse(null);
        List<T> items = parts.stream()
                .flatMap(part -> part.items.stream())
                .filter(item -> horizon == null || CustomerOrder.BY_OCTETS.compare(item.customerId(), horizon) <= 0)
                .sorted(Comparator.comparing(Listed::customerId, CustomerOrder.BY_OCTETS))
                .limit(limit + 1L)
                .toList();
        String last = horizon;
        if (items.size() > limit) {
            items = items.subList(0, limit);
            last = items.getLast().customerId();
        }
        return new Page<>(items, last == null ? null : PageRequest.cursor(last), last != null);
    }
}
