package dev.segue.console.answers;

import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A customer.
 *
 * @param customerId who
 * @param asOf the moment everything is computed for
 * @param features all features the customer has, by name: numbers, texts and flags
 * @param traits names, among those of features and of what contributes, that tell something of the customer's profile
 * @param memberships where they are, one a segmentation that has a model
 */
public record Customer(
        String customerId,
        Instant asOf,
        Map<String, Object> features,
        List<String> traits,
        List<Membership> memberships) {

    /**
     * Where a customer is in a segmentation, and why.
     *
     * @param segmentation the segmentation
     * @param segment id of their segment; null for unassigned
     * @param slug its short name
     * @param label its name for people
     * @param since when they entered it
     * @param modelVersion version of the model that last looked at them; 0 for none yet
     * @param evidence orders they have
     * @param evidenceMissing orders they lack to be placed in a segment
     * @param featuresMissing features they lack to be placed in a segment
     * @param nearest the nearest segment; null while something is missing
     * @param second the next nearest; null in a model of one segment too
     * @param distances all segments, the nearest first; empty while something is missing
     * @param contributions what speaks for their segment against the nearest other one, the strongest first
     * @param value what is predicted of them; null where nothing is
     */
    public record Membership(
            String segmentation,
            @Nullable String segment,
            @Nullable String slug,
            @Nullable String label,
            @Nullable Instant since,
            long modelVersion,
            long evidence,
            long evidenceMissing,
            List<String> featuresMissing,
            @Nullable Near nearest,
            @Nullable Near second,
            List<Near> distances,
            List<Contribution> contributions,
            @Nullable Prediction value) {}

    /**
     * A segment, and how far it is.
     *
     * @param segment its id
     * @param slug its short name
     * @param label its name for people
     * @param distance Euclidean distance to its centroid, among scaled features
     */
    public record Near(String segment, String slug, String label, double distance) {}

    /**
     * What a feature had to do with it.
     *
     * @param feature its name
     * @param value now; null where the customer does not have it
     * @param previous when they entered the segment; null as above
     * @param contribution its share of the difference of the squared distances; what speaks against is negative
     */
    public record Contribution(
            String feature,
            @Nullable Double value,
            @Nullable Double previous,
            double contribution) {}

    /**
     * What a value model predicts of a customer who has bought.
     *
     * @param predictedClv what they are expected to spend over the model's horizon, in currency units
     * @param churnProbability probability that they have dropped out, 0 to 1
     * @param expectedDateOfNextOrder the day, in UTC, by which they buy again, if they still do, with even odds
     * @param averageOrderValue what their orders came to on average, in currency units
     */
    public record Prediction(
            BigDecimal predictedClv,
            double churnProbability,
            LocalDate expectedDateOfNextOrder,
            BigDecimal averageOrderValue) {}
}
