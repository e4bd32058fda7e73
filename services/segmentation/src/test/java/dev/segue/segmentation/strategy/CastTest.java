package dev.segue.segmentation.strategy;

import static dev.segue.segmentation.strategy.StrategyFixture.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.segmentation.assignment.ModelFixture;
import dev.segue.segmentation.assignment.SegmentModel;
import dev.segue.segmentation.strategy.Cast.Part;
import dev.segue.segmentation.strategy.Cast.Pick;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CastTest {
    /** By income and children. */
    private static final SegmentModel MODEL = ModelFixture.model(
            1,
            ModelFixture.FREE,
            List.of(ModelFixture.plain("profile.income"), ModelFixture.plain("profile.children")),
            List.of(
                    segment("s1", 30, 0.4),
                    segment("s2", 50, 2.2),
                    segment("s3", 80, 0.1),
                    segment("s4", Double.NaN, 0.2)));

    @Test
    void partsChooseInOrderAmongTheSegmentsStillFree() {
        // Given
        Cast cast = new Cast(List.of(
                new Part("parents", new Pick.Most("profile.children")),
                new Part("affluent", new Pick.Most("profile.income")),
                new Part("poor", new Pick.Least("profile.income")),
                new Part("others", new Pick.Rest())));

        // When
        Casting casting = cast.of(MODEL);

        // Then
        assertThat(casting.roles()).isEqualTo(Map.of("s2", "parents", "s3", "affluent", "s1", "poor", "s4", "others"));
        assertThat(casting.role("s2")).isEqualTo("parents");
        assertThat(casting.role("s9")).isNull();
        assertThat(casting.role(null)).isNull();
        assertThat(casting.segments("others")).containsExactly("s4");
    }

    @Test
    void theRestIsAllThatIsLeft() {
        // Given
        Cast cast = new Cast(
                List.of(new Part("parents", new Pick.Most("profile.children")), new Part("others", new Pick.Rest())));

        // When
        Casting casting = cast.of(MODEL);

        // Then
        assertThat(casting.segments("others")).containsExactly("s1", "s3", "s4");
    }

    @Test
    void aSegmentCanBeNamedAndIsFreeNoMore() {
        // Given
        Cast cast = new Cast(List.of(
                new Part("mine", new Pick.Named("s2")), new Part("parents", new Pick.Most("profile.children"))));

        // When
        Casting casting = cast.of(MODEL);

        // Then
        assertThat(casting.roles()).isEqualTo(Map.of("s2", "mine", "s1", "parents"));
    }

    @Test
    void ofEqualSegmentsTheOneWhoseIdIsFirstIsChosenWhateverTheirOrder() {
        // Given
        Cast most = new Cast(List.of(new Part("a", new Pick.Most("monetary"))));
        Cast least = new Cast(List.of(new Part("a", new Pick.Least("monetary"))));
        SegmentModel model = ModelFixture.model(
                1,
                ModelFixture.FREE,
                List.of(ModelFixture.plain("monetary")),
                List.of(segment("c", 5), segment("b", 5), segment("d", 5)));

        // When, Then
        assertThat(most.of(model).segments("a")).containsExactly("b");
        assertThat(least.of(model).segments("a")).containsExactly("b");
    }

    @Test
    void aRoleStaysOpenWhereNothingTellsWhoseItIs() {
        // Given
        Cast cast = new Cast(List.of(
                new Part("unknown", new Pick.Most("visits")),
                new Part("retired", new Pick.Named("s9")),
                new Part("a", new Pick.Named("s1")),
                new Part("b", new Pick.Named("s2")),
                new Part("c", new Pick.Named("s3")),
                new Part("without-income", new Pick.Most("profile.income")),
                new Part("d", new Pick.Named("s4")),
                new Part("nobody", new Pick.Most("profile.children"))));

        // When
        Casting casting = cast.of(MODEL);

        // Then
        assertThat(casting.roles()).isEqualTo(Map.of("s1", "a", "s2", "b", "s3", "c", "s4", "d"));
        assertThat(casting.segments("unknown")).isEmpty();
    }

    @Test
    void refusesARoleNamedTwiceAndARestThatIsNotTheLast() {
        Part rest = new Part("rest", new Pick.Rest());
        Part named = new Part("a", new Pick.Named("s1"));

        assertThatThrownBy(() -> new Cast(List.of(named, named))).hasMessage("cast names role a twice");
        assertThatThrownBy(() -> new Cast(List.of(rest, named)))
                .hasMessage("cast must have role rest last, as it takes all segments that are left");
        assertThatThrownBy(() -> new Part("A role", new Pick.Rest())).hasMessageStartingWith("role must be lower-case");
    }
}
