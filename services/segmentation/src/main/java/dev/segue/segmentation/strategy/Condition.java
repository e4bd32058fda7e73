package dev.segue.segmentation.strategy;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which customers something is for. Features are compared by their raw values; a comparison of a feature the customer does
 * not have is false. Immutable.
 */
public sealed interface Condition {
    /** Everybody. */
    Condition ALWAYS = new All(List.of());

    /**
     * The customer's segment has one of some roles.
     *
     * @param roles one or more
     */
    record RoleIn(List<String> roles) implements Condition {
        public RoleIn {
            roles = Names.distinct("role", roles);
            requireAny("role", roles);
        }

        @Override
        public boolean holds(Situation situation) {
            return situation.role() != null && roles.contains(situation.role());
        }

        @Override
        public void tell(Situation situation, List<String> reasons) {
            reasons.add("role is " + situation.role());
        }
    }

    /**
     * A feature is above a bound.
     *
     * @param bound finite; itself not included
     */
    record Above(String feature, double bound) implements Condition {
        public Above {
            requireFinite("above", bound);
        }

        @Override
        public boolean holds(Situation situation) {
            return situation.feature(feature) > bound;
        }

        @Override
        public void tell(Situation situation, List<String> reasons) {
            reasons.add("%s is %s, above %s"
                    .formatted(feature, Situation.text(situation.feature(feature)), Situation.text(bound)));
        }
    }

    /**
     * A feature is below a bound.
     *
     * @param bound finite; itself not included
     */
    record Below(String feature, double bound) implements Condition {
        public Below {
            requireFinite("below", bound);
        }

        @Override
        public boolean holds(Situation situation) {
            return situation.feature(feature) < bound;
        }

        @Override
        public void tell(Situation situation, List<String> reasons) {
            reasons.add("%s is %s, below %s"
                    .formatted(feature, Situation.text(situation.feature(feature)), Situation.text(bound)));
        }
    }

    /**
     * A feature is from one bound to another.
     *
     * @param low finite; included
     * @param high at least {@code low}; included
     */
    record Between(String feature, double low, double high) implements Condition {
        public Between {
            requireFinite("low", low);
            requireFinite("high", high);
            if (low > high) {
                throw new IllegalArgumentException("low must be at most high (%s), not %s".formatted(high, low));
            }
        }

        @Override
        public boolean holds(Situation situation) {
            double value = situation.feature(feature);
            return value >= low && value <= high;
        }

        @Override
        public void tell(Situation situation, List<String> reasons) {
            reasons.add("%s is %s, from %s to %s"
                    .formatted(
                            feature,
                            Situation.text(situation.feature(feature)),
                            Situation.text(low),
                            Situation.text(high)));
        }
    }

    /**
     * A profile trait has one of some values.
     *
     * @param trait name of the trait
     * @param values as texts: of a flag {@code true} or {@code false}, of a number its digits; one or more
     */
    record TraitIn(String trait, List<String> values) implements Condition {
        public TraitIn {
            Names.requireText("trait", trait);
            values = Names.distinct("one_of", values);
            requireAny("one_of", values);
        }

        @Override
        public boolean holds(Situation situation) {
            String text = text(situation);
            return text != null && values.contains(text);
        }

        @Override
        public void tell(Situation situation, List<String> reasons) {
            reasons.add("%s is %s".formatted(trait, text(situation)));
        }

        private @Nullable String text(Situation situation) {
            return situation.state().traits().value(trait).asText();
        }
    }

    /**
     * All of some; where there are none, everybody.
     *
     * @param conditions what they ask of a feature must leave it a value
     */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
            Range.requireAny(conditions);
        }

        @Override
        public boolean holds(Situation situation) {
            for (Condition condition : conditions) {
                if (!condition.holds(situation)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void tell(Situation situation, List<String> reasons) {
            conditions.forEach(condition -> condition.tell(situation, reasons));
        }
    }

    /**
     * One of some at least.
     *
     * @param conditions one or more
     */
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
            requireAny("any", conditions);
        }

        @Override
        public boolean holds(Situation situation) {
            for (Condition condition : conditions) {
                if (condition.holds(situation)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void tell(Situation situation, List<String> reasons) {
            conditions.stream()
                    .filter(condition -> condition.holds(situation))
                    .forEach(condition -> condition.tell(situation, reasons));
        }
    }

    /** The contrary of one. */
    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(Situation situation) {
            return !condition.holds(situation);
        }

        @Override
        public void tell(Situation situation, List<String> reasons) {
            // What does not hold has nothing to show.
        }
    }

    /** Whether it holds. */
    boolean holds(Situation situation);

    /**
     * Whether it may hold for the customer, now or at a later moment, if nothing but time happens: what role and traits alone
     * tell, without a look at features.
     */
    default boolean mayHold(Situation situation) {
        return switch (this) {
            case RoleIn roles -> roles.holds(situation);
            case TraitIn trait -> trait.holds(situation);
            case All all -> {
                for (Condition condition : all.conditions) {
                    if (!condition.mayHold(situation)) {
                        yield false;
                    }
                }
                yield true;
            }
            case Any any -> {
                for (Condition condition : any.conditions) {
                    if (condition.mayHold(situation)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Above above -> true;
            case Below below -> true;
            case Between between -> true;
            case Not not -> true;
        };
    }

    /** Adds what of it holds, for people; called only where it does. */
    void tell(Situation situation, List<String> reasons);

    /** The names of the features it asks for. */
    default Stream<String> featureNames() {
        return switch (this) {
            case Above above -> Stream.of(above.feature);
            case Below below -> Stream.of(below.feature);
            case Between between -> Stream.of(between.feature);
            case RoleIn roles -> Stream.empty();
            case TraitIn traits -> Stream.empty();
            case All all -> all.conditions.stream().flatMap(Condition::featureNames);
            case Any any -> any.conditions.stream().flatMap(Condition::featureNames);
            case Not not -> not.condition.featureNames();
        };
    }

    /** The roles it names. */
    default Stream<String> roleNames() {
        return switch (this) {
            case RoleIn in -> in.roles.stream();
            case All all -> all.conditions.stream().flatMap(Condition::roleNames);
            case Any any -> any.conditions.stream().flatMap(Condition::roleNames);
            case Not not -> not.condition.roleNames();
            default -> Stream.empty();
        };
    }

    private static void requireAny(String field, List<?> list) {
        if (list.isEmpty()) {
            throw new IllegalArgumentException(field + " must name at least one");
        }
    }

    private static void requireFinite(String field, double bound) {
        if (!Double.isFinite(bound)) {
            throw new IllegalArgumentException("%s must be a finite number, not %s".formatted(field, bound));
        }
    }
}
