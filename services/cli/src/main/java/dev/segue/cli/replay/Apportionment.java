package dev.segue.cli.replay;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Shares of a whole that add up to it exactly. Every share is the difference of two rounded-down running totals
 * (cumulative rounding), so shares differ by at most one unit and nothing is lost.
 */
final class Apportionment {
    private static final int MONEY_SCALE = 4;
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private Apportionment() {}

    /**
     * The sum of the shares from one position to before another.
     *
     * @param whole what is shared, zero or more
     * @param parts number of shares, 1 or more
     * @param from first share counted, 0 or more
     * @param to share before which to stop, at most {@code parts}
     */
    static long share(long whole, int parts, int from, int to) {
        if (parts < 1 || from < 0 || to < from || to > parts || whole < 0) {
            throw new IllegalArgumentException(
                    "shares %d to %d of %d parts of %d: must lie within".formatted(from, to, parts, whole));
        }
        return runningTotal(whole, parts, to) - runningTotal(whole, parts, from);
    }

    /**
     * One share of an amount of money: in whole cents where the amount is, else in ten-thousandths.
     *
     * @param amount zero or more, at most four decimals
     * @param parts number of shares, 1 or more
     * @param position 0 for the first share
     * @return scale 4
     */
    static BigDecimal share(BigDecimal amount, int parts, int position) {
        boolean cents = amount.remainder(CENT).signum() == 0;
        int scale = cents ? 2 : MONEY_SCALE;
        long units = amount.movePointRight(scale).longValueExact();
        return BigDecimal.valueOf(share(units, parts, position, position + 1), scale)
                .setScale(MONEY_SCALE);
    }

    private static long runningTotal(long whole, int parts, int shares) {
        return BigInteger.valueOf(whole)
                .multiply(BigInteger.valueOf(shares))
                .divide(BigInteger.valueOf(parts))
                .longValueExact();
    }
}
