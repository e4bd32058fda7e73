package dev.segue.segmentation.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.segmentation.AnyEvents;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.event.TraitValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeatureCatalogueTest {
    private static final Decay DECAY = Decay.halfLife(Duration.ofDays(90));

    @Test
    void anUnknownNameIsRefusedWithTheNamesThereAre() {
        assertThatThrownBy(() -> FeatureCatalogue.feature("recencydays"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'recencydays'")
                .hasMessageContaining("recency_days")
                .hasMessageContaining("complaints")
                .hasMessageContaining("category_share.<name>");
    }

    @Test
    void aFamilyWithoutAMemberIsNoFeature() {
        for (String family : List.of("category_share.", "channel_share.", "profile.")) {
            assertThatThrownBy(() -> FeatureCatalogue.feature(family)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void everyFeatureIsFoundUnderItsOwnName() {
        List<String> names = new ArrayList<>(List.of("category_share.wine", "channel_share.web", "profile.income"));
        FeatureCatalogue.behaviourNames().forEach(names::add);

        assertThat(names)
                .hasSize(BehaviourFeature.values().length + 3)
                .doesNotHaveDuplicates()
                .allSatisfy(name ->
                        assertThat(FeatureCatalogue.feature(name).featureName()).isEqualTo(name));
    }

    @Property(tries = 300)
    void aValueIsTheSameWhereverItIsTakenFrom(@ForAll("histories") List<CustomerEvent> history) {
        // Given
        CustomerState state = CustomerStateTest.stateOf(history, DECAY);
        long now = AnyEvents.END;

        // When
        Map<String, TraitValue> all = FeatureCatalogue.allOf(state, now, DECAY);

        // Then
        List<String> names = new ArrayList<>(all.keySet());
        FeatureCatalogue.behaviourNames().forEach(names::add);
        names.addAll(List.of("category_share.wine", "category_share.never", "channel_share.never", "profile.never"));
        assertThat(names)
                .allSatisfy(name -> assertThat(FeatureCatalogue.valueIn(all, name))
                        .isEqualTo((Double) FeatureCatalogue.feature(name).value(state, now, DECAY)));
    }

    @Test
    void aCategoryNeverBoughtHasAShareOfZero() {
        CustomerState state = CustomerStateTest.stateOf(List.of(order("wine", "web")), DECAY);
        Map<String, TraitValue> values = FeatureCatalogue.allOf(state, AnyEvents.END, DECAY);

        assertThat(FeatureCatalogue.valueIn(values, "category_share.toys")).isZero();
        assertThat(FeatureCatalogue.valueIn(values, "channel_share.store")).isZero();
        assertThat(FeatureCatalogue.valueIn(values, "category_share.wine")).isEqualTo(1);
    }

    @Test
    void withoutAnyCategoryThereIsNoShareOfOne() {
        CustomerState state = CustomerStateTest.stateOf(List.of(order(null, null)), DECAY);
        Map<String, TraitValue> values = FeatureCatalogue.allOf(state, AnyEvents.END, DECAY);

        assertThat(FeatureCatalogue.valueIn(values, "category_share.toys")).isNaN();
        assertThat(FeatureCatalogue.valueIn(values, "channel_share.store")).isNaN();
        assertThat(FeatureCatalogue.valueIn(values, "profile.income")).isNaN();
    }

    @Provide
    Arbitrary<List<CustomerEvent>> histories() {
        return AnyEvents.histories(20);
    }

    private static Order order(@Nullable String category, @Nullable String channel) {
        long at = AnyEvents.START;
        return new Order(
                "o",
                at,
                at,
                Order.Kind.PURCHASE,
                channel,
                false,
                0,
                List.of(new Order.Line("p1", category, 10_000, 1, 0)));
    }
}
