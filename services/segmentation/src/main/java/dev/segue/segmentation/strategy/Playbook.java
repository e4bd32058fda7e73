package dev.segue.segmentation.strategy;

import dev.segue.segmentation.features.FeatureCatalogue;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The strategies that go with a segmentation.
 *
 * @param segmentation id of the segmentation
 * @param title name for people
 * @param revision counts the states of the playbook, 1 or more; triggers carry it
 * @param zone where days, and so seasons and anniversaries, begin
 * @param cap how often a customer is addressed by all strategies together; strategies of other playbooks count too
 * @param attribution for how long after a trigger purchases are put down to it, at least a millisecond
 * @param cast the roles it gives to the segments
 * @param exclusions what some customers are spared, whatever the strategy
 * @param strategies one or more, none twice
 */
public record Playbook(
        String segmentation,
        String title,
        int revision,
        ZoneId zone,
        FrequencyCap cap,
        Duration attribution,
        Cast cast,
        List<Exclusion> exclusions,
        List<Strategy> strategies) {
    /** How many strategies a playbook has at most: what is remembered of a customer is bounded. */
    public static final int MOST_STRATEGIES = 64;

    /**
     * @throws IllegalArgumentException where a name is wrong, or used twice, or there is no role or feature of it
     */
    public Playbook {
        Names.requireId("segmentation", segmentation);
        Names.requireText("title", title);
        if (revision < 1) {
            throw new IllegalArgumentException("revision must be 1 or more, not " + revision);
        }
        if (attribution.toMillis() < 1) {
            throw new IllegalArgumentException("attribution must be more than zero, not " + attribution);
        }
        exclusions = List.copyOf(exclusions);
        strategies = List.copyOf(strategies);
        if (strategies.isEmpty() || strategies.size() > MOST_STRATEGIES) {
            throw new IllegalArgumentException(
                    "strategies must be 1 to %d, not %d".formatted(MOST_STRATEGIES, strategies.size()));
        }
        Set<String> roles = Set.copyOf(cast.roles());
        Map<Integer, String> fingerprints = new HashMap<>();
        for (Strategy strategy : strategies) {
            String other = fingerprints.put(TriggerMemory.fingerprint(segmentation, strategy.id()), strategy.id());
            if (strategy.id().equals(other)) {
                throw new IllegalArgumentException("strategies names %s twice".formatted(other));
            }
            if (other != null) {
                throw new IllegalArgumentException(
                        "strategies: the ids %s and %s have the same fingerprint by chance; choose another id for one"
                                .formatted(other, strategy.id()));
            }
            Stream.concat(strategy.when().roleNames(), strategy.where().roleNames())
                    .forEach(role -> requireRole(strategy.id(), role, roles));
        }
        exclusions.stream()
                .flatMap(exclusion -> exclusion.where().roleNames())
                .forEach(role -> requireRole("never", role, roles));
        features(exclusions, strategies).forEach(FeatureCatalogue::feature);
    }

    /** The names of all features asked for. */
    Stream<String> features() {
        return features(exclusions, strategies);
    }

    private static Stream<String> features(List<Exclusion> exclusions, List<Strategy> strategies) {
        return Stream.concat(
                exclusions.stream().flatMap(exclusion -> exclusion.where().featureNames()),
                strategies.stream()
                        .flatMap(strategy -> Stream.concat(
                                strategy.when().featureNames(), strategy.where().featureNames())));
    }

    private static void requireRole(String where, String role, Set<String> roles) {
        if (!roles.contains(role)) {
            throw new IllegalArgumentException("%s: there is no role %s in the cast".formatted(where, role));
        }
    }
}
