package dev.segue.segmenter.service;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Which of Kafka's own measures are published. There are some eighty for every store of every task and a dozen for every
 * partition, most of which are only taken on another recording level or say the same once more; those kept are what sizes,
 * stalls and lags are seen by. Whatever else Kafka measures, once for a thread, a client or an instance, is kept. Thread-safe.
 */
@Singleton
final class KafkaMeters implements MeterFilter {
    /** What there is one of for each store, node, partition or broker: kept are the names below only. */
    private static final List<String> MANY = List.of(
            "kafka.stream.state.",
            "kafka.stream.processor.node.",
            "kafka.consumer.fetch.manager.",
            "kafka.consumer.node.",
            "kafka.producer.node.",
            "kafka.producer.topic.",
            "kafka.admin.client.node.");

    /** One for a thread, though it begins like those of stores. */
    private static final String STATE_UPDATER = "kafka.stream.state.updater.";

    private static final Set<String> KEPT = Set.of(
            "kafka.stream.state.estimate.num.keys",
            "kafka.stream.state.total.sst.files.size",
            "kafka.stream.state.size.all.mem.tables",
            "kafka.stream.state.bytes.written.total",
            "kafka.stream.state.bytes.read.total",
            "kafka.stream.state.block.cache.data.hit.ratio",
            "kafka.stream.state.memtable.hit.ratio",
            "kafka.stream.state.estimate.pending.compaction.bytes",
            "kafka.stream.state.write.stall.duration.total",
            "kafka.stream.state.background.errors",
            "kafka.consumer.fetch.manager.records.lag",
            "kafka.consumer.fetch.manager.records.lag.max",
            "kafka.consumer.fetch.manager.records.consumed.total",
            "kafka.consumer.fetch.manager.bytes.consumed.total",
            "kafka.consumer.fetch.manager.fetch.total",
            "kafka.consumer.fetch.manager.fetch.latency.avg",
            "kafka.consumer.fetch.manager.fetch.latency.max",
            "kafka.producer.topic.record.send.total",
            "kafka.producer.topic.byte.total");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        String name = id.getName();
        return MANY.stream().anyMatch(name::startsWith) && !name.startsWith(STATE_UPDATER) && !KEPT.contains(name)
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }
}
