package dev.segue.segmentation.event;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Money as whole ten-thousandths of the currency unit in a {@code long}: exact, and up to ±100 trillion units. Real price
 * lists go below the penny, so cents would not do; a double would drift.
 */
public final class Money {
    /** Decimal places. */
    public static final int SCALE = 4;

    /** Ten-thousandths in a currency unit. */
    public static final long UNIT = 10_000;

    /**
     * The most that is counted, in ten-thousandths: 18 digits, which is what the contract's decimals hold. A total beyond
     * could be kept, but not published.
     */
    public static final long MOST = 999_999_999_999_999_999L;

    private Money() {}

    /**
     * The sum of a total and an amount, both zero or more.
     *
     * @throws ArithmeticException when it is beyond {@link #MOST}
     */
    public static long sum(long total, long amount) {
        long sum = Math.addExact(total, amount);
        if (sum > MOST) {
            throw new ArithmeticException("a total of %d ten-thousandths is beyond %d".formatted(sum, MOST));
        }
        return sum;
    }

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
