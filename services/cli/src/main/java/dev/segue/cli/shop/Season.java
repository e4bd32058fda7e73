package dev.segue.cli.shop;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.random.RandomGenerator;

/**
 * When within day and year people shop: a Poisson process whose rate changes, drawn by thinning (Lewis and Shedler,
 * 1979).
 */
final class Season {
    private static final double YEAR_MILLIS = Duration.ofDays(365).toMillis();
    private static final double NIGHT = 0.15;
    private static final double DAY = 1.25;
    private static final double EVENING = 1.75;
    private static final double QUIET_MONTHS = 0.8;
    private static final double SUMMER = 1.2;

    private Season() {}

    /**
     * When the next of a customer's orders or visits comes.
     *
     * @param from where to begin
     * @param aYear how many there are a year, above zero
     * @param christmas how much stronger November and December are; 1 or more
     */
    static Instant next(Instant from, double aYear, double christmas, RandomGenerator random) {
        double most = EVENING * Math.max(christmas, SUMMER);
        double rate = aYear / average(christmas);
        Instant at = from;
        do {
            double wait = random.nextExponential() * YEAR_MILLIS / (rate * most);
            at = at.plusMillis((long) wait + 1);
        } while (random.nextDouble() * most >= strength(at, christmas));
        return at;
    }

    /** So that {@code aYear} comes out over a year; the hours of a day average to 1 by themselves. */
    private static double average(double christmas) {
        return (2 * christmas + 2 * SUMMER + 8 * QUIET_MONTHS) / 12;
    }

    private static double strength(Instant at, double christmas) {
        LocalDateTime time = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        int hour = time.getHour();
        double ofDay = hour < 7 || hour == 23 ? NIGHT : hour < 17 ? DAY : EVENING;
        Month month = time.getMonth();
        double ofYear = switch (month) {
            case NOVEMBER, DECEMBER -> christmas;
            case JUNE, JULY -> SUMMER;
            default -> QUIET_MONTHS;
        };
        return ofDay * ofYear;
    }
}
