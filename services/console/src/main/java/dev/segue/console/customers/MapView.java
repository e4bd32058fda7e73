package dev.segue.console.customers;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;

/**
 * Customers in the space of the first three principal components of a model's scaled features.
 *
 * @param version version of the model
 * @param asOf when this was put together
 * @param explained share of the variance along each axis, 0 to 1
 * @param axes which features weigh most along each axis
 * @param centroids the segments
 * @param points the customers
 * @param sampled how many they are
 * @param of of how many
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MapView(
        long version,
        Instant asOf,
        List<Double> explained,
        List<Axis> axes,
        List<Centroid> centroids,
        List<Point> points,
        long sampled,
        long of) {

    /** An axis: the features that weigh most, the heaviest first. */
    @Serdeable
    public record Axis(List<Weight> heavy) {}

    /** A feature's weight along an axis, -1 to 1. */
    @Serdeable
    public record Weight(String feature, double weight) {}

    /** A segment and where its centroid is. */
    @Serdeable
    public record Centroid(
            String id,
            String slug,
            String label,
            int colour,
            int pattern,
            boolean live,
            double x,
            double y,
            double z) {}

    /** A customer; segment is the nearest one, null where too little is known to place them. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Point(
            String customerId,
            double x,
            double y,
            double z,
            @Nullable String segment) {}
}
