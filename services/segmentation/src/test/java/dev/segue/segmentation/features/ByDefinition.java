package dev.segue.segmentation.features;

import dev.segue.segmentation.event.CampaignMessage;
import dev.segue.segmentation.event.CustomerEvent;
import dev.segue.segmentation.event.Money;
import dev.segue.segmentation.event.Opinion;
import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.event.ProfileUpdate;
import dev.segue.segmentation.event.SiteVisit;
import dev.segue.segmentation.features.Decayed.Total;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Decayed totals as they are defined: the whole history, each event's amount times 2 to the minus its age in half-lives. */
final class ByDefinition {
    /** What rounding may make of a sum, as a share of the sum of its absolute terms. */
    static final double ROUNDING = 1e-9;

    private final List<CustomerEvent> history;
    private final long now;
    private final Decay decay;

    ByDefinition(List<CustomerEvent> history, long now, Decay decay) {
        this.history = history;
        this.now = now;
        this.decay = decay;
    }

    double total(Total total) {
        return sum(event -> amount(event, total));
    }

    /** How far a computed total may be off. */
    double tolerance(Total total) {
        return Double.MIN_NORMAL + ROUNDING * sum(event -> Math.abs(amount(event, total)));
    }

    double category(String name) {
        return sum(event -> spend(event, name));
    }

    double categoryTolerance(String name) {
        return Double.MIN_NORMAL + ROUNDING * sum(event -> Math.abs(spend(event, name)));
    }

    double channel(String name) {
        return sum(event -> event instanceof Order order
                        && order.kind() == Order.Kind.PURCHASE
                        && Objects.equals(order.channel(), name)
                ? 1
                : 0);
    }

    private double sum(ToDoubleFunction<CustomerEvent> amount) {
        return history.stream()
                .mapToDouble(event -> amount.applyAsDouble(event)
                        * Math.pow(2, -(double) (now - event.at()) / decay.halfLifeMillis()))
                .sum();
    }

    private static double spend(CustomerEvent event, String category) {
        if (!(event instanceof Order order)) {
            return 0;
        }
        double spent = order.lines().stream()
                .filter(line -> Objects.equals(line.category(), category))
                .mapToDouble(line -> Money.units(line.value()))
                .sum();
        return order.kind() == Order.Kind.PURCHASE ? spent : -spent;
    }

    private static double amount(CustomerEvent event, Total total) {
        return switch (event) {
            case Order order
            when order.kind() == Order.Kind.REFUND -> total == Total.NET ? -Money.units(order.value()) : 0;
            case Order order ->
                switch (total) {
                    case ORDERS -> 1;
                    case NET -> Money.units(order.value());
                    case LIST -> Money.units(order.listValue());
                    case DISCOUNT -> Money.units(order.listValue() - order.value());
                    case DEALS -> order.deal() ? 1 : 0;
                    default -> 0;
                };
            case SiteVisit visit -> total == Total.VISITS ? 1 : 0;
            case ProfileUpdate update -> 0;
            case CampaignMessage message ->
                switch (message.kind()) {
                    case SENT -> total == Total.SENT ? 1 : 0;
                    case OPENED -> total == Total.OPENED ? 1 : 0;
                    case CLICKED -> total == Total.CLICKED ? 1 : 0;
                    case CONVERTED -> total == Total.ACCEPTED ? 1 : 0;
                    case DELIVERED, UNSUBSCRIBED, SUBSCRIBED -> 0;
                };
            case Opinion opinion ->
                switch (opinion.kind()) {
                    case NPS -> total == Total.NPS ? opinion.score() : total == Total.NPS_GIVEN ? 1 : 0;
                    case CSAT -> total == Total.CSAT ? opinion.score() : total == Total.CSAT_GIVEN ? 1 : 0;
                    case COMPLAINT -> total == Total.COMPLAINTS ? 1 : 0;
                };
        };
    }
}
