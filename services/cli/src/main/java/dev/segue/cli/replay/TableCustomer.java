package dev.segue.cli.replay;

import dev.segue.avro.CustomerProfile;
import dev.segue.avro.OrderLine;
import dev.segue.avro.Purchase;
import dev.segue.avro.PurchaseType;
import dev.segue.cli.csv.BadRowException;
import dev.segue.cli.csv.CsvRow;
import dev.segue.cli.publish.InputEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer of a file that numbers its customers from 1 up. The mapping's name goes before the number, or the customers of two
 * files would be taken for the same people.
 *
 * @param mapping name of the mapping
 * @param number the file's number of the customer
 * @param currency ISO 4217 code of what they spend
 */
record TableCustomer(String mapping, int number, String currency) {
    private static final int MOST_ORDERS = 10_000;

    /** What an order is like, apart from when it was placed and what it cost. */
    record Basket(
            String product,
            @Nullable String sku,
            @Nullable String category,
            @Nullable String name,
            @Nullable String channel,
            @Nullable String coupon,
            @Nullable String promotion) {}

    static TableCustomer of(CsvRow row, CustomerMapping mapping, String currency) throws BadRowException {
        return new TableCustomer(mapping.name(), row.count(mapping.idColumn()), currency);
    }

    /** How many orders a column counts: no number that would make millions of events of one wrong field. */
    static int orders(CsvRow row, String column) throws BadRowException {
        int count = row.count(column);
        if (count > MOST_ORDERS) {
            throw row.bad(column, "is %d, but must be at most %d".formatted(count, MOST_ORDERS));
        }
        return count;
    }

    String id() {
        return mapping + "-" + number;
    }

    String messageId(String what) {
        return id() + "-" + what;
    }

    /** What the file knows of the customer at the moment it describes. */
    InputEvent profile(Map<String, Object> traits) {
        return InputEvent.of(CustomerProfile.newBuilder()
                .setMessageId(messageId("profile"))
                .setUserId(id())
                .setTimestamp(TableCalendar.MOMENT)
                .setTraits(traits)
                .build());
    }

    /**
     * @param position 0 for the customer's first order
     * @param price what it cost, scale 4
     */
    InputEvent order(int position, Instant placed, BigDecimal price, Basket basket) {
        return InputEvent.of(Purchase.newBuilder()
                .setMessageId(messageId("order-" + (position + 1)))
                .setUserId(id())
                .setTimestamp(placed)
                .setType(PurchaseType.PURCHASE)
                .setOrderId(id() + "-" + (position + 1))
                .setCurrency(currency)
                .setChannel(basket.channel)
                .setCoupon(basket.coupon)
                .setPromotion(basket.promotion)
                .setProducts(List.of(OrderLine.newBuilder()
                        .setProductId(basket.product)
                        .setSku(basket.sku)
                        .setCategory(basket.category)
                        .setName(basket.name)
                        .setPrice(price)
                        .setQuantity(1)
                        .build()))
                .build());
    }
}
