package dev.segue.console.kpis;

import dev.segue.avro.registry.AvroDeserializer;
import dev.segue.avro.registry.SchemaRegistry;
import dev.segue.avro.sums.KpiWindows;
import dev.segue.avro.topics.Topic;
import dev.segue.console.follow.TopicView;
import dev.segue.segmentation.kpi.SegmentKpis;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The KPIs of all segments, by day. Adding up the parts of all partitions and days takes a while where there are many, so the sums
 * are at most a second old. Thread-safe.
 */
@Singleton
public final class Kpis implements TopicView {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AvroDeserializer<dev.segue.avro.SegmentKpis> deserializer;
    private final Map<String, Segmentation> segmentations = new HashMap<>();

    /** One segmentation's parts, and the sums last made of them. */
    private static final class Segmentation {
        private final KpiWindows windows;
        private boolean changed = true;
        private long summedAt;
        private NavigableMap<String, NavigableMap<LocalDate, SegmentKpis>> days = Collections.emptyNavigableMap();

        Segmentation(String id) {
            this.windows = new KpiWindows(id);
        }

        NavigableMap<String, NavigableMap<LocalDate, SegmentKpis>> days() {
            if (changed && (summedAt == 0 || System.nanoTime() - summedAt > FRESH_NANOS)) {
                days = windows.days();
                changed = false;
                summedAt = System.nanoTime();
            }
            return days;
        }
    }

    Kpis(SchemaRegistry registry) {
        this.deserializer = new AvroDeserializer<>(registry, Topic.SEGMENT_KPIS.schemas());
    }

    @Override
    public Topic topic() {
        return Topic.SEGMENT_KPIS;
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        dev.segue.avro.SegmentKpis part = deserializer.deserialize(record.topic(), record.value());
        int slash = key.indexOf('/');
        if (slash > 0) {
            put(key.substring(0, slash), key, part);
        }
    }

    private synchronized void put(String id, String key, dev.segue.avro.@Nullable SegmentKpis part) {
        Segmentation segmentation = segmentations.computeIfAbsent(id, Segmentation::new);
        segmentation.windows.put(key, part);
        segmentation.changed = true;
    }

    /** By segment, with an empty id for customers who are in none, and by day. Not to be changed. */
    public synchronized NavigableMap<String, NavigableMap<LocalDate, SegmentKpis>> days(String segmentation) {
        Segmentation known = segmentations.get(segmentation);
        return known == null ? Collections.emptyNavigableMap() : known.days();
    }
}
