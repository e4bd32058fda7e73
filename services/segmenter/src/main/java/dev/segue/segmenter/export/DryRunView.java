package dev.segue.segmenter.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.segmentation.strategy.DryRun;
import dev.segue.segmentation.strategy.Playbook;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a playbook would do, as others see it.
 *
 * @param segmentation the playbook's
 * @param title the playbook's
 * @param revision the playbook's
 * @param modelVersion of the model that the roles were given out by
 * @param now the moment; null on event time before the first event
 * @param customers how many customers were looked at
 * @param unreadable how many more could not be read
 * @param roles how many customers have each role of the cast, in its order
 * @param withoutRole how many have none
 * @param strategies what came of each strategy, in the playbook's order
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record DryRunView(
        String segmentation,
        String title,
        int revision,
        long modelVersion,
        @Nullable Instant now,
        long customers,
        long unreadable,
        Map<String, Long> roles,
        long withoutRole,
        List<StrategyView> strategies) {
    /**
     * What came of a strategy.
     *
     * @param id its id
     * @param title what it is for
     * @param waits whether it waits for something to happen: then the numbers are of customers for whom it would fire if it happened
     *     now, each strategy by itself
     * @param addressed how many customers would be addressed
     * @param ways how many of them by each way
     * @param roles how many of them have each role
     * @param heldOut how many would get a trigger that says that they are held out
     * @param keptBack how many are kept from it, by what keeps them
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record StrategyView(
            String id,
            String title,
            boolean waits,
            long addressed,
            List<WayView> ways,
            Map<String, Long> roles,
            long heldOut,
            Map<String, Long> keptBack) {

        private static StrategyView of(DryRun.Line line) {
            List<WayView> ways = line.addressed().entrySet().stream()
                    .map(way -> WayView.of(way.getKey(), way.getValue()))
                    .toList();
            Map<String, Long> keptBack = new LinkedHashMap<>();
            line.keptBack().forEach((why, count) -> keptBack.put(why.name().toLowerCase(Locale.ROOT), count));
            return new StrategyView(
                    line.strategy().id(),
                    line.strategy().title(),
                    !line.now(),
                    ways.stream().mapToLong(WayView::customers).sum(),
                    ways,
                    line.roles(),
                    line.heldOut(),
                    keptBack);
        }

        /** Of the same strategy, for other customers too. */
        private StrategyView plus(StrategyView other) {
            SortedMap<DryRun.Way, Long> sum = new TreeMap<>();
            Stream.concat(ways.stream(), other.ways.stream())
                    .forEach(way -> sum.merge(way.way(), way.customers(), Long::sum));
            return new StrategyView(
                    id,
                    title,
                    waits,
                    addressed + other.addressed,
                    sum.entrySet().stream()
                            .map(way -> WayView.of(way.getKey(), way.getValue()))
                            .toList(),
                    sum(roles, other.roles),
                    heldOut + other.heldOut,
                    sum(keptBack, other.keptBack));
        }
    }

    /**
     * How many customers are addressed in one way.
     *
     * @param channel through which channel
     * @param variant id of the variant; null where there are none
     * @param customers how many
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record WayView(String channel, @Nullable String variant, long customers) {
        private static WayView of(DryRun.Way way, long customers) {
            return new WayView(way.channel(), way.variant().isEmpty() ? null : way.variant(), customers);
        }

        private DryRun.Way way() {
            return new DryRun.Way(channel, variant == null ? "" : variant);
        }
    }

    static DryRunView of(Playbook playbook, long modelVersion, long now, DryRun run, long unreadable) {
        Map<String, Long> roles = new LinkedHashMap<>();
        playbook.cast().roles().forEach(role -> roles.put(role, run.roles().getOrDefault(role, 0L)));
        return new DryRunView(
                playbook.segmentation(),
                playbook.title(),
                playbook.revision(),
                modelVersion,
                now == 0 ? null : Instant.ofEpochMilli(now),
                run.customers(),
                unreadable,
                roles,
                run.withoutRole(),
                run.lines().stream().map(StrategyView::of).toList());
    }

    /** Of the same playbook, model and moment, for other customers too. */
    DryRunView plus(DryRunView other) {
        Map<String, StrategyView> others = new HashMap<>();
        other.strategies.forEach(strategy -> others.put(strategy.id, strategy));
        return new DryRunView(
                segmentation,
                title,
                revision,
                modelVersion,
                now,
                customers + other.customers,
                unreadable + other.unreadable,
                sum(roles, other.roles),
                withoutRole + other.withoutRole,
                strategies.stream()
                        .map(strategy -> strategy.plus(Objects.requireNonNull(others.get(strategy.id), strategy.id)))
                        .toList());
    }

    /** In the order of the first. */
    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> sum = new LinkedHashMap<>(one);
        other.forEach((name, count) -> sum.merge(name, count, Long::sum));
        return sum;
    }
}
