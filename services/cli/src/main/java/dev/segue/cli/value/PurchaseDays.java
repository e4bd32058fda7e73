package dev.segue.cli.value;

import dev.segue.segmentation.value.PurchaseHistory;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;

/** What a customer spent on each day they bought on. */
final class PurchaseDays {
    private final TreeMap<LocalDate, Double> days = new TreeMap<>();

    void add(LocalDate day, double amount) {
        days.merge(day, amount, Double::sum);
    }

    int count() {
        return days.size();
    }

    /** The history up to the end of a day, which is not before the latest. */
    PurchaseHistory until(LocalDate end) {
        double tenure = ChronoUnit.DAYS.between(days.firstKey(), end);
        double recency = ChronoUnit.DAYS.between(days.lastKey(), end);
        double repeatValue = days.tailMap(days.firstKey(), false).values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
        return PurchaseHistory.ofDays(days.size(), tenure, recency, repeatValue);
    }
}
