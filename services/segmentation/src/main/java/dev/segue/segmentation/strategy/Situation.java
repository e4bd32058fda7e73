package dev.segue.segmentation.strategy;

import dev.segue.segmentation.features.CustomerState;
import dev.segue.segmentation.features.EventIds;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A customer at a moment, as conditions and occasions see them. One thread. */
public final class Situation {
    private static final MathContext DIGITS = new MathContext(6);

    private final String customer;
    private final CustomerState state;
    private final @Nullable String role;
    private final long now;
    private final ZoneId zone;
    private final KnownFeatures features;
    private @Nullable LocalDate today;
    private double waitAfterPurchase = Double.NEGATIVE_INFINITY;
    private double share = Double.NaN;

    Situation(
            String customer,
            CustomerState state,
            @Nullable String role,
            long now,
            ZoneId zone,
            KnownFeatures features) {
        this.customer = customer;
        this.state = state;
        this.role = role;
        this.now = now;
        this.zone = zone;
        this.features = features;
    }

    /** The same customer at another moment, if nothing but time happens until then. */
    Situation at(long moment) {
        return new Situation(customer, state, role, moment, zone, features);
    }

    CustomerState state() {
        return state;
    }

    /** Role of the segment the customer is in; null for none. */
    @Nullable
    String role() {
        return role;
    }

    /** Epoch milliseconds. */
    long now() {
        return now;
    }

    /** A feature's raw value; NaN where the customer does not have it. */
    double feature(String name) {
        return features.value(name, state, now);
    }

    /** In how many days the latest purchase was expected to be followed by another, as of then; NaN where nothing tells. */
    double waitAfterPurchase() {
        if (waitAfterPurchase == Double.NEGATIVE_INFINITY) {
            waitAfterPurchase = features.value(
                    Standing.NEXT_PURCHASE_DAYS, state, state.lifetime().lastPurchase());
        }
        return waitAfterPurchase;
    }

    /** The date where the playbook is at home. */
    LocalDate today() {
        if (today == null) {
            today = dateOf(now);
        }
        return today;
    }

    LocalDate dateOf(long moment) {
        return Instant.ofEpochMilli(moment).atZone(zone).toLocalDate();
    }

    /** The first moment of a date where the playbook is at home, epoch milliseconds. */
    long startOf(LocalDate date) {
        return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /** Spreads customers evenly over a stretch of time: always the same for the same customer. */
    long spreadOver(long millis) {
        if (Double.isNaN(share)) {
            share = (EventIds.fingerprint(customer) >>> 11) * 0x1p-53;
        }
        return (long) (share * millis);
    }

    /** A number for people. */
    static String text(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }
}
