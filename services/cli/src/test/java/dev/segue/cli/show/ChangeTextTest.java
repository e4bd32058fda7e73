package dev.segue.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.avro.Cause;
import dev.segue.avro.FeatureContribution;
import dev.segue.avro.SegmentChanged;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeTextTest {
    private final SegmentChanged change = SegmentChanged.newBuilder()
            .setId("id-1")
            .setUserId("c-4711")
            .setTimestamp(Instant.parse("2011-12-09T12:50:31Z"))
            .setSegmentation("value")
            .setFrom("value-1")
            .setTo("value-2")
            .setFromSlug("deal-seekers")
            .setToSlug("drifting-away")
            .setCause(Cause.TIME)
            .setModelVersion(7)
            .setDistance(0.5)
            .setExplanation(List.of(
                    new FeatureContribution("recency_days", 92.0, 31.0, 1.5),
                    new FeatureContribution("nps", null, null, 0.1)))
            .build();

    @Test
    void aChangeShouldBeOneLineWithItsCauseAndLeadingFeature() {
        assertThat(ChangeText.line(change))
                .isEqualTo("2011-12-09 12:50  c-4711        deal-seekers → drifting-away  TIME: recency_days 31 → 92");
    }

    @Test
    void aFeatureThatDidNotChangeShouldNotBeGivenAsTheReasonBeforeOneThatDid() {
        change.setExplanation(List.of(
                new FeatureContribution("frequency", 6.0, 6.0, 2.0),
                new FeatureContribution("recency_days", 7.5, 0.0, 1.5)));
        assertThat(ChangeText.line(change)).endsWith("TIME: recency_days 0 → 7.5");

        change.setExplanation(List.of(new FeatureContribution("frequency", 6.0, 6.0, 2.0)));
        assertThat(ChangeText.line(change)).endsWith("TIME: frequency 6 → 6");
    }

    @Test
    void aFirstSegmentShouldComeFromNoneAndAnUnknownValueSaySo() {
        // Given
        change.setFrom(null);
        change.setFromSlug(null);
        change.setExplanation(List.of(new FeatureContribution("income", null, null, 1.0)));

        // When, Then
        assertThat(ChangeText.line(change)).endsWith("(none) → drifting-away  TIME: income unknown");
    }

    @Test
    void aSegmentWithoutSlugShouldBeCalledByItsId() {
        // Given
        change.setToSlug(null);
        change.setExplanation(List.of());

        // When, Then
        assertThat(ChangeText.line(change)).endsWith("deal-seekers → value-2  TIME");
    }

    @Test
    void jsonShouldHoldTheWholeChangeInOneLine() throws IOException {
        // When
        String text = ChangeText.json(change);

        // Then
        assertThat(text).doesNotContain("\n");
        JsonNode json = new ObjectMapper().readTree(text);
        assertThat(json.path("userId").asText()).isEqualTo("c-4711");
        assertThat(json.path("timestamp").asText()).isEqualTo("2011-12-09T12:50:31Z");
        assertThat(json.path("from_slug").asText()).isEqualTo("deal-seekers");
        assertThat(json.path("cause").asText()).isEqualTo("TIME");
        assertThat(json.path("model_version").asLong()).isEqualTo(7);
        assertThat(json.at("/explanation/0/previous").asDouble()).isEqualTo(31);
        assertThat(json.at("/explanation/1/value").isNull()).isTrue();
        assertThat(json.path("second").isNull()).isTrue();
    }
}
