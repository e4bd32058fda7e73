package dev.segue.console.webhooks;

import dev.segue.avro.topics.TopicCatalogue;
import dev.segue.console.follow.TopicFollower;
import dev.segue.console.settings.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** All webhooks. Each has a thread, a group and a place to wait of its own, so none delays another. Thread-safe. */
@Singleton
public final class Webhooks implements AutoCloseable {
    private final List<Running> running = new ArrayList<>();
    private final WebhookLag lag;

    private record Running(Webhook webhook, Deliverer deliverer, Progress progress) {}

    /** @throws IllegalArgumentException naming the entry of the settings that cannot be used, and what would be right */
    Webhooks(
            WebhookSettings settings,
            KafkaClients clients,
            TopicCatalogue topics,
            TopicFollower follower,
            Messages messages,
            Erasures erasures,
            Posting posting,
            WebhookLag lag,
            MeterRegistry meters) {
        this.lag = lag;
        BackOff backOff = new BackOff(() -> ThreadLocalRandom.current().nextDouble());
        for (Webhook webhook : settings.webhooks()) {
            Progress progress = new Progress(webhook, meters);
            Recovery recovery = new Recovery();
            Lane lane = new Lane(
                    message -> posting.post(webhook, message), recovery, backOff, erasures::overtook, progress);
            running.add(new Running(
                    webhook, new Deliverer(webhook, topics, clients, follower, messages, lane, progress), progress));
        }
    }

    /** Begins to deliver, once the console has read its topics. */
    public void start() {
        running.forEach(one -> one.deliverer.start());
        lag.watch(running.stream().map(one -> one.webhook).toList());
    }

    /** How each is doing, in the order of the settings. */
    public List<WebhookView> views() {
        return running.stream()
                .map(one -> one.progress.view(lag.of(one.webhook)))
                .toList();
    }

    @Override
    @PreDestroy
    public void close() {
        running.forEach(one -> one.deliverer.close());
    }
}
