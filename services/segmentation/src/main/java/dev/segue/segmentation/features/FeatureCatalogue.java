package dev.segue.segmentation.features;

import dev.segue.segmentation.event.TraitValue;
import dev.segue.segmentation.value.ValueFeature;
import dev.segue.segmentation.value.ValueModel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every feature there is, by name: those of {@link BehaviourFeature}, those of {@link ValueFeature}, and the families {@code category_share.<category>},
 * {@code channel_share.<channel>} and {@code profile.<trait>}.
 */
public final class FeatureCatalogue {
    /** Prefix of the share of net spend that went to a product category. */
    public static final String CATEGORY_SHARE = "category_share.";

    /** Prefix of the share of orders placed through a channel. */
    public static final String CHANNEL_SHARE = "channel_share.";

    /** Prefix of profile traits; as a number, a yes is 1 and a no 0. */
    public static final String PROFILE = "profile.";

    private static final Map<String, Feature> BEHAVIOUR = Arrays.stream(BehaviourFeature.values())
            .collect(Collectors.toMap(Feature::featureName, Function.identity(), (a, b) -> a, LinkedHashMap::new));

    private FeatureCatalogue() {}

    /**
     * The feature of a name.
     *
     * @throws IllegalArgumentException when there is none; the message has the names there are
     */
    public static Feature feature(String name) {
        Feature behaviour = BEHAVIOUR.get(name);
        if (behaviour != null) {
            return behaviour;
        }
        if (isPredicted(name)) {
            return predicted(name, null);
        }
        if (isOfFamily(name, CATEGORY_SHARE)) {
            return new CategoryShare(name, name.substring(CATEGORY_SHARE.length()));
        }
        if (isOfFamily(name, CHANNEL_SHARE)) {
            return new ChannelShare(name, name.substring(CHANNEL_SHARE.length()));
        }
        if (isOfFamily(name, PROFILE)) {
            return new ProfileTrait(name, name.substring(PROFILE.length()));
        }
        throw new IllegalArgumentException("unknown feature '%s'; there are %s, and %s"
                .formatted(
                        name,
                        Stream.concat(BEHAVIOUR.keySet().stream(), predictedNames().stream())
                                .collect(Collectors.joining(", ")),
                        Stream.of(CATEGORY_SHARE, CHANNEL_SHARE, PROFILE)
                                .map(family -> family + "<name>")
                                .collect(Collectors.joining(", "))));
    }

    /**
     * The feature of a name and, for one of a text trait's values, a level.
     *
     * @throws IllegalArgumentException when there is none, and for a level of what is no profile trait
     */
    public static Feature feature(String name, @Nullable Level level) {
        if (level == null) {
            return feature(name);
        }
        if (!isOfFamily(name, PROFILE)) {
            throw new IllegalArgumentException(
                    "feature %s is a number and has no categories; only %s<name> can".formatted(name, PROFILE));
        }
        return new TraitLevel(level.of(name), name.substring(PROFILE.length()), level);
    }

    /** Whether a feature is one a value model predicts, and no snapshot has. */
    public static boolean isPredicted(String name) {
        return ValueFeature.named(name).isPresent();
    }

    /**
     * A feature that a value model predicts.
     *
     * @param model the model; null where there is none, which leaves the feature undefined
     * @throws IllegalArgumentException when it is none
     */
    public static Feature predicted(String name, @Nullable ValueModel model) {
        return new PredictedFeature(
                ValueFeature.named(name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'%s' is no prediction; there are %s".formatted(name, predictedNames()))),
                model);
    }

    /** The names of the features that a value model predicts; in a fixed order. */
    public static List<String> predictedNames() {
        return Arrays.stream(ValueFeature.values())
                .map(ValueFeature::featureName)
                .toList();
    }

    /** The names of the features that do not depend on a shop's categories, channels and traits; in a fixed order. */
    public static Iterable<String> behaviourNames() {
        return BEHAVIOUR.keySet();
    }

    /**
     * All features a customer has, by name: numbers, and the texts and flags among the profile traits. Undefined ones are
     * left out.
     *
     * @param now the moment they are wanted for, epoch milliseconds
     */
    public static Map<String, TraitValue> allOf(CustomerState state, long now, Decay decay) {
        Map<String, TraitValue> all = new LinkedHashMap<>();
        for (Feature feature : BEHAVIOUR.values()) {
            double value = feature.value(state, now, decay);
            if (!Double.isNaN(value)) {
                all.put(feature.featureName(), new TraitValue.Number(value));
            }
        }
        putShares(all, CATEGORY_SHARE, state.decayed().categories());
        putShares(all, CHANNEL_SHARE, state.decayed().channels());
        for (String trait : state.traits().names()) {
            TraitValue value = state.traits().value(trait);
            if (!(value instanceof TraitValue.Absent)) {
                all.put(PROFILE + trait, value);
            }
        }
        return all;
    }

    /**
     * A feature's value out of those {@link #allOf} gave. A share of a category or channel the customer never used is left
     * out there, and zero; it is undefined only where the customer has no share at all.
     *
     * @param values a customer's features, by name
     * @return the value; NaN where it is undefined
     */
    public static double valueIn(Map<String, TraitValue> values, String name) {
        TraitValue value = values.get(name);
        if (value != null) {
            return value.asNumber();
        }
        for (String family : new String[] {CATEGORY_SHARE, CHANNEL_SHARE}) {
            if (name.startsWith(family) && values.keySet().stream().anyMatch(other -> other.startsWith(family))) {
                return 0;
            }
        }
        return Double.NaN;
    }

    private static void putShares(Map<String, TraitValue> all, String family, NamedAmounts amounts) {
        for (String name : amounts.names()) {
            double share = amounts.share(name);
            if (!Double.isNaN(share)) {
                all.put(family + name, new TraitValue.Number(share));
            }
        }
    }

    private static boolean isOfFamily(String name, String family) {
        return name.startsWith(family) && name.length() > family.length();
    }

    private record CategoryShare(String featureName, String category) implements Feature {
        @Override
        public Ageing ageing() {
            return Ageing.STAYS;
        }

        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return state.decayed().categories().share(category);
        }
    }

    private record ChannelShare(String featureName, String channel) implements Feature {
        @Override
        public Ageing ageing() {
            return Ageing.STAYS;
        }

        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return state.decayed().channels().share(channel);
        }
    }

    private record TraitLevel(String featureName, String trait, Level level) implements Feature {
        @Override
        public Ageing ageing() {
            return Ageing.STAYS;
        }

        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return level.value(state.traits().value(trait).asText());
        }
    }

    private record ProfileTrait(String featureName, String trait) implements Feature {
        @Override
        public Ageing ageing() {
            return Ageing.STAYS;
        }

        @Override
        public double value(CustomerState state, long now, Decay decay) {
            return state.traits().number(trait);
        }
    }
}
