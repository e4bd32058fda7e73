package dev.segue.avro.mapping;

import dev.segue.avro.StrategyOutcomes;
import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.outcome.Arm;
import dev.segue.segmentation.outcome.ArmKey;
import java.math.BigDecimal;

/** What became of strategies' triggers, as it travels and as it is used. */
public final class StrategyOutcomesRecords {
    private static final int SQUARE_SCALE = 2 * Money.SCALE;

    private StrategyOutcomesRecords() {}

    /**
     * The key of a record.
     *
     * @param partition partition of the inputs whose customers are counted
     */
    public static String key(ArmKey key, int partition) {
        return key.text() + '/' + partition;
    }

    /**
     * The record of an arm.
     *
     * @param partition partition of the inputs whose customers are counted
     */
    public static StrategyOutcomes toRecord(ArmKey key, int partition, Arm arm) {
        return StrategyOutcomes.newBuilder()
                .setSegmentation(key.segmentation())
                .setStrategy(key.strategy())
                .setVariant(key.variant())
                .setHoldout(key.holdout())
                .setSegment(key.segment())
                .setSegmentMeaning(key.meaning())
                .setPartition(partition)
                .setTriggers(arm.trials())
                .setTriggerSquares(arm.squares())
                .setSent(arm.sent())
                .setOpened(arm.opened())
                .setClicked(arm.clicked())
                .setAccepted(arm.accepted())
                .setUnsubscribed(arm.unsubscribed())
                .setConverted(arm.conversions())
                .setRevenue(new BigDecimal(arm.revenue(), Money.SCALE))
                .setBuyers(arm.buyers())
                .setSpent(new BigDecimal(arm.spent(), Money.SCALE))
                .setSpentSquares(new BigDecimal(arm.spentSquares(), SQUARE_SCALE))
                .build();
    }

    /**
     * What a record counts.
     *
     * @throws IllegalArgumentException when it names no segmentation or strategy
     */
    public static ArmKey key(StrategyOutcomes record) {
        return new ArmKey(
                record.getSegmentation(),
                record.getSegment(),
                record.getSegmentMeaning(),
                record.getStrategy(),
                record.getVariant(),
                record.getHoldout());
    }

    /** The arm of a record. */
    public static Arm fromRecord(StrategyOutcomes record) {
        return new Arm(
                record.getTriggers(),
                record.getTriggerSquares(),
                record.getSent(),
                record.getOpened(),
                record.getClicked(),
                record.getAccepted(),
                record.getUnsubscribed(),
                record.getConverted(),
                record.getRevenue().unscaledValue(),
                record.getBuyers(),
                record.getSpent().unscaledValue(),
                record.getSpentSquares().unscaledValue());
    }
}
