package dev.segue.cli.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** When things happened. The file tells how long before its making each customer last bought, but not when it was made. */
final class PersonalityCalendar {
    private static final Duration BETWEEN_CAMPAIGNS = Duration.ofDays(15);
    private static final Duration UNTIL_ACCEPTED = Duration.ofDays(2);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration COMPLAINT = Duration.ofDays(14);
    private static final int CAMPAIGNS = 6;

    private PersonalityCalendar() {}

    static int age(int yearOfBirth) {
        return TableCalendar.DAY.getYear() - yearOfBirth;
    }

    static Instant enrolled(PersonalityRow row) {
        return row.enrolled().atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /**
     * When an order was placed: the last one as long ago as the row says, the first on the day of enrolment, the others
     * evenly between.
     *
     * @param position 0 for the first
     * @param orders how many there are; one alone is the last
     */
    static Instant ordered(PersonalityRow row, int position, int orders) {
        Instant last = TableCalendar.MOMENT.minus(Duration.ofDays(row.recencyDays()));
        if (position == orders - 1) {
            return last;
        }
        Instant first = enrolled(row);
        if (first.isAfter(last)) {
            return last;
        }
        return TableCalendar.evenly(first, last, position, orders - 1);
    }

    /**
     * @param campaign 1 to 6
     */
    static Instant sent(int campaign) {
        return TableCalendar.MOMENT.minus(BETWEEN_CAMPAIGNS.multipliedBy(CAMPAIGNS + 1L - campaign));
    }

    static Instant accepted(int campaign) {
        return sent(campaign).plus(UNTIL_ACCEPTED);
    }

    /** A visit of the last month, at even distances. */
    static Instant visited(int position, int visits) {
        return TableCalendar.evenly(TableCalendar.MOMENT.minus(MONTH), TableCalendar.MOMENT, position, visits);
    }

    static Instant complained() {
        return TableCalendar.MOMENT.minus(COMPLAINT);
    }
}
