package dev.segue.cli.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * When things happened that a file of customers tells without a date. All such files are taken to describe the same moment, so
 * that several can be replayed side by side: the clock is event time, and one file's present must not be another's past.
 */
final class TableCalendar {
    /**
     * The day the files describe. Only the personality data has dates: this is the first day by which every customer's last
     * purchase can lie after their enrolment.
     */
    static final LocalDate DAY = LocalDate.of(2014, 10, 5);

    /** The moment the files describe; no event is later. */
    static final Instant MOMENT = DAY.atStartOfDay().toInstant(ZoneOffset.UTC);

    private TableCalendar() {}

    /**
     * One of several moments at even distances: the first at the beginning, the last one distance before the end.
     *
     * @param position 0 for the first
     * @param count how many there are, 1 or more
     */
    static Instant evenly(Instant begin, Instant end, int position, int count) {
        long span = Duration.between(begin, end).toMillis();
        return begin.plusMillis(Apportionment.share(span, count, 0, position));
    }
}
