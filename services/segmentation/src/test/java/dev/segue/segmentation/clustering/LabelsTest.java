package dev.segue.segmentation.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.assignment.Segment;
import dev.segue.segmentation.assignment.Transform;
import dev.segue.segmentation.clustering.Labels.Label;
import dev.segue.segmentation.clustering.SegmentIdentities.Identity;
import dev.segue.segmentation.features.FeatureCatalogue;
import dev.segue.segmentation.features.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {
    private static final List<ModelFeature> FEATURES = features("monetary", "recency_days", "category_share.wine");

    @Test
    void namesWhatSetsASegmentApartTheStrongestFirst() {
        // When
        Label label = born(FEATURES, new double[] {1.5, -2, 0.4}).getFirst();

        // Then
        assertThat(label.label()).isEqualTo("Bought recently · high spend");
        assertThat(label.slug()).isEqualTo("bought-recently-high-spend");
    }

    @Test
    void namesAThirdThingWhereItIsStrongToo() {
        // When
        List<Label> labels = born(FEATURES, new double[] {1.5, -2, 0.5}, new double[] {1.5, -2, Math.nextDown(0.5)});

        // Then
        assertThat(labels)
                .extracting(Label::label)
                .containsExactly("Bought recently · high spend · wine", "Bought recently · high spend");
    }

    @Test
    void categoriesAreNamedTogetherAndChannelsByName() {
        // Given
        List<ModelFeature> features = features(
                "category_share.wine",
                "profile.income",
                "channel_share.catalogue",
                "category_share.meat",
                "category_share.fruit",
                "channel_share.web");

        // When: little fruit and web follow from much of the others
        Label label =
                born(features, new double[] {1.2, 1.5, 0.9, 0.8, -1.4, -0.9}).getFirst();

        // Then
        assertThat(label.label()).isEqualTo("High income · wine, meat · catalogue");
        assertThat(label.slug()).isEqualTo("high-income-wine-meat-catalogue");
    }

    @Test
    void sharesThatAreOnlyLowAreNamedAsLow() {
        // Given
        List<ModelFeature> features = features("category_share.wine", "category_share.meat");

        // When
        Label label = born(features, new double[] {-1, -0.8}).getFirst();

        // Then
        assertThat(label.label()).isEqualTo("Less wine, less meat");
    }

    @Test
    void ofWhatSaysNearlyTheSameOnlyTheStrongerIsNamed() {
        // Given
        List<ModelFeature> features = features("monetary", "recent_monetary", "frequency", "recent_frequency");

        // When
        Label label = born(features, new double[] {1, 1.2, 0.9, 0.8}).getFirst();

        // Then
        assertThat(label.label()).isEqualTo("High spend lately · buys often");
    }

    @Test
    void leavesOutWhatIsAverage() {
        // When
        List<Label> labels = born(FEATURES, new double[] {1.5, 0.1, -0.1}, new double[] {0.1, 0.1, -0.1});

        // Then
        assertThat(labels).extracting(Label::label).containsExactly("High spend", "Average");
    }

    @Test
    void tellsSegmentsWithTheSameStrongestFeaturesApartByTheNext() {
        // When
        List<Label> labels =
                born(FEATURES, new double[] {1.5, -2, 0.4}, new double[] {1.4, -2, -0.4}, new double[] {1.3, -2, -0.4});

        // Then
        assertThat(labels)
                .extracting(Label::label)
                .containsExactly(
                        "Bought recently · high spend",
                        "Bought recently · high spend · less wine",
                        "Bought recently · high spend 2");
        assertThat(labels.getLast().slug()).isEqualTo("bought-recently-high-spend-2");
    }

    @Test
    void aLabelStaysWhileItIsTrueThoughSomethingElseIsStrongerNow() {
        // Given
        Segment before = segment("value-1", "high-spend", "High spend · bought recently");

        // When
        Label label = kept(before, new double[] {0.13, -0.13, 2}).getFirst();

        // Then
        assertThat(label).isEqualTo(new Label("High spend · bought recently", "high-spend"));
    }

    @Test
    void aLabelThatIsNoLongerTrueIsMadeAnewButTheSlugStays() {
        // Given
        Segment before = segment("value-1", "high-spend", "High spend · bought recently");

        // When one of the two has turned, and when one has faded
        Label turned = kept(before, new double[] {2, 1, 0}).getFirst();
        Label faded = kept(before, new double[] {2, -0.12, 0}).getFirst();

        // Then
        assertThat(turned).isEqualTo(new Label("High spend · bought long ago", "high-spend"));
        assertThat(faded).isEqualTo(new Label("High spend", "high-spend"));
    }

    @Test
    void everyNameInAListMustStayTrue() {
        // Given
        List<ModelFeature> features = features("category_share.wine", "category_share.meat");
        Segment before = segment("value-1", "wine-meat", "Wine, meat");

        // When, Then
        assertThat(named(features, List.of(before), new double[] {1, 0.3})).containsExactly("Wine, meat");
        assertThat(named(features, List.of(before), new double[] {1, 0})).containsExactly("Wine");
    }

    @Test
    void aNumberedLabelStaysToo() {
        // Given
        Segment before = segment("value-1", "high-spend-2", "High spend 2");

        // When, Then
        assertThat(kept(before, new double[] {2, 0, 0}).getFirst().label()).isEqualTo("High spend 2");
    }

    @Test
    void anAverageSegmentStaysAverageUntilSomethingSetsItApartForSure() {
        // Given
        Segment before = segment("value-1", "average", "Average");

        // When, Then
        assertThat(kept(before, new double[] {0.49, 0, 0}).getFirst().label()).isEqualTo("Average");
        assertThat(kept(before, new double[] {0.5, 0, 0}).getFirst().label()).isEqualTo("High spend");
    }

    @Test
    void aNewbornGetsNeitherTheSlugNorTheLabelOfAnother() {
        // Given one whose label has moved away from its slug
        Segment before = segment("value-1", "high-spend", "Bought recently");
        List<Identity> identities = List.of(new Identity("value-2", null), new Identity("value-1", before));
        double[][] z = {{2, 0, 0}, {0, -2, 0}};

        // When
        List<Label> labels = Labels.of(FEATURES, identities, List.of(before), z, Map.of());

        // Then
        assertThat(labels)
                .containsExactly(new Label("High spend 2", "high-spend-2"), new Label("Bought recently", "high-spend"));
    }

    @Test
    void aSegmentMayBeCalledAgainWhatItsSlugSays() {
        // Given
        Segment before = segment("value-1", "high-spend", "Bought recently");

        // When, Then
        assertThat(kept(before, new double[] {2, 0, 0}).getFirst()).isEqualTo(new Label("High spend", "high-spend"));
    }

    @Test
    void aSlugOfASegmentThatHasJustGoneIsNotGivenOut() {
        // Given
        Segment gone = segment("value-1", "high-spend", "High spend");

        // When
        List<Label> labels = Labels.of(
                FEATURES, List.of(new Identity("value-2", null)), List.of(gone), new double[][] {{2, 0, 0}}, Map.of());

        // Then
        assertThat(labels).containsExactly(new Label("High spend 2", "high-spend-2"));
    }

    @Test
    void aGivenLabelWinsByIdOrSlug() {
        // Given
        Segment before = segment("value-1", "high-spend", "High spend");
        List<Identity> identities = List.of(new Identity("value-1", before), new Identity("value-2", null));
        Map<String, String> given = Map.of("value-1", "Premium", "bought-recently", "Active");

        // When
        List<Label> labels =
                Labels.of(FEATURES, identities, List.of(before), new double[][] {{2, 0, 0}, {0, -2, 0}}, given);

        // Then
        assertThat(labels).containsExactly(new Label("Premium", "high-spend"), new Label("Active", "bought-recently"));
    }

    @Test
    void withoutTheGivenLabelASegmentSaysWhatItIsAgain() {
        // Given
        Segment before = segment("value-1", "high-spend", "Premium");

        // When, Then
        assertThat(kept(before, new double[] {2, 0, 0}).getFirst()).isEqualTo(new Label("High spend", "high-spend"));
    }

    @ParameterizedTest
    @CsvSource({
        "recency_days, Bought long ago, Bought recently",
        "tenure_days, Long-standing, New",
        "frequency, Buys often, Buys seldom",
        "category_share.wine, Wine, Less wine",
        "channel_share.web, Web, Less web",
        "profile.income, High income, Low income",
        "profile.household_size, High household size, Low household size",
        "profile.children, More children, Fewer children",
        "something_new, High something new, Low something new"
    })
    void featuresReadAsPeopleSayThem(String feature, String high, String low) {
        assertThat(named(features(feature), List.of(), new double[] {1})).containsExactly(high);
        assertThat(named(features(feature), List.of(), new double[] {-1})).containsExactly(low);
    }

    @Test
    void valuesOfATextTraitAreNamedAsTheyAre() {
        // Given
        List<ModelFeature> features = List.of(
                level("profile.profession", new Level.Is("Artist")),
                level("profile.profession", new Level.Is("Health, care")),
                level("profile.profession", new Level.OtherThan(List.of("Artist", "Health, care"))),
                level("profile.ever_married", new Level.Is("Yes")),
                level("profile.ever_married", new Level.Is("No")));

        // When, Then
        assertThat(named(features, List.of(), new double[] {2, 1.5, -1, -0.6, 0.6}))
                .containsExactly("Artist, Health care · not ever married");
        assertThat(named(features, List.of(), new double[] {-0.6, 0, 1, 0.6, -0.6}))
                .containsExactly("Other profession · ever married");
    }

    @Test
    void everyBehaviourAndPredictionHasWordsOfItsOwn() {
        List<String> names = new ArrayList<>(FeatureCatalogue.predictedNames());
        FeatureCatalogue.behaviourNames().forEach(names::add);
        for (String name : names) {
            // When
            FeatureWords words = FeatureWords.of(name);

            // Then
            assertThat(words.high()).isNotEqualTo("high " + name.replace('_', ' '));
        }
    }

    @Test
    void slugsHoldPlainLettersOnly() {
        // When, Then
        assertThat(born(features("category_share.Käse & Öl"), new double[] {1})
                        .getFirst()
                        .slug())
                .isEqualTo("kase-ol");
        assertThat(born(features("category_share.酒"), new double[] {1}, new double[] {1}))
                .containsExactly(new Label("酒", "segment"), new Label("酒 2", "segment-2"));
    }

    @Test
    void whatSeparatesPhrasesDoesNotStandInThem() {
        // Given
        List<ModelFeature> features = features("category_share.health, beauty");
        String label = named(features, List.of(), new double[] {1}).getFirst();

        // When, Then
        assertThat(label).isEqualTo("Health beauty");
        assertThat(named(features, List.of(segment("value-1", "x", label)), new double[] {1}))
                .containsExactly(label);
    }

    private static Segment segment(String id, String slug, String label) {
        return new Segment(id, slug, label, new double[0], new double[0], 10, 1);
    }

    private static List<Label> born(List<ModelFeature> features, double[]... z) {
        List<Identity> identities = IntStream.rangeClosed(1, z.length)
                .mapToObj(n -> new Identity("value-" + n, null))
                .toList();
        return Labels.of(features, identities, List.of(), z, Map.of());
    }

    private static List<Label> kept(Segment segment, double[] z) {
        return Labels.of(
                FEATURES, List.of(new Identity(segment.id(), segment)), List.of(segment), new double[][] {z}, Map.of());
    }

    /** The label of one segment, kept or newborn. */
    private static List<String> named(List<ModelFeature> features, List<Segment> before, double[] z) {
        Identity identity = new Identity("value-1", before.isEmpty() ? null : before.getFirst());
        return Labels.of(features, List.of(identity), before, new double[][] {z}, Map.of()).stream()
                .map(Label::label)
                .toList();
    }

    private static ModelFeature level(String trait, Level level) {
        return new ModelFeature(trait, Transform.NONE, 0, -1e9, 1e9, 0, 1, 1, level);
    }

    private static List<ModelFeature> features(String... names) {
        return Stream.of(names)
                .map(name -> new ModelFeature(name, Transform.NONE, 0, -1e9, 1e9, 0, 1, 1))
                .toList();
    }
}
