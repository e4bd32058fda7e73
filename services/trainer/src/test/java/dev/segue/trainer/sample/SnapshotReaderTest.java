package dev.segue.trainer.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.avro.CustomerFeatures;
import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.RegistryUnavailableException;
import dev.segue.avro.topics.Topic;
import dev.segue.trainer.UnreachableRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotReaderTest {
    private final CustomerSample sample = new CustomerSample(10, TrainingClock.EVENT, Clock.systemUTC());
    private final SnapshotReader reader = new SnapshotReader(
            "customers",
            new AvroDeserializer<CustomerFeatures>(UnreachableRegistry.registry(), Topic.CUSTOMER_FEATURES.schemas()),
            sample);

    @Test
    void aTombstoneTakesTheCustomerOut() {
        // Given
        sample.put("anna", new CustomerSnapshot(Instant.EPOCH, 10, 1, Map.of()));

        // When
        reader.accept("anna", null);

        // Then
        assertThat(sample.size()).isZero();
    }

    @Test
    void whatCannotBeDecodedIsCountedAndLeftOut() {
        // When
        reader.accept("anna", new byte[] {1, 2, 3});
        reader.accept("anna", new byte[] {9, 0, 0, 0, 1, 5});

        // Then
        assertThat(reader.undecodable()).isEqualTo(2);
        assertThat(sample.size()).isZero();
    }

    @Test
    void whileTheRegistryIsAwayARecordIsNotLeftOut() {
        assertThatThrownBy(() -> reader.accept("anna", new byte[] {0, 0, 0, 0, 1, 5}))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThat(reader.undecodable()).isZero();
    }
}
