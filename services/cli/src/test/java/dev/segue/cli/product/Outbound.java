package dev.segue.cli.product;

import dev.segue.avro.SegmentChanged;
import dev.segue.avro.StrategyTriggered;
import dev.segue.cli.connect.Connection;
import dev.segue.cli.outbound.ChangeReader;
import dev.segue.cli.outbound.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What comes out of a stack, from the beginning: what of each record the claims are about. One thread. */
final class Outbound implements AutoCloseable {
    private static final String NONE = "none";

    private final ChangeReader reader = ChangeReader.open(Connection.configured(), TopicReader.Start.BEGINNING);
    private final Map<String, Map<String, String>> segments = new TreeMap<>();
    private final List<Fired> fired = new ArrayList<>();

    /**
     * A strategy that fired.
     *
     * @param placed where the changes that came before it on the topic had put the customer
     * @param segment where it says the customer is
     */
    record Fired(
            String customer,
            Instant at,
            String segmentation,
            String strategy,
            String placed,
            @Nullable String segment,
            @Nullable String role,
            @Nullable String channel,
            @Nullable String variant,
            boolean holdout,
            List<String> recommended,
            List<String> excluded) {}

    /** Reads on until nothing more comes for a while. */
    Outbound readOn(Duration quiet) {
        List<SpecificRecord> events = reader.pollAll(quiet);
        while (!events.isEmpty() || !reader.hasReadAllThereWas()) {
            events.forEach(this::note);
            events = reader.pollAll(quiet);
        }
        return this;
    }

    private void note(SpecificRecord event) {
        switch (event) {
            case SegmentChanged change ->
                segments.computeIfAbsent(change.getSegmentation(), unseen -> new HashMap<>())
                        .put(change.getUserId(), change.getTo() == null ? NONE : change.getTo());
            case StrategyTriggered trigger -> fired.add(fired(trigger));
            default -> throw new IllegalStateException("an event of another kind: " + event);
        }
    }

    private Fired fired(StrategyTriggered trigger) {
        return new Fired(
                trigger.getUserId(),
                trigger.getTimestamp(),
                trigger.getSegmentation().intern(),
                trigger.getStrategy().intern(),
                segments.getOrDefault(trigger.getSegmentation(), Map.of()).getOrDefault(trigger.getUserId(), NONE),
                shared(trigger.getSegment()),
                shared(trigger.getRole()),
                shared(trigger.getChannel()),
                shared(trigger.getVariant()),
                trigger.getHoldout(),
                trigger.getRecommendedProducts().stream().map(String::intern).toList(),
                trigger.getExcludedProducts().stream().map(String::intern).toList());
    }

    /** The same text once, as there are hundreds of thousands. */
    private static @Nullable String shared(@Nullable String text) {
        return text == null ? null : text.intern();
    }

    List<Fired> fired() {
        return fired;
    }

    List<Fired> of(String segmentation) {
        return fired.stream()
                .filter(one -> one.segmentation().equals(segmentation))
                .toList();
    }

    /** Customer to the segment the customer is in by now. */
    Map<String, String> segments(String segmentation) {
        return segments.getOrDefault(segmentation, Map.of());
    }

    @Override
    public void close() {
        reader.close();
    }
}
