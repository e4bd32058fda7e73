package dev.segue.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.topics.Topic;
import dev.segue.trainer.UnreachableRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ModelVersionsTest {
    private final ModelVersions models = new ModelVersions(
            "models", new AvroDeserializer<>(UnreachableRegistry.registry(), Topic.SEGMENT_MODELS.schemas()));

    @Test
    void aModelThatCannotBeReadIsNotTakenForNone() {
        // When
        models.accept("value", new byte[] {1, 2, 3});

        // Then
        assertThat(models.model("value")).isNull();
        assertThat(models.whyUnusable("value")).contains("3 bytes are shorter");
        assertThat(models.whyUnusable("engagement")).isNull();
    }

    @Test
    void aTombstoneTakesTheModelOut() {
        // Given
        models.accept("value", new byte[] {1, 2, 3});

        // When
        models.accept("value", null);

        // Then
        assertThat(models.whyUnusable("value")).isNull();
    }

    @Test
    void theNumberOfAVersionThatCannotBeReadIsNotGivenAgain() {
        // When
        models.accept("value@7", new byte[] {1, 2, 3});

        // Then
        assertThat(models.versions("value").next()).isEqualTo(8);
        assertThat(models.versions("value").known()).isEmpty();
        assertThat(models.whyUnusable("value")).isNull();
    }

    @Test
    void aKeyThatIsNobodysIsPassedOver() {
        // When
        models.accept("value@latest", new byte[] {1, 2, 3});

        // Then
        assertThat(models.versions("value").next()).isEqualTo(1);
    }

    @Test
    void waitingForAModelThatDoesNotComeEnds() throws InterruptedException {
        assertThat(models.await("value", versions -> versions.last() > 0, Duration.ofMillis(10)))
                .isFalse();
    }
}
