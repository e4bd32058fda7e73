package dev.segue.cli.show;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them. */
public final class Figures {
    private static final double GROUPED_FROM = 1_000;
    private static final double ONE_DECIMAL_FROM = 10;

    private Figures() {}

    /** A count, with its thousands apart. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A measured value: the larger, the fewer decimals. */
    public static String value(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        double size = Math.abs(value);
        if (size >= GROUPED_FROM) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        String text = String.format(Locale.ROOT, size >= ONE_DECIMAL_FROM ? "%.1f" : "%.2f", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    /** An amount of money: to the hundredth, or finer where it is. */
    public static String money(BigDecimal amount, String currency) {
        BigDecimal shown = amount.stripTrailingZeros();
        shown = shown.scale() < 2 ? shown.setScale(2, RoundingMode.UNNECESSARY) : shown;
        return String.format(Locale.ROOT, "%,." + shown.scale() + "f %s", shown, currency);
    }

    /** A part of a whole in per cent, without decimals; nothing of nothing is none. */
    public static String percent(long part, long whole) {
        return whole == 0 ? "0 %" : Math.round(100.0 * part / whole) + " %";
    }
}
