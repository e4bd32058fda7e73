package dev.segue.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.avro.Recommendation;
import dev.segue.avro.RecommendationReason;
import dev.segue.avro.StrategyTriggered;
import dev.segue.avro.TriggerOffer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriggerTextTest {
    @Test
    void shouldSayWhatIsToBeDoneAndWhy() {
        assertThat(TriggerText.line(trigger(false)))
                .isEqualTo("2026-03-01 12:00  ann           ▶ gold/b · by email · push wine · without toys: "
                        + "entered champions (BEHAVIOUR); role is champions");
    }

    @Test
    void shouldSayThatNothingIsToBeDoneForWhoIsHeldOut() {
        assertThat(TriggerText.line(trigger(true)))
                .contains("gold/b · held out · ")
                .doesNotContain("by email");
    }

    @Test
    void shouldTellMachinesEverything() throws IOException {
        JsonNode json = new ObjectMapper().readTree(TriggerText.json(trigger(false)));

        assertThat(json.properties())
                .hasSize(StrategyTriggered.getClassSchema().getFields().size());
        assertThat(json.at("/offer/discount").asDouble()).isEqualTo(10);
        assertThat(json.at("/expires_at").asText()).isEqualTo("2026-03-08T12:00:00Z");
    }

    @Test
    void shouldSayWhatWasChosenForTheCustomerAndWhy() throws IOException {
        StrategyTriggered trigger = trigger(false);
        trigger.setRecommendedProducts(List.of("wine", "cheddar"));
        trigger.setRecommendations(List.of(Recommendation.newBuilder()
                .setProductId("cheddar")
                .setReason(RecommendationReason.BOUGHT_TOGETHER)
                .setScore(2.5)
                .build()));

        JsonNode json = new ObjectMapper().readTree(TriggerText.json(trigger));

        assertThat(TriggerText.line(trigger)).contains("push wine, cheddar (bought together) · ");
        assertThat(json.at("/recommendations/0/product_id").asText()).isEqualTo("cheddar");
        assertThat(json.at("/recommendations/0/reason").asText()).isEqualTo("BOUGHT_TOGETHER");
        assertThat(json.at("/recommendations/0/score").asDouble()).isEqualTo(2.5);
    }

    private static StrategyTriggered trigger(boolean holdout) {
        return StrategyTriggered.newBuilder()
                .setId("id-1")
                .setUserId("ann")
                .setTimestamp(Instant.parse("2026-03-01T12:00:00Z"))
                .setSegmentation("value")
                .setSegment("value-1")
                .setStrategy("gold")
                .setVariant("b")
                .setChannel("email")
                .setHoldout(holdout)
                .setRecommendedProducts(List.of("wine"))
                .setExcludedProducts(List.of("toys"))
                .setOffer(TriggerOffer.newBuilder().setDiscount(10.0).build())
                .setExpiresAt(Instant.parse("2026-03-08T12:00:00Z"))
                .setReasons(List.of("entered champions (BEHAVIOUR)", "role is champions"))
                .build();
    }
}
