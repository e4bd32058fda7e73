package dev.segue.segmentation.event;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Money as whole ten-thousandths of the currency unit in a {@code long}: exact, and up to ±922 trillion units. Real price
 * lists go below the penny, so cents would not do; a double would drift.
 */
public final class Money {
    /** Decimal places. */
    public static final int SCALE = 4;

    /** Ten-thousandths in a currency unit. */
    public static final long UNIT = 10_000;

    private Money() {}

    /**
     * Ten-thousandths of a decimal amount.
     *
     * @throws ArithmeticException when it has more than four decimals or is too large
     */
    public static long of(BigDecimal amount) {
        return amount.setScale(SCALE, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
    }

    /** The decimal amount of ten-thousandths, with four places. */
    public static BigDecimal decimal(long tenThousandths) {
        return BigDecimal.valueOf(tenThousandths, SCALE);
    }

    /** The amount in currency units for arithmetic that need not be exact, as features are. */
    public static double units(double tenThousandths) {
        return tenThousandths / UNIT;
    }
}
