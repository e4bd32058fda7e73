package dev.segue.console.webhooks;

import dev.segue.console.settings.ConsoleConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far webhooks are behind, all consoles together, asked of the broker every five seconds. Thread-safe. */
@Singleton
final class WebhookLag {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookLag.class);
    private static final int ASK_SECONDS = 5;

    private final Admin admin;
    private final MeterRegistry meters;
    private final String prefix;
    private final Map<String, Long> lags = new ConcurrentHashMap<>();
    private volatile List<Webhook> webhooks = List.of();

    WebhookLag(Admin admin, MeterRegistry meters, ConsoleConfig config) {
        this.admin = admin;
        this.meters = meters;
        this.prefix = config.prefix();
    }

    /** From now on these are asked for. */
    void watch(List<Webhook> those) {
        webhooks = List.copyOf(those);
        for (Webhook webhook : those) {
            Gauge.builder("segue.webhook.lag", lags, known -> {
                        Long lag = known.get(webhook.id());
                        return lag == null ? Double.NaN : lag;
                    })
                    .description("Records in the topic that the webhook is not done with")
                    .baseUnit("records")
                    .tag("webhook", webhook.id())
                    .register(meters);
        }
    }

    /** Records that a webhook is not done with; null where that is not known at the moment. */
    @Nullable
    Long of(Webhook webhook) {
        return lags.get(webhook.id());
    }

    @Scheduled(fixedDelay = "5s")
    void look() {
        List<Webhook> those = webhooks;
        if (those.isEmpty()) {
            return;
        }
        try {
            Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = admin.listConsumerGroupOffsets(
                            those.stream()
                                    .collect(Collectors.toMap(
                                            this::group, webhook -> new ListConsumerGroupOffsetsSpec())))
                    .all()
                    .get(ASK_SECONDS, TimeUnit.SECONDS);
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            committed
                    .values()
                    .forEach(offsets ->
                            offsets.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest())));
            Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(
                            latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get(ASK_SECONDS, TimeUnit.SECONDS);
            for (Webhook webhook : those) {
                Map<TopicPartition, OffsetAndMetadata> offsets = committed.getOrDefault(group(webhook), Map.of());
                if (!offsets.isEmpty()) {
                    lags.put(webhook.id(), behind(offsets, ends));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the broker does not say how far webhooks are behind", e);
            lags.clear();
        }
    }

    private String group(Webhook webhook) {
        return prefix + Deliverer.group(webhook);
    }

    private static long behind(
            Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, ListOffsetsResultInfo> ends) {
        long behind = 0;
        for (Map.Entry<TopicPartition, OffsetAndMetadata> at : committed.entrySet()) {
            ListOffsetsResultInfo end = ends.get(at.getKey());
            if (at.getValue() != null && end != null) {
                behind += Math.max(0, end.offset() - at.getValue().offset());
            }
        }
        return behind;
    }
}
