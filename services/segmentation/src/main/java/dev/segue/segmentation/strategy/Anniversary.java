package dev.segue.segmentation.strategy;

import java.time.LocalDate;

/** A year or a number of years since the first purchase. On for a week, in case nobody looks on the day. */
public record Anniversary() implements Standing {
    private static final int DAYS = 7;

    @Override
    public long since(Situation situation) {
        int years = years(situation);
        if (years == 0) {
            return NEVER;
        }
        LocalDate day = first(situation).plusYears(years);
        long start = situation.startOf(day);
        boolean on =
                situation.today().isBefore(day.plusDays(DAYS)) && start + Standing.jitter(situation) <= situation.now();
        return on ? start : NEVER;
    }

    @Override
    public long next(Situation situation, long limit) {
        if (situation.state().lifetime().orders() == 0) {
            return NEVER;
        }
        LocalDate first = first(situation);
        LocalDate last = situation.dateOf(limit);
        for (int years = Math.max(1, years(situation)); ; years++) {
            LocalDate day = first.plusYears(years);
            if (day.isAfter(last)) {
                return NEVER;
            }
            long due = situation.startOf(day) + Standing.jitter(situation);
            if (due > situation.now()) {
                return due <= limit ? due : NEVER;
            }
        }
    }

    @Override
    public String reason(Situation situation) {
        return "anniversary %d of the first purchase".formatted(years(situation));
    }

    /** How many anniversaries there have been; 0 for who has not bought. */
    private static int years(Situation situation) {
        if (situation.state().lifetime().orders() == 0) {
            return 0;
        }
        LocalDate first = first(situation);
        int years = situation.today().getYear() - first.getYear();
        return Math.max(0, first.plusYears(years).isAfter(situation.today()) ? years - 1 : years);
    }

    private static LocalDate first(Situation situation) {
        return situation.dateOf(situation.state().lifetime().firstPurchase());
    }
}
