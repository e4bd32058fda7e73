package dev.segue.cli.shop;

import dev.segue.avro.OrderLine;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.avro.topics.Topic;
import dev.segue.cli.publish.InputEvent;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The shop's own account of what it has handed out, to hold Segue's against. Not thread-safe. */
public final class ShopBooks {
    private final Map<Topic, Long> events = new EnumMap<>(Topic.class);
    private final Map<String, Account> accounts = new HashMap<>();
    private Account total = Account.NOTHING;

    /**
     * What a customer bought.
     *
     * @param orders number of orders
     * @param gross money of the orders, after discounts
     * @param refunds money of what came back, zero or more
     */
    public record Account(long orders, BigDecimal gross, BigDecimal refunds) {
        /** No order yet. */
        public static final Account NOTHING = new Account(0, BigDecimal.ZERO, BigDecimal.ZERO);

        private Account with(Purchase purchase) {
            BigDecimal money = money(purchase);
            return purchase.getType() == PurchaseType.PURCHASE
                    ? new Account(orders + 1, gross.add(money), refunds)
                    : new Account(orders, gross, refunds.add(money));
        }
    }

    void enter(InputEvent event) {
        events.merge(event.topic(), 1L, Long::sum);
        accounts.putIfAbsent(event.customer(), Account.NOTHING);
        if (event.value() instanceof Purchase purchase) {
            accounts.merge(
                    event.customer(), Account.NOTHING.with(purchase), (account, first) -> account.with(purchase));
            total = total.with(purchase);
        }
    }

    static BigDecimal money(Purchase purchase) {
        BigDecimal money = purchase.getDiscount().negate();
        for (OrderLine line : purchase.getProducts()) {
            money = money.add(line.getPrice().multiply(BigDecimal.valueOf(line.getQuantity())))
                    .subtract(line.getDiscount());
        }
        return money;
    }

    /** Events handed out, by topic. */
    public Map<Topic, Long> events() {
        return Map.copyOf(events);
    }

    /** Events handed out. */
    public long eventCount() {
        return events.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Customers who have signed up, and what each bought. */
    public Map<String, Account> accounts() {
        return Map.copyOf(accounts);
    }

    /** What all customers bought. */
    public Account total() {
        return total;
    }
}
