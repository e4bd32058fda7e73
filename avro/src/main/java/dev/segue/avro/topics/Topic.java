package dev.segue.avro.topics;

import dev.segue.avro.CampaignEvent;
import dev.segue.avro.CustomerErased;
import dev.segue.avro.CustomerFeatures;
import dev.segue.avro.CustomerMoved;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.CustomersMerged;
import dev.segue.avro.ErasureReceipt;
import dev.segue.avro.Feedback;
import dev.segue.avro.ForwardingEnded;
import dev.segue.avro.MergeReceipt;
import dev.segue.avro.ModelReport;
import dev.segue.avro.OperatorAction;
import dev.segue.avro.ProductTally;
import dev.segue.avro.Purchase;
import dev.segue.avro.RecordForwarded;
import dev.segue.avro.SegmentChanged;
import dev.segue.avro.SegmentKpis;
import dev.segue.avro.SegmentModel;
import dev.segue.avro.StrategyOutcomes;
import dev.segue.avro.StrategyTriggered;
import dev.segue.avro.Visit;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** Every topic of Segue: name without prefix, what it holds, how long. Keys are customer ids unless said otherwise. */
public enum Topic {
    /** Orders, returns, cancellations. Kept for good: they are what a customer's state is rebuilt from. */
    PURCHASES("purchases.v1", Kind.INPUT, null, Purchase.getClassSchema()),
    /** What became of campaign messages. */
    CAMPAIGNS("campaigns.v1", Kind.INPUT, Duration.ofDays(400), CampaignEvent.getClassSchema()),
    /** Partial updates of what is known about customers. Kept for good, as purchases are. */
    PROFILES("profiles.v1", Kind.INPUT, null, CustomerProfile.getClassSchema()),
    /** Visits to site and app. */
    VISITS("visits.v1", Kind.INPUT, Duration.ofDays(400), Visit.getClassSchema()),
    /** What customers said. */
    FEEDBACK("feedback.v1", Kind.INPUT, Duration.ofDays(400), Feedback.getClassSchema()),
    /**
     * What is to be done with customers as such. Kept for good, as long as the events: whoever is built up from those again
     * must be erased again.
     */
    CUSTOMER_REQUESTS(
            "customer-requests.v1",
            Kind.INPUT,
            null,
            CustomerErased.getClassSchema(),
            CustomersMerged.getClassSchema()),
    /** What goes from one customer to another whom they were merged into: from the segmenter to itself. */
    CUSTOMER_MOVES(
            "customer-moves.v1",
            Kind.INTERNAL,
            Duration.ofDays(30),
            CustomerMoved.getClassSchema(),
            RecordForwarded.getClassSchema(),
            ForwardingEnded.getClassSchema()),
    /** The latest features of each customer. */
    CUSTOMER_FEATURES("customer-features.v1", Kind.COMPACTED, null, CustomerFeatures.getClassSchema()),
    /** The model in force of each segmentation; keyed by segmentation. One partition: readers want all of it. */
    SEGMENT_MODELS("segment-models.v1", Kind.TABLE, null, SegmentModel.getClassSchema()),
    /** How each version of a model came about; keyed by {@code <segmentation>@<version>}. One partition, as models have. */
    MODEL_REPORTS("model-reports.v1", Kind.TABLE, null, ModelReport.getClassSchema()),
    /** What each segment's customers did on each day, in parts; keyed by segmentation, segment, day and input partition. */
    SEGMENT_KPIS("segment-kpis.v1", Kind.COMPACTED, null, SegmentKpis.getClassSchema()),
    /**
     * What became of each strategy's triggers, in parts; keyed by segmentation, strategy, variant, segment, its meaning, and
     * input partition. One partition: readers want all of it.
     */
    STRATEGY_OUTCOMES("strategy-outcomes.v1", Kind.TABLE, null, StrategyOutcomes.getClassSchema()),
    /**
     * Which products each segment's customers buy most, in parts; keyed by segmentation, segment and input partition. One
     * partition, as models have.
     */
    PRODUCT_TALLIES("product-tallies.v1", Kind.TABLE, null, ProductTally.getClassSchema()),
    /** Segment changes and strategy triggers. */
    SEGMENT_EVENTS(
            "segment-events.v1",
            Kind.OUTPUT,
            Duration.ofDays(30),
            SegmentChanged.getClassSchema(),
            StrategyTriggered.getClassSchema()),
    /** What was done for each customer request; keyed by the request's id. Kept for good, as proof. */
    REQUEST_RECEIPTS(
            "request-receipts.v1", Kind.OUTPUT, null, ErasureReceipt.getClassSchema(), MergeReceipt.getClassSchema()),
    /** What people did through the console; keyed by the action's id. */
    OPERATOR_ACTIONS("operator-actions.v1", Kind.OUTPUT, Duration.ofDays(400), OperatorAction.getClassSchema()),
    /** Input records that could not be used, as they came, with the reason in headers; keyed as they came. */
    DEAD_LETTERS("inputs.v1.dlq", Kind.OUTPUT, Duration.ofDays(30));

