package dev.segue.segmenter.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.segmentation.assignment.Scorer;
import dev.segue.segmentation.customer.Customer;
import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.FeatureCatalogue;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A customer as others see them.
 *
 * @param customerId who
 * @param asOf the moment everything is computed for
 * @param features all features the customer has, by name
 * @param traits names, in this answer, that tell something of the customer's profile rather than of what they did: of features,
 *     and of what contributes
 * @param memberships where they are, one a segmentation that has a model
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record CustomerView(
        String customerId,
        Instant asOf,
        Map<String, Object> features,
        SortedSet<String> traits,
        List<MembershipView> memberships) {

    static CustomerView of(String id, Customer customer, Collection<Scorer> models, long now, Decay decay) {
        // Never before the customer's own last event, which may be ahead of the clock of another task.
        long moment = Math.max(now, customer.state().decayed().at());
        Map<String, Object> features = new TreeMap<>();
        FeatureCatalogue.allOf(customer.state(), moment, decay).forEach((name, value) -> put(features, name, value));
        List<MembershipView> memberships = models.stream()
                .map(scorer -> MembershipView.of(scorer, customer, moment, decay))
                .toList();
        return new CustomerView(
                id, Instant.ofEpochMilli(moment), features, traits(features.keySet(), memberships), memberships);
    }

    private static SortedSet<String> traits(Collection<String> features, List<MembershipView> memberships) {
        return Stream.concat(
                        features.stream(),
                        memberships.stream()
                                .flatMap(membership -> membership.contributions().stream())
                                .map(MembershipView.ContributionView::feature))
                .filter(name -> name.startsWith(FeatureCatalogue.PROFILE))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void put(Map<String, Object> features, String name, @Nullable TraitValue value) {
        switch (value) {
            case TraitValue.Number number -> features.put(name, number.value());
            case TraitValue.Text text -> features.put(name, text.value());
            case TraitValue.Flag flag -> features.put(name, flag.value());
            case TraitValue.Absent absent -> {
                // Not there.
            }
            case null -> {
                // Not there either.
            }
        }
    }
}
