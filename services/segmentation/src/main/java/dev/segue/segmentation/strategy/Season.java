package dev.segue.segmentation.strategy;

import java.time.LocalDate;
import java.time.MonthDay;

/**
 * A part of every year. It begins for each customer within the first hours of its first day.
 *
 * @param from first day
 * @param to last day; before {@code from} where it goes past the end of the year
 */
public record Season(MonthDay from, MonthDay to) implements Standing {
    @Override
    public long since(Situation situation) {
        int year = yearOn(situation.today());
        if (year == 0) {
            return NEVER;
        }
        long start = start(year, situation);
        return start + Standing.jitter(situation) <= situation.now() ? start : NEVER;
    }

    @Override
    public long next(Situation situation, long limit) {
        LocalDate today = situation.today();
        LocalDate last = situation.dateOf(limit);
        for (int year = today.getYear(); year <= today.getYear() + 1; year++) {
            LocalDate first = from.atYear(year);
            if (first.isAfter(last)) {
                return NEVER;
            }
            // One that began before today has begun for everybody.
            long due = first.isBefore(today) ? NEVER : start(year, situation) + Standing.jitter(situation);
            if (due > situation.now()) {
                return due <= limit ? due : NEVER;
            }
        }
        return NEVER;
    }

    @Override
    public long until(Situation situation) {
        int year = yearOn(situation.today());
        return year == 0 ? Long.MAX_VALUE : situation.startOf(lastDay(year).plusDays(1));
    }

    @Override
    public String reason(Situation situation) {
        return "season from %s to %s".formatted(text(from), text(to));
    }

    /** The year in which the season that is on began; 0 where none is. */
    private int yearOn(LocalDate today) {
        for (int year = today.getYear(); year >= today.getYear() - 1; year--) {
            if (!today.isBefore(from.atYear(year)) && !today.isAfter(lastDay(year))) {
                return year;
            }
        }
        return 0;
    }

    private LocalDate lastDay(int year) {
        return to.atYear(to.isBefore(from) ? year + 1 : year);
    }

    private long start(int year, Situation situation) {
        return situation.startOf(from.atYear(year));
    }

    private static String text(MonthDay day) {
        return day.toString().substring("--".length());
    }
}
