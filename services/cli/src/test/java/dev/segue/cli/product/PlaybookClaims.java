package dev.segue.cli.product;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.segue.cli.product.Outbound.Fired;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a study says of whom its recommendations are for, held against the strategies that fired. Nothing of it is taken from
 * the playbook: who has which role is worked out of the rows of the file, and the segments that the customers are in.
 */
final class PlaybookClaims {
    private final String segmentation;
    private final Map<String, NamedCsvRecord> rows;
    private final Map<String, Cast> cast = new LinkedHashMap<>();
    private final Map<String, Meant> meant = new LinkedHashMap<>();

    /** The role goes to the segment, of those still free, whose customers have most of something; null for those left. */
    private record Cast(@Nullable ToDoubleFunction<NamedCsvRecord> most) {}

    private record Meant(Set<String> roles, Set<String> channels, Predicate<NamedCsvRecord> row) {}

    /** @param rows of the file, by customer */
    PlaybookClaims(String segmentation, Map<String, NamedCsvRecord> rows) {
        this.segmentation = segmentation;
        this.rows = rows;
    }

    /** Names the segment, of those still free, whose customers have most of something on average. */
    PlaybookClaims most(String role, ToDoubleFunction<NamedCsvRecord> figure) {
        cast.put(role, new Cast(figure));
        return this;
    }

    /** Names the segment that is left. */
    PlaybookClaims rest(String role) {
        cast.put(role, new Cast(null));
        return this;
    }

    /** Says whom a strategy is for: the customers of some roles, by some channels; separated by blanks, * for any. */
    PlaybookClaims meant(String strategy, String roles, String channels) {
        return meant(strategy, roles, channels, row -> true);
    }

    /** The same, of customers of whom something is true besides. */
    PlaybookClaims meant(String strategy, String roles, String channels, Predicate<NamedCsvRecord> row) {
        meant.put(strategy, new Meant(Set.of(roles.split(" ")), Set.of(channels.split(" ")), row));
        return this;
    }

    /** Each strategy fired, for nobody it is not meant for, and there is none the study knows nothing of. */
    void assertHold(Outbound outbound) {
        List<Fired> fired = outbound.of(segmentation);
        Map<String, String> roles = roles(outbound.segments(segmentation));
        assertThat(fired.stream().map(one -> one.strategy()).distinct())
                .as("strategies of %s that fired", segmentation)
                .containsExactlyInAnyOrderElementsOf(meant.keySet());
        assertThat(fired).allSatisfy(one -> {
            Meant whom = Objects.requireNonNull(meant.get(one.strategy()));
            String role = roles.get(one.placed());
            assertThat(one.segment()).isEqualTo(one.placed().equals("none") ? null : one.placed());
            assertThat(one.role()).isEqualTo(role);
            assertThat(whom.roles()).containsAnyOf("*", role);
            assertThat(whom.channels()).contains(one.channel());
            NamedCsvRecord row = rows.get(one.customer());
            if (row != null) {
                assertThat(whom.row().test(row)).as("what is meant of %s", row).isTrue();
            }
        });
    }

    /** What fired for the customers of a role. */
    static List<Fired> to(Outbound outbound, String segmentation, String... roles) {
        Set<String> those = Set.of(roles);
        return outbound.of(segmentation).stream()
                .filter(one -> one.role() != null && those.contains(one.role()))
                .toList();
    }

    /** Segment to role. */
    private Map<String, String> roles(Map<String, String> segmentOf) {
        Map<String, List<NamedCsvRecord>> free = rows.entrySet().stream()
                .filter(row -> segmentOf.containsKey(row.getKey()))
                .collect(Collectors.groupingBy(
                        row -> Objects.requireNonNull(segmentOf.get(row.getKey())),
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        Map<String, String> roles = new HashMap<>();
        cast.forEach((role, whose) -> {
            ToDoubleFunction<NamedCsvRecord> most = whose.most();
            Set<String> segments = most == null
                    ? Set.copyOf(free.keySet())
                    : Set.of(free.entrySet().stream()
                            .max(Comparator.comparingDouble(segment -> mean(segment.getValue(), most)))
                            .orElseThrow()
                            .getKey());
            segments.forEach(segment -> {
                roles.put(segment, role);
                free.remove(segment);
            });
        });
        return roles;
    }

    private static double mean(List<NamedCsvRecord> rows, ToDoubleFunction<NamedCsvRecord> figure) {
        return rows.stream()
                .filter(row -> !Double.isNaN(figure.applyAsDouble(row)))
                .mapToDouble(figure)
                .average()
                .orElseThrow();
    }
}
