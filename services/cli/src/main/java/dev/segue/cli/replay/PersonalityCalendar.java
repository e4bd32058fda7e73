package dev.segue.cli.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * When things happened. The file tells how long before its making each customer last bought, but not when it was made:
 * only a day after the last enrolment by the largest recency lets every customer's last purchase lie after their enrolment.
 */
final class PersonalityCalendar {
    /** The first day by which every customer's last purchase can lie after their enrolment. */
    static final LocalDate REFERENCE_DAY = LocalDate.of(2014, 10, 5);
    /** The moment the file describes; no event is later. */
    static final Instant REFERENCE = REFERENCE_DAY.atStartOfDay().toInstant(ZoneOffset.UTC);

    private static final Duration BETWEEN_CAMPAIGNS = Duration.ofDays(15);
    private static final Duration UNTIL_ACCEPTED = Duration.ofDays(2);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration COMPLAINT = Duration.ofDays(14);
    private static final int CAMPAIGNS = 6;

    private PersonalityCalendar() {}

    static int age(int yearOfBirth) {
        return REFERENCE_DAY.getYear() - yearOfBirth;
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
        Instant last = REFERENCE.minus(Duration.ofDays(row.recencyDays()));
        if (position == orders - 1) {
            return last;
        }
        Instant first = enrolled(row);
        if (first.isAfter(last)) {
            return last;
        }
        long span = Duration.between(first, last).toMillis();
        return first.plusMillis(Apportionment.share(span, orders - 1, 0, position));
    }

    /**
     * @param campaign 1 to 6
     */
    static Instant sent(int campaign) {
        return REFERENCE.minus(BETWEEN_CAMPAIGNS.multipliedBy(CAMPAIGNS + 1L - campaign));
    }

    static Instant accepted(int campaign) {
        return sent(campaign).plus(UNTIL_ACCEPTED);
    }

    /** A visit of the last month, at even distances. */
    static Instant visited(int position, int visits) {
        return REFERENCE.minus(MONTH).plusMillis(Apportionment.share(MONTH.toMillis(), visits, 0, position));
    }

    static Instant complained() {
        return REFERENCE.minus(COMPLAINT);
    }
}
