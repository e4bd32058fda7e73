package dev.segue.console.operations;

import dev.segue.avro.topics.Topic;
import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.console.settings.ConsoleConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the segmenter is behind, asked of the broker once a second. Lag in seconds is how long ago the inputs ended where the segmenter
 * is now, from what was seen of their ends before: exact to a second, and for as long as a console looks. Thread-safe.
 */
@Singleton
public final class LagWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LagWatch.class);
    private static final int SECONDS_KEPT = 900;
    private static final int ASK_SECONDS = 5;

    private final Admin admin;
    private final Clock clock = Clock.systemUTC();
    private final TopicCatalogue topics;
    private final String group;
    private final LagGauges gauges;
    private final Deque<Ends> history = new ArrayDeque<>();
    private volatile Lag latest = Lag.UNKNOWN;
    private volatile @Nullable List<TopicPartition> partitions;
    private @Nullable String trouble;

    private record Ends(long at, Map<TopicPartition, Long> ends) {
        long sum() {
            return ends.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    LagWatch(Admin admin, TopicCatalogue topics, ConsoleConfig config, MeterRegistry meters) {
        this.admin = admin;
        this.topics = topics;
        this.group = config.segmenterGroup();
        this.gauges = new LagGauges(group, meters);
    }

    /** How far the segmenter was behind a moment ago. */
    public Lag lag() {
        return latest;
    }

    /** Input records a second, of the last five minutes at most, the oldest first. */
    public synchronized List<Throughput> throughput() {
        List<Throughput> rates = new ArrayList<>();
        Ends before = null;
        for (Ends ends : history) {
            if (before != null && ends.at > before.at) {
                rates.add(new Throughput(ends.at, 1000.0 * (ends.sum() - before.sum()) / (ends.at - before.at)));
            }
            before = ends;
        }
        return rates.size() <= Throughput.MOST ? rates : rates.subList(rates.size() - Throughput.MOST, rates.size());
    }

    /** Asks the broker. */
    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void look() {
        try {
            List<TopicPartition> inputs = inputs();
            Map<TopicPartition, OffsetSpec> latestOf = new HashMap<>();
            inputs.forEach(partition -> latestOf.put(partition, OffsetSpec.latest()));
            Map<TopicPartition, ListOffsetsResultInfo> found =
                    admin.listOffsets(latestOf).all().get(ASK_SECONDS, TimeUnit.SECONDS);
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(ASK_SECONDS, TimeUnit.SECONDS);
            Map<TopicPartition, Long> ends = new HashMap<>();
            found.forEach((partition, end) -> ends.put(partition, end.offset()));
            trouble = null;
            take(new Ends(clock.millis(), ends), committed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            report(e);
            latest = latest.outdated();
            gauges.unknown();
        }
    }

    /** Each new reason once: it is asked every second. */
    private void report(Exception e) {
        String why = String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
        if (!why.equals(trouble)) {
            LOG.warn("the broker does not say how far the segmenter is: {}; asking again every second", why);
        }
        trouble = why;
    }

    private List<TopicPartition> inputs() throws InterruptedException, ExecutionException, TimeoutException {
        List<TopicPartition> known = partitions;
        if (known == null) {
            List<String> names = Topic.inputs().stream().map(topics::name).toList();
            known = new ArrayList<>();
            for (var topic : admin.describeTopics(names)
                    .allTopicNames()
                    .get(ASK_SECONDS, TimeUnit.SECONDS)
                    .values()) {
                for (var partition : topic.partitions()) {
                    known.add(new TopicPartition(topic.name(), partition.partition()));
                }
            }
            partitions = known;
        }
        return known;
    }

    private synchronized void take(Ends now, Map<TopicPartition, OffsetAndMetadata> committed) {
        history.addLast(now);
        if (history.size() > SECONDS_KEPT) {
            history.removeFirst();
        }
        List<PartitionLag> lags = new ArrayList<>();
        now.ends.forEach((partition, end) -> {
            OffsetAndMetadata offset = committed.get(partition);
            long at = offset == null ? 0 : offset.offset();
            lags.add(new PartitionLag(
                    partition.topic(),
                    partition.partition(),
                    end,
                    offset == null ? null : at,
                    Math.max(0, end - at),
                    seconds(partition, at, end)));
        });
        lags.sort(Comparator.comparing(PartitionLag::topic).thenComparingInt(PartitionLag::partition));
        latest = new Lag(now.at, false, lags);
        gauges.known(lags, (clock.millis() - history.getFirst().at) / 1000.0);
    }

    /** Since when there is something the segmenter has not read; null where that is longer ago than anybody looks. */
    private @Nullable Double seconds(TopicPartition partition, long committed, long end) {
        if (committed >= end) {
            return 0.0;
        }
        Iterator<Ends> newestFirst = history.descendingIterator();
        long since = history.getLast().at;
        while (newestFirst.hasNext()) {
            Ends ends = newestFirst.next();
            if (ends.ends.getOrDefault(partition, 0L) <= committed) {
                return (clock.millis() - since) / 1000.0;
            }
            since = ends.at;
        }
        return null;
    }
}
