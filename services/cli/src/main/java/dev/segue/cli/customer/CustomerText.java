package dev.segue.cli.customer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.cli.show.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A customer, for people. */
final class CustomerText {
    private CustomerText() {}

    /** @param customer as the segmenter tells it */
    static List<String> of(JsonNode customer) {
        List<String> lines = new ArrayList<>();
        lines.add("%s as of %s"
                .formatted(
                        customer.path("customer_id").asText(),
                        customer.path("as_of").asText()));
        if (customer.path("memberships").isEmpty()) {
            lines.add("No segmentation has a model yet.");
        }
        customer.path("memberships").forEach(membership -> lines.addAll(membership(membership)));
        lines.add("");
        lines.add("features");
        for (Map.Entry<String, JsonNode> feature : customer.path("features").properties()) {
            lines.add("  %-34s %s".formatted(feature.getKey(), value(feature.getValue())));
        }
        return lines;
    }

    private static List<String> membership(JsonNode membership) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("%s: %s".formatted(membership.path("segmentation").asText(), place(membership)));
        lines.addAll(distance("nearest", membership.path("nearest")));
        lines.addAll(distance("next", membership.path("second")));
        for (JsonNode contribution : membership.path("contributions")) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-34s %-10s %+.3f",
                    contribution.path("feature").asText(),
                    value(contribution.path("value")),
                    contribution.path("contribution").asDouble()));
        }
        return lines;
    }

    private static String place(JsonNode membership) {
        String model = "model v" + membership.path("model_version").asLong();
        if (membership.path("segment").isNull()) {
            return "unassigned%s (%s)".formatted(lacking(membership), model);
        }
        return "%s (%s, %s) since %s, %s"
                .formatted(
                        membership
                                .path("label")
                                .asText(membership.path("segment").asText()),
                        membership.path("slug").asText("no longer in the model"),
                        membership.path("segment").asText(),
                        membership.path("since").asText(),
                        model);
    }

    private static String lacking(JsonNode membership) {
        long orders = membership.path("evidence_missing").asLong();
        String features = StreamSupport.stream(
                        membership.path("features_missing").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        return (orders > 0 ? ", %d more %s needed".formatted(orders, orders == 1 ? "order" : "orders") : "")
                + (features.isEmpty() ? "" : ", %s not known".formatted(features));
    }

    private static List<String> distance(String which, JsonNode near) {
        return near.isObject()
                ? List.of(String.format(
                        Locale.ROOT,
                        "  %-8s %s at distance %.3f",
                        which,
                        near.path("slug").asText(),
                        near.path("distance").asDouble()))
                : List.of();
    }

    private static String value(JsonNode value) {
        return value.isNull() ? "–" : value.isNumber() ? Figures.value(value.asDouble()) : value.asText();
    }
}
