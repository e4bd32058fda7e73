package dev.segue.segmentation.recommendation;

import dev.segue.segmentation.event.Order;
import dev.segue.segmentation.features.EventIds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The products of one order.
 *
 * @param order id of the order's event
 * @param at when it was placed, epoch milliseconds
 * @param products none twice
 */
public record Basket(String order, long at, List<Product> products) {
    public Basket {
        products = List.copyOf(products);
    }

    /** The basket of an order; lines whose product has no id are left out. */
    public static Basket of(Order order) {
        if (order.lines().size() == 1) {
            Order.Line line = order.lines().getFirst();
            return new Basket(
                    order.id(),
                    order.at(),
                    line.product().isBlank() ? List.of() : List.of(new Product(line.product(), line.category())));
        }
        Map<String, Product> products = new LinkedHashMap<>();
        for (Order.Line line : order.lines()) {
            if (!line.product().isBlank()) {
                products.putIfAbsent(line.product(), new Product(line.product(), line.category()));
            }
        }
        return new Basket(order.id(), order.at(), List.copyOf(products.values()));
    }

    /**
     * So many of the products at most, chosen by a hash of order and product: always the same of the same order, and of many orders with a
     * product as often it as any other.
     */
    List<Product> sample(int most) {
        if (products.size() <= most) {
            return products;
        }
        long salt = EventIds.fingerprint(order);
        Map<Product, Long> drawn = HashMap.newHashMap(products.size());
        products.forEach(product -> drawn.put(product, EventIds.mix(salt ^ EventIds.fingerprint(product.id()))));
        List<Product> sample = new ArrayList<>(products);
        sample.sort(Comparator.comparing(drawn::get));
        return sample.subList(0, most);
    }
}
