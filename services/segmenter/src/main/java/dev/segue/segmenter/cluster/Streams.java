package dev.segue.segmenter.cluster;

import dev.segue.segmenter.service.RunningStreams;
import dev.segue.segmenter.service.SegmenterService;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** This instance's streams, for who asks them something while they run. Thread-safe. */
@Singleton
final class Streams {
    private final SegmenterService segmenter;

    Streams(SegmenterService segmenter) {
        this.segmenter = segmenter;
    }

    /**
     * The streams, whatever they do.
     *
     * @throws NotNowException while they are not started
     */
    RunningStreams started() {
        RunningStreams started = segmenter.running();
        if (started == null) {
            throw new NotNowException("the segmenter is " + segmenter.state());
        }
        return started;
    }

    /**
     * An answer of the streams.
     *
     * @throws NotNowException while they cannot be asked
     */
    <T> T ask(Function<KafkaStreams, T> question) {
        KafkaStreams streams = started().streams();
        try {
            if (streams.state().isRunningOrRebalancing()) {
                return question.apply(streams);
            }
        } catch (InvalidStateStoreException | IllegalStateException e) {
            // The latter where they ceased to run just now.
            throw new NotNowException("the stores are not open: " + e.getMessage(), e);
        }
        throw new NotNowException("the segmenter is " + segmenter.state());
    }

    /** A store, as {@link KafkaStreams#store}; it may throw InvalidStateStoreException when it is read. */
    <T> T store(StoreQueryParameters<T> which) {
        return ask(streams -> streams.store(which));
    }
}
