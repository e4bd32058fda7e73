package dev.segue.bench.program;

import dev.segue.bench.workload.StateSample;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The floor: Kafka Streams with exactly-once, which for every record gets the state of its key and puts another of the
 * segmenter's sizes, and does nothing else. No program that keeps such states can be quicker on the same settings.
 */
public final class FloorProgram {
    private static final String STORE = "states";

    private FloorProgram() {}

    /**
     * Runs until stopped.
     *
     * @param args bootstrap servers, application id prefix, input topic, threads, state directory, file of the states
     * @throws IOException if the states cannot be read
     */
    public static void main(String[] args) throws IOException {
        byte[][] states = StateSample.read(Path.of(args[5]));
        Topology topology = new Topology();
        topology.addSource("input", new ByteArrayDeserializer(), new ByteArrayDeserializer(), args[2]);
        topology.addProcessor("touch", () -> new Touch(states), "input");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray()),
                "touch");
        KafkaStreams streams = new KafkaStreams(
                topology, ClientSettings.streams(args[0], args[1], Integer.parseInt(args[3]), Path.of(args[4])));
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close, "floor-shutdown"));
        streams.start();
    }

    private static final class Touch implements Processor<byte[], byte[], Void, Void> {
        private final byte[][] states;
        private KeyValueStore<Bytes, byte[]> store;
        private int next;

        @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
        Touch(byte[][] states) {
            this.states = states;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            store = context.getStateStore(STORE);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            Bytes key = Bytes.wrap(record.key());
            store.get(key);
            store.put(key, states[next]);
            next = (next + 1) % states.length;
        }
    }
}
