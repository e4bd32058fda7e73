package dev.segue.console.products;

import dev.segue.avro.ProductTally;
import dev.segue.avro.mapping.ProductTallyRecords;
import dev.segue.segmentation.features.Decay;
import dev.segue.segmentation.recommendation.TopList;
import dev.segue.segmentation.recommendation.TopProducts;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** What a segment buys more than all customers do. Thread-safe. */
@Singleton
public final class ProductLifts {
    private static final int MOST = 20;

    private final Products products;
    private final Decay decay;

    /** @param halfLife in which the weight of an order halves: as the segmenter has it */
    ProductLifts(
            Products products, @Property(name = "segue.segmenter.half-life", defaultValue = "180d") Duration halfLife) {
        this.products = products;
        this.decay = Decay.halfLife(halfLife);
    }

    /** The products in most of a segment's orders, with the highest lift first. */
    public List<ProductLift> of(String segmentation, String segment) {
        TopList<String> here = merged(products.parts(segmentation, segment));
        TopList<String> all = merged(products.parts(null, null));
        return here.weights().entrySet().stream()
                .limit(MOST)
                .map(product -> {
                    double share = product.getValue() / here.orders();
                    Double everywhere = all.weights().get(product.getKey());
                    return new ProductLift(
                            product.getKey(),
                            product.getValue(),
                            share,
                            everywhere == null ? null : share / (everywhere / all.orders()));
                })
                .sorted(Comparator.comparingDouble((ProductLift product) -> product.lift() == null ? 0 : product.lift())
                        .reversed())
                .toList();
    }

    private TopList<String> merged(List<ProductTally> parts) {
        return TopProducts.merge(
                        parts.stream().map(ProductTallyRecords::products).toList(), decay)
                .list();
    }
}