    /** The most bytes a dead letter may have: twice what Kafka lets a record have, unless it is told otherwise. */
    public static final int LARGEST_DEAD_LETTER = 2_097_152;

    /** The longest that what a compacted topic of customers no longer says may still be found in it. */
    public static final Duration COMPACTED_WITHIN = Duration.ofDays(7);

    private enum Kind {
        INPUT,
        INTERNAL,
        OUTPUT,
        COMPACTED,
        TABLE
    }

    private final String name;
    private final Kind kind;
    private final @Nullable Duration retention;
    private final List<Schema> schemas;

    Topic(String name, Kind kind, @Nullable Duration retention, Schema... schemas) {
        this.name = name;
        this.kind = kind;
        this.retention = retention;
        this.schemas = List.of(schemas);
    }

    /** The topics others write and the segmenter reads, all keyed by customer and co-partitioned. */
    public static List<Topic> inputs() {
        return Arrays.stream(values()).filter(Topic::isInput).toList();
    }

    /** The {@link #inputs()}, and what the segmenter writes to itself: what must have one number of partitions. */
    public static List<Topic> copartitioned() {
        return Arrays.stream(values())
                .filter(topic -> topic.kind == Kind.INPUT || topic.kind == Kind.INTERNAL)
                .toList();
    }

    /** Those of the {@link #inputs()} that tell what customers did: all but their requests. */
    public static List<Topic> events() {
        return inputs().stream().filter(topic -> topic != CUSTOMER_REQUESTS).toList();
    }

    /** The record types of its values; none where values are foreign bytes. */
    public List<Schema> schemas() {
        return schemas;
    }

    boolean isInput() {
        return kind == Kind.INPUT;
    }

    String unprefixed() {
        return name;
    }

    int partitions(int wanted) {
        return kind == Kind.TABLE ? 1 : wanted;
    }

    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        if (kind == Kind.COMPACTED || kind == Kind.TABLE) {
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        } else {
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
            settings.put(
                    TopicConfig.RETENTION_MS_CONFIG, retention == null ? "-1" : Long.toString(retention.toMillis()));
        }
        if (kind == Kind.COMPACTED || this == PRODUCT_TALLIES) {
            // By the default, what was erased could stay in the log for ever where little else comes.
            settings.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, Long.toString(COMPACTED_WITHIN.toMillis()));
        }
        if (this == DEAD_LETTERS) {
            // A dead letter is its record and some headers, so it must be let be larger than any record.
            settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_DEAD_LETTER));
        }
        if (kind == Kind.INPUT) {
            // Event time stands in the records. Were it the records' Kafka time too, replaying old data would be
            // deleted
            // by retention at once, and one record dated 2099 would keep its log segment for ever.
            settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        }
        return settings;
    }
}
