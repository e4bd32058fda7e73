package dev.segue.segmenter.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.kstream.Consumed;
import org.junit.jupiter.api.Test;

class RightsTest {
    @Test
    void shouldBeToReadWhatIsReadAndToWriteWhatIsWritten() {
        // Given
        StreamsBuilder streams = new StreamsBuilder();
        Consumed<String, String> texts = Consumed.with(Serdes.String(), Serdes.String());
        streams.globalTable("models", texts);
        streams.stream(List.of("orders", "moves"), texts).to("moves");

        // When
        Rights rights = Rights.of(streams.build().describe(), List.of("orders", "reports"));

        // Then
        assertThat(rights.needed())
                .isEqualTo(Map.of(
                        "models", Set.of(AclOperation.READ),
                        "orders", Set.of(AclOperation.READ),
                        "moves", Set.of(AclOperation.READ, AclOperation.WRITE),
                        "reports", Set.of(AclOperation.DESCRIBE)));
    }

    @Test
    void aRefusalShouldNameWhatItIsOf() {
        // Given
        Exception topic = new StreamsException("task 0_1", new TopicAuthorizationException(Set.of("changes")));
        Exception group = new StreamsException(GroupAuthorizationException.forGroupId("segmenter"));
        Exception transaction = new StreamsException(
                new TransactionalIdAuthorizationException("Transactional Id authorization failed."));

        Exception creation = new StreamsException(
                "Could not create topic moves.", new TopicAuthorizationException("Authorization failed."));

        // When, Then
        assertThat(Refusal.in(creation, "segmenter")).contains("Could not create topic moves. (Authorization failed.)");
        assertThat(Refusal.in(topic, "segmenter")).contains("Not authorized to access topics: [changes]");
        assertThat(Refusal.in(group, "segmenter")).contains("Not authorized to access group: segmenter");
        assertThat(Refusal.in(transaction, "segmenter"))
                .contains("Not authorized to use transactional ids that begin with segmenter-");
        assertThat(Refusal.in(new StreamsException(new TimeoutException()), "segmenter"))
                .isEmpty();
    }
}
