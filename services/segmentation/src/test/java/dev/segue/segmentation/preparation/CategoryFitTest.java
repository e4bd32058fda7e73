package dev.segue.segmentation.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.segue.segmentation.assignment.ModelFeature;
import dev.segue.segmentation.features.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CategoryFitTest {
    private static final String JOB = "profile.profession";

    @Test
    void frequentCategoriesGetALevelEachTheMostFrequentFirstAndTheRestOneTogether() {
        // Given ten: five artists, three doctors, one lawyer, one who says nothing
        String[] raw = {"Artist", "Artist", "Doctor", "Artist", "Lawyer", "Doctor", null, "Artist", "Doctor", "Artist"};

        // When
        List<ModelFeature> features = fit(new Levels.Found(0.2, 9), null, List.of(), raw);

        // Then
        assertThat(features)
                .extracting(ModelFeature::coordinateName)
                .containsExactly(JOB + "=Artist", JOB + "=Doctor", JOB + "=other");
        assertThat(features.get(2).level()).isEqualTo(new Level.OtherThan(List.of("Artist", "Doctor")));
        double artists = 5.0 / 9;
        assertThat(features.getFirst().centre()).isEqualTo(artists);
        assertThat(features.getFirst().scale()).isCloseTo(Math.sqrt(artists * (1 - artists)), within(1e-15));
        assertThat(features).extracting(ModelFeature::weight).containsOnly(2.0);
    }

    @Test
    void noMoreLevelsAreFoundThanAsked() {
        // Given as many of one as of the other
        String[] raw = {"b", "a"};

        // When, Then
        assertThat(fit(new Levels.Found(0, 1), null, List.of(), raw))
                .extracting(ModelFeature::coordinateName)
                .containsExactly(JOB + "=a", JOB + "=other");
    }

    @Test
    void listedLevelsStandAsListedEvenWhereNobodyHasThem() {
        // Given
        String[] raw = {"a", "a", "c"};

        // When
        List<ModelFeature> features = fit(new Levels.Listed(List.of("z", "a")), null, List.of(), raw);

        // Then
        assertThat(features)
                .extracting(ModelFeature::coordinateName)
                .containsExactly(JOB + "=z", JOB + "=a", JOB + "=other");
        assertThat(features.getFirst().scale()).isEqualTo(1);
        assertThat(features.getFirst().coordinate(0)).isZero();
    }

    @Test
    void whoDoesNotSayIsTakenForTheMostFrequentOrForWhatIsAsked() {
        // Given
        String[] raw = {"a", "b", "b", null};
        Levels levels = new Levels.Listed(List.of("a", "b"));

        // When, Then
        assertThat(fit(levels, null, List.of(), raw))
                .extracting(ModelFeature::impute)
                .containsExactly(0.0, 1.0, 0.0);
        assertThat(fit(levels, "a", List.of(), raw))
                .extracting(ModelFeature::impute)
                .containsExactly(1.0, 0.0, 0.0);
        assertThat(fit(levels, "unknown", List.of(), raw))
                .extracting(ModelFeature::impute)
                .containsExactly(0.0, 0.0, 1.0);
    }

    @Test
    void aLineageKeepsItsLevelsWhateverIsFrequentNow() {
        // Given
        List<Level> kept = List.of(new Level.Is("a"), new Level.OtherThan(List.of("a")));
        String[] raw = {"b", "b", "b", "a"};

        // When
        List<ModelFeature> features = fit(new Levels.Found(0, 5), null, kept, raw);

        // Then
        assertThat(features).extracting(ModelFeature::level).isEqualTo(kept);
        assertThat(features).extracting(ModelFeature::centre).containsExactly(0.25, 0.75);
    }

    @Test
    void refusesLevelsThatAreNone() {
        assertThatThrownBy(() -> new Levels.Listed(List.of())).hasMessageContaining("levels");
        assertThatThrownBy(() -> new Levels.Listed(List.of("a", "a"))).hasMessageContaining("twice");
        assertThatThrownBy(() -> new Levels.Found(1.5, 3)).hasMessageContaining("min_share must be from 0 to 1");
        assertThatThrownBy(() -> new Levels.Found(0.1, 0)).hasMessageContaining("most must be from 1 to 100");
    }

    private static List<ModelFeature> fit(
            Levels levels, @Nullable String imputed, List<Level> kept, @Nullable String... raw) {
        return CategoryFit.fit(new Dimension.Category(JOB, levels, imputed, 2), raw, kept);
    }
}
