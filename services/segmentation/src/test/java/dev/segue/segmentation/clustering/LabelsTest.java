package dev.segue.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.clustering.Labels.Label;
import dev.segue.segmentation.features.FeatureCatalogue;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {
    private static final List<ModelFeature> FEATURES = features("monetary", "recency_days", "category_share.wine");

    @Test
    void namesTheTwoFeaturesThatDifferMostTheStrongestFirst() {
        // When
        Label label = new Labels(FEATURES, Set.of()).name(new double[] {1.5, -2, 0.5});

        // Then
        assertThat(label.label()).isEqualTo("Bought recently · high spend");
        assertThat(label.slug()).isEqualTo("bought-recently-high-spend");
    }

    @Test
    void leavesOutWhatIsAverage() {
        // Given
        Labels labels = new Labels(FEATURES, Set.of());

        // When, Then
        assertThat(labels.name(new double[] {1.5, 0.1, -0.1}).label()).isEqualTo("High spend");
        assertThat(labels.name(new double[] {0.1, 0.1, -0.1}).label()).isEqualTo("Average");
    }

    @Test
    void weighsADifferenceWithoutTheWeight() {
        // Given a feature that counts ten times
        List<ModelFeature> features =
                List.of(new ModelFeature("monetary", Transform.NONE, 0, -1e9, 1e9, 0, 1, 10), FEATURES.get(1));

        // When
        Label label = new Labels(features, Set.of()).name(new double[] {5, 1});

        // Then 5 is half a deviation
        assertThat(label.label()).isEqualTo("Bought long ago · high spend");
    }

    @Test
    void tellsSegmentsWithTheSameStrongestFeaturesApartByTheNext() {
        // Given
        Labels labels = new Labels(FEATURES, Set.of());

        // When
        Label first = labels.name(new double[] {1.5, -2, 0.5});
        Label second = labels.name(new double[] {1.4, -2, -0.5});
        Label third = labels.name(new double[] {1.3, -2, -0.5});

        // Then
        assertThat(first.slug()).isEqualTo("bought-recently-high-spend");
        assertThat(second.label()).isEqualTo("Bought recently · high spend · less wine");
        assertThat(third.label()).isEqualTo("Bought recently · high spend 2");
        assertThat(third.slug()).isEqualTo("bought-recently-high-spend-2");
    }

    @Test
    void leavesTheSlugsOfSegmentsThatKeepTheirsAlone() {
        // Given
        Labels labels = new Labels(FEATURES, Set.of("high-spend"));

        // When, Then
        assertThat(labels.name(new double[] {2, 0, 0}).slug()).isEqualTo("high-spend-2");
    }

    @ParameterizedTest
    @CsvSource({
        "recency_days, Bought long ago, Bought recently",
        "tenure_days, Long-standing, New",
        "frequency, Buys often, Buys seldom",
        "category_share.wine, More wine, Less wine",
        "channel_share.web, More by web, Less by web",
        "profile.income, High income, Low income",
        "profile.household_size, High household size, Low household size",
        "profile.children, More children, Fewer children",
        "something_new, High something new, Low something new"
    })
    void featuresReadAsPeopleSayThem(String feature, String high, String low) {
        // Given
        List<ModelFeature> features = features(feature);

        // When, Then
        assertThat(new Labels(features, Set.of()).name(new double[] {1}).label())
                .isEqualTo(high);
        assertThat(new Labels(features, Set.of()).name(new double[] {-1}).label())
                .isEqualTo(low);
    }

    @Test
    void everyBehaviourFeatureHasWordsOfItsOwn() {
        for (String name : FeatureCatalogue.behaviourNames()) {
            // When
            FeatureWords words = FeatureWords.of(name);

            // Then
            assertThat(words.high()).isNotEqualTo("high " + name.replace('_', ' '));
        }
    }

    @Test
    void slugsHoldPlainLettersOnly() {
        // Given
        List<ModelFeature> features = features("category_share.Käse & Öl");

        // When, Then
        assertThat(new Labels(features, Set.of()).name(new double[] {1}).slug()).isEqualTo("more-kase-ol");
    }

    private static List<ModelFeature> features(String... names) {
        return Stream.of(names)
                .map(name -> new ModelFeature(name, Transform.NONE, 0, -1e9, 1e9, 0, 1, 1))
                .toList();
    }
}
