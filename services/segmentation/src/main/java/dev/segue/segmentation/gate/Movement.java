package dev.segue.segmentation.gate;

import dev.segue.segmentation.assignment.FlapRules;
import dev.segue.segmentation.assignment.Migration;
import dev.segue.segmentation.assignment.Placement;
import dev.segue.segmentation.assignment.SegmentModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whom a model would move, decided as it is for live customers: to the nearest segment, unless the margin keeps them in the
 * one they are in. Where a customer is at present is not known of the sample, and taken to be the nearest segment under the
 * model in force.
 *
 * @param flows customers by where they are and where they come to, the most first
 */
public record Movement(List<Migration> flows) {
    private static final String NONE = "";

    public Movement {
        flows = List.copyOf(flows);
    }

    /**
     * From the model in force to another.
     *
     * @param customers as these two models see them
     */
    public static Movement of(SegmentModel inForce, SegmentModel candidate, List<SampledCustomer> customers) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        for (SampledCustomer customer : customers) {
            String from = present(inForce, customer);
            String to = next(candidate, customer, from);
            counts.computeIfAbsent(from == null ? NONE : from, f -> new TreeMap<>())
                    .merge(to == null ? NONE : to, 1L, Long::sum);
        }
        List<Migration> flows = new ArrayList<>();
        counts.forEach(
                (from, row) -> row.forEach((to, count) -> flows.add(new Migration(orNull(from), orNull(to), count))));
        flows.sort(Comparator.comparingLong(Migration::customers).reversed());
        return new Movement(flows);
    }

    /** Share of the customers whom either model has in a segment and who change theirs, 0 to 1; 0 where there is nobody. */
    public double movedShare() {
        long moved = 0;
        long placed = 0;
        for (Migration flow : flows) {
            if (flow.from() != null || flow.to() != null) {
                placed += flow.customers();
                moved += flow.moves() ? flow.customers() : 0;
            }
        }
        return placed == 0 ? 0 : (double) moved / placed;
    }

    private static @Nullable String present(SegmentModel model, SampledCustomer customer) {
        if (!model.places(customer.evidence(), customer.inForce())) {
            return null;
        }
        return model.segments().get(model.place(customer.inForce()).nearest()).id();
    }

    private static @Nullable String next(SegmentModel model, SampledCustomer customer, @Nullable String present) {
        if (!model.places(customer.evidence(), customer.candidate())) {
            return null;
        }
        Placement placement = model.place(customer.candidate());
        int from = model.indexOf(present);
        int to = from >= 0 && FlapRules.marginKeeps(model, placement, from) ? from : placement.nearest();
        return model.segments().get(to).id();
    }

    private static @Nullable String orNull(String segment) {
        return segment.equals(NONE) ? null : segment;
    }
}
