package dev.segue.cli.shop;

import dev.segue.avro.OrderLine;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Fills baskets, and empties them again.
 *
 * @param currency ISO 4217 code
 */
record Baskets(String currency) {
    private static final int SCALE = 4;
    private static final int PENCE = 2;
    private static final double COUPON_SHARE = 0.3;
    private static final double MORE_OF_THE_SAME = 0.35;
    private static final int MOST_UNITS = 6;

    /**
     * An order.
     *
     * @param campaign the campaign that led to it; null for none
     */
    Purchase order(Shopper shopper, Instant now, String messageId, @Nullable String campaign) {
        RandomGenerator random = shopper.random();
        Archetype.Basket habits = shopper.archetype().basket();
        boolean deal = campaign != null || random.nextDouble() < habits.deal();
        boolean coupon = deal && campaign == null && random.nextDouble() < COUPON_SHARE;
        int percent = deal ? 10 + 5 * random.nextInt(4) : 0;
        List<OrderLine> lines = new ArrayList<>();
        long pence = 0;
        int count = 1 + Draw.poisson(random, habits.lines() - 1);
        for (int i = 0; i < count; i++) {
            Assortment.Product product =
                    Assortment.choose(shopper.archetype().category(random), shopper.priceLevel(), random);
            int units = units(random);
            long discount = deal && !coupon ? product.pence() * units * percent / 100 : 0;
            pence += product.pence() * units - discount;
            lines.add(line(product, units, discount));
        }
        return Purchase.newBuilder()
                .setMessageId(messageId)
                .setUserId(shopper.id())
                .setTimestamp(now)
                .setType(PurchaseType.PURCHASE)
                .setOrderId(shopper.id() + "-" + shopper.nextOrder())
                .setCurrency(currency)
                .setChannel(shopper.archetype().channel(random).word())
                .setCoupon(coupon ? "SAVE" + percent : null)
                .setPromotion(campaign != null ? campaign : deal && !coupon ? "offer-" + percent : null)
                .setDiscount(money(coupon ? pence * percent / 100 : 0))
                .setProducts(lines)
                .build();
    }

    /** One line of an order comes back, for what was paid for it. */
    Purchase giveBack(Purchase order, RandomGenerator random, Instant now, String messageId) {
        OrderLine line =
                order.getProducts().get(random.nextInt(order.getProducts().size()));
        BigDecimal paid = paid(line);
        BigDecimal all = order.getProducts().stream().map(Baskets::paid).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal couponShare = all.signum() == 0
                ? BigDecimal.ZERO
                : order.getDiscount().multiply(paid).divide(all, PENCE, RoundingMode.DOWN);
        return Purchase.newBuilder()
                .setMessageId(messageId)
                .setUserId(order.getUserId())
                .setTimestamp(now)
                .setType(PurchaseType.RETURN)
                .setOrderId(order.getOrderId() + "-return")
                .setOriginalOrderId(order.getOrderId())
                .setCurrency(currency)
                .setChannel(order.getChannel())
                .setDiscount(couponShare.setScale(SCALE))
                .setProducts(List.of(line))
                .build();
    }

    private static int units(RandomGenerator random) {
        int units = 1;
        while (units < MOST_UNITS && random.nextDouble() < MORE_OF_THE_SAME) {
            units++;
        }
        return units;
    }

    private static OrderLine line(Assortment.Product product, int units, long discountPence) {
        return OrderLine.newBuilder()
                .setProductId(product.id())
                .setCategory(product.category())
                .setPrice(money(product.pence()))
                .setQuantity(units)
                .setDiscount(money(discountPence))
                .build();
    }

    private static BigDecimal paid(OrderLine line) {
        return line.getPrice().multiply(BigDecimal.valueOf(line.getQuantity())).subtract(line.getDiscount());
    }

    private static BigDecimal money(long pence) {
        return BigDecimal.valueOf(pence, PENCE).setScale(SCALE);
    }
}
