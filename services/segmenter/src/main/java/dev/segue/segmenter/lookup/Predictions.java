package dev.segue.segmenter.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.features.BehaviourFeature;
import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.features.PlainHistory;
import dev.segue.segmentation.value.PurchaseHistory;
import dev.segue.segmentation.value.ValueModel;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What a value model predicts of a customer who has bought.
 *
 * @param predictedClv what they are expected to spend over the model's horizon, in currency units
 * @param churnProbability probability that they have dropped out, 0 to 1
 * @param expectedDateOfNextOrder the day, in UTC, by which they buy again, if they still do, with even odds
 * @param averageOrderValue what their orders came to on average, in currency units
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Predictions(
        BigDecimal predictedClv,
        double churnProbability,
        LocalDate expectedDateOfNextOrder,
        BigDecimal averageOrderValue) {
    private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

    /**
     * The predictions for a moment.
     *
     * @param now the moment, epoch milliseconds; not before the customer's last event
     * @return null where nothing predicts, or nothing of who has not bought
     */
    public static @Nullable Predictions of(@Nullable ValueModel model, CustomerState state, long now, Decay decay) {
        PurchaseHistory history = model == null ? null : PlainHistory.of(plain -> plain.value(state, now, decay));
        if (model == null || history == null) {
            return null;
        }
        Instant next = Instant.ofEpochMilli(now + (long) (model.nextPurchaseDays(history) * DAY_MILLIS));
        return new Predictions(
                money(model.lifetimeValue(history)),
                1 - model.probabilityAlive(history),
                LocalDate.ofInstant(next, ZoneOffset.UTC),
                money(BehaviourFeature.AVERAGE_ORDER_VALUE.value(state, now, decay)));
    }

    private static BigDecimal money(double units) {
        return Money.decimal(Math.min(Math.round(units * Money.UNIT), Money.MOST));
    }
}
