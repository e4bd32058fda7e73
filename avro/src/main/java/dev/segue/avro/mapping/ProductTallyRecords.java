package dev.segue.avro.mapping;

import dev.segue.avro.ProductTally;
import dev.segue.avro.TalliedPair;
import dev.segue.avro.TalliedProduct;
import dev.segue.segmentation.recommendation.Pair;
import dev.segue.segmentation.recommendation.Recommender.SegmentOf;
import dev.segue.segmentation.recommendation.TopList;
import dev.segue.segmentation.recommendation.TopProducts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What customers buy as it travels, and as it is used. */
public final class ProductTallyRecords {
    private static final String ALL = "*";

    private ProductTallyRecords() {}

    /**
     * The key of a record.
     *
     * @param segment whose customers are counted; null for all
     * @param partition partition of the inputs whose customers are counted
     */
    public static String key(@Nullable SegmentOf segment, int partition) {
        return segment == null
                ? ALL + '/' + ALL + '/' + partition
                : segment.segmentation() + '/' + segment.segment() + '/' + partition;
    }

    /**
     * The record of what a segment buys.
     *
     * @param segment whose customers are counted; null for all
     * @param partition partition of the inputs whose customers are counted
     * @param pairs as of the same moment as the products, of the same orders; empty for a segment
     */
    public static ProductTally toRecord(
            @Nullable SegmentOf segment, int partition, TopProducts products, TopList<Pair> pairs) {
        TopList<String> list = products.list();
        List<TalliedProduct> tallied = new ArrayList<>(list.weights().size());
        list.weights()
                .forEach((product, weight) -> tallied.add(TalliedProduct.newBuilder()
                        .setProductId(product)
                        .setCategory(products.categories().getOrDefault(product, Set.of()).stream()
                                .findFirst()
                                .orElse(null))
                        .setWeight(weight)
                        .build()));
        List<TalliedPair> talliedPairs = new ArrayList<>(pairs.weights().size());
        pairs.weights()
                .forEach((pair, weight) -> talliedPairs.add(TalliedPair.newBuilder()
                        .setProductId(pair.one())
                        .setOtherId(pair.other())
                        .setWeight(weight)
                        .build()));
        return ProductTally.newBuilder()
                .setSegmentation(segment == null ? null : segment.segmentation())
                .setSegment(segment == null ? null : segment.segment())
                .setPartition(partition)
                .setAsOf(Instant.ofEpochMilli(list.asOf()))
                .setOrders(list.orders())
                .setBound(list.bound())
                .setProducts(tallied)
                .setPairsBound(pairs.bound())
                .setPairs(talliedPairs)
                .build();
    }

    /** Whose customers a record counts; null for all. */
    public static @Nullable SegmentOf segment(ProductTally record) {
        return record.getSegmentation() == null || record.getSegment() == null
                ? null
                : new SegmentOf(record.getSegmentation(), record.getSegment());
    }

    /**
     * The products of a record.
     *
     * @throws IllegalArgumentException where a number is not what it must be
     */
    public static TopProducts products(ProductTally record) {
        Map<String, Double> weights = new LinkedHashMap<>();
        Map<String, Set<String>> categories = new HashMap<>();
        for (TalliedProduct product : record.getProducts()) {
            weights.put(product.getProductId(), product.getWeight());
            if (product.getCategory() != null) {
                categories.put(product.getProductId(), Set.of(product.getCategory()));
            }
        }
        return new TopProducts(
                new TopList<>(record.getAsOf().toEpochMilli(), record.getOrders(), record.getBound(), weights),
                categories);
    }

    /**
     * The pairs of a record.
     *
     * @throws IllegalArgumentException where a number or an order is not what it must be
     */
    public static TopList<Pair> pairs(ProductTally record) {
        Map<Pair, Double> weights = new LinkedHashMap<>();
        for (TalliedPair pair : record.getPairs()) {
            weights.put(new Pair(pair.getProductId(), pair.getOtherId()), pair.getWeight());
        }
        return new TopList<>(record.getAsOf().toEpochMilli(), record.getOrders(), record.getPairsBound(), weights);
    }
}
