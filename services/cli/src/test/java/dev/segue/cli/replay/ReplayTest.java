package dev.segue.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.avro.Visit;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.cli.CommandFailure;
import dev.segue.cli.publish.EventPublisher;
import dev.segue.cli.publish.InputEvent;
import dev.segue.cli.show.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final int EVENTS = 5;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path directory;

    @Test
    void everyEventShouldBePublishedInOrderUnderItsCustomersKey() {
        // Given
        MockProducer<String, SpecificRecord> producer = producer(true);

        // When
        long published = replay(producer, 0).run();

        // Then
        assertThat(published).isEqualTo(EVENTS);
        assertThat(producer.history()).extracting(ProducerRecord::key).containsExactly("c0", "c1", "c2", "c3", "c4");
        assertThat(producer.history()).extracting(ProducerRecord::topic).containsOnly("t.visits.v1");
        assertThat(journal().read(EVENTS)).contains(new ReplayPosition("cluster", EVENTS, EVENTS));
    }

    @Test
    void aRunThatGoesOnShouldLeaveOutWhatIsThereAlready() {
        // Given
        MockProducer<String, SpecificRecord> producer = producer(true);

        // When
        long published = replay(producer, 3).run();

        // Then
        assertThat(published).isEqualTo(2);
        assertThat(producer.history()).extracting(ProducerRecord::key).containsExactly("c3", "c4");
        assertThat(journal().read(EVENTS)).contains(new ReplayPosition("cluster", EVENTS, EVENTS));
    }

    @Test
    void whatTheBrokerHasNotAcknowledgedShouldNotCountAsDone() {
        // Given a broker that acknowledges the first event and refuses the second
        MockProducer<String, SpecificRecord> producer = producer(false);
        Replay replay = replay(producer, 0, sent -> {
            if (sent == 1) {
                producer.completeNext();
            } else if (sent == 2) {
                producer.errorNext(new RecordTooLargeException("too large"));
            }
        });

        // When, Then
        assertThatThrownBy(replay::run).isInstanceOf(CommandFailure.class).hasMessageContaining("too large");
        assertThat(journal().read(EVENTS)).contains(new ReplayPosition("cluster", 1, EVENTS));
    }

    private Replay replay(MockProducer<String, SpecificRecord> producer, long start) {
        return replay(producer, start, sent -> {});
    }

    /** A clock that goes on a second every time it is asked, so that every event is followed by a note. */
    private Replay replay(MockProducer<String, SpecificRecord> producer, long start, Consumer<Integer> afterEach) {
        Instant[] now = {Instant.EPOCH};
        InstantSource clock = () -> now[0] = now[0].plusSeconds(1);
        Progress progress = new Progress() {
            @Override
            public void reached(long done) {}

            @Override
            public void close() {}
        };
        return new Replay(
                new Visits(afterEach),
                journal(),
                "cluster",
                new EventPublisher(producer, new TopicCatalogue("t.")),
                clock,
                progress,
                start);
    }

    private ReplayJournal journal() {
        return new ReplayJournal(directory.resolve("visits.json"));
    }

    private static MockProducer<String, SpecificRecord> producer(boolean acknowledging) {
        Serializer<SpecificRecord> unused = (topic, record) -> new byte[0];
        return new MockProducer<>(acknowledging, null, new StringSerializer(), unused);
    }

    private record Visits(Consumer<Integer> afterEach) implements ReplaySource {
        @Override
        public String name() {
            return "visits";
        }

        @Override
        public String sha256() {
            return "0";
        }

        @Override
        public Optional<Instant> lastEvent() {
            return Optional.empty();
        }

        @Override
        public long events() {
            return EVENTS;
        }

        @Override
        public RowTally rows() {
            return new RowTally();
        }

        @Override
        public void forEach(Consumer<InputEvent> sink) {
            List<Integer> numbers = IntStream.range(0, EVENTS).boxed().toList();
            for (int number : numbers) {
                sink.accept(InputEvent.of(Visit.newBuilder()
                        .setMessageId("m" + number)
                        .setUserId("c" + number)
                        .setTimestamp(Instant.EPOCH)
                        .build()));
                afterEach.accept(number + 1);
            }
        }
    }
}
