package dev.segue.cli.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What each page of the console shows, held against what the API answers.
 *
 * @param api asked while nothing changes
 */
record PageClaims(ConsoleApi api) {
    private static final int DAYS_SHOWN = 30;
    private static final Duration FLOWS_SHOWN = Duration.ofDays(7);

    void overview(Dashboard page) {
        JsonNode answer = api.of("/overview");
        List<String> names = page.texts(".card h3");
        List<String> sizes = page.texts(".card-size strong");
        List<String> shares = page.texts(".card-size > .quiet");
        List<String> figures = page.texts(".card-figures dd");
        JsonNode segments = answer.get("segments");
        assertThat(names).hasSameSizeAs(segments).isNotEmpty();
        for (int i = 0; i < names.size(); i++) {
            JsonNode segment = one(segments, "label", names.get(i));
            says("size", sizes.get(i), segment.get("size"));
            says("share", shares.get(i), segment.get("share"));
            says("net revenue", figures.get(3 * i), segment.get("net_revenue"));
            says("CLV", figures.get(3 * i + 1), segment.get("clv"));
            says("churn", figures.get(3 * i + 2), segment.get("churn"));
        }
        Texts now = page.figures("Now");
        says("customers", now.get("Customers"), answer.get("customers"));
        says("net revenue", now.get("Net revenue"), answer.get("net_revenue"));
        says("behind", now.get("Behind"), answer.get("lag").get("records"));
        says("dead letters", now.get("Dead letters"), answer.get("dead_letters"));
        assertThat(page.texts(".movements .id"))
                .isEqualTo(api.get("/changes?limit=9&segmentation=" + api.segmentation())
                        .findValuesAsText("customer_id"));
    }

    void segments(Dashboard page) {
        JsonNode answer = api.of("/overview");
        JsonNode segments = answer.get("segments");
        List<Texts> rows = page.table("Segments");
        assertThat(rows).hasSameSizeAs(segments).isNotEmpty();
        for (Texts row : rows) {
            JsonNode segment = one(segments, "label", row.get("Segment"));
            says("size", row.get("Customers"), segment.get("size"));
            says("share", row.get("Share"), segment.get("share"));
            says("net revenue", row.get("Net revenue"), segment.get("net_revenue"));
            says("average order", row.get("Average order"), segment.get("aov"));
            says("CLV", row.get("CLV"), segment.get("clv"));
            says("churn", row.get("Churn"), segment.get("churn"));
        }
        JsonNode report = api.of("/models/" + api.inForce() + "/report");
        List<Texts> deviations = page.table("Deviations from the average customer, by segment");
        assertThat(deviations).hasSameSizeAs(report.get("features")).isNotEmpty();
        for (JsonNode segment : report.get("segments")) {
            String label = one(
                            answer.get("segments"), "id", segment.get("segment").asText())
                    .get("label")
                    .asText();
            // On the page the features are in another order: what sets the segments apart most comes first.
            List<String> shown = deviations.stream()
                    .map(row -> row.get(label))
                    .sorted(Comparator.comparing(text -> ShownNumber.parse(text).value()))
                    .toList();
            List<JsonNode> exact = items(segment.get("z"))
                    .sorted(Comparator.comparingDouble(JsonNode::asDouble))
                    .toList();
            for (int i = 0; i < shown.size(); i++) {
                says("deviation", shown.get(i), exact.get(i));
            }
        }
    }

    void segment(Dashboard page) {
        String id = lastOf(page.page().url());
        LocalDate until = asOf().atZone(ZoneOffset.UTC).toLocalDate();
        JsonNode answer = api.of("/segments/%s?from=%s&to=%s".formatted(id, until.minusDays(DAYS_SHOWN - 1L), until));
        assertThat(page.text("h1")).isEqualTo(answer.get("label").asText());
        Texts buying = page.figures("Buying");
        JsonNode kpis = answer.get("kpis");
        says("orders", buying.get("Orders"), kpis.get("orders"));
        says("net revenue", buying.get("Net revenue"), kpis.get("net_revenue"));
        says("average order", buying.get("Average order"), kpis.get("aov"));
        says("on a deal", buying.get("On a deal"), kpis.get("discount_dependence"));
        says("CLV", buying.get("CLV"), answer.get("clv"));
        Texts answers = page.figures("Answers and loyalty");
        says("opened", answers.get("Opened"), kpis.get("open_rate"));
        says("NPS", answers.get("NPS"), kpis.get("nps"));
        says("churn", answers.get("Churn"), answer.get("churn"));
        assertThat(page.table("Features against all customers"))
                .hasSameSizeAs(answer.get("features"))
                .allSatisfy(row -> assertThat(answer.get("features")).anySatisfy(feature -> {
                    says("z", row.get("z"), feature.get("z"));
                    says("mean", row.get("Here"), feature.get("mean"));
                }));
        List<Texts> products = page.table("Products");
        assertThat(products).hasSameSizeAs(answer.get("products")).isNotEmpty();
        for (int i = 0; i < products.size(); i++) {
            JsonNode product = answer.get("products").get(i);
            assertThat(products.get(i).get("Product"))
                    .isEqualTo(product.get("product_id").asText());
            says("lift", products.get(i).get("Lift"), product.get("lift"));
        }
        JsonNode members = api.of("/segments/%s/members?limit=25".formatted(id)).get("items");
        List<Texts> rows = page.table("Customers of the segment");
        assertThat(rows).hasSameSizeAs(members).isNotEmpty();
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).get("Customer"))
                    .isEqualTo(members.get(i).get("customer_id").asText());
            says("net spend", rows.get(i).get("Net spend"), members.get(i).get("net_revenue"));
        }
    }

    void map(Dashboard page) {
        JsonNode answer = api.of("/map");
        Map<String, Integer> counts = new HashMap<>();
        for (JsonNode point : answer.get("points")) {
            JsonNode segment = point.path("segment");
            String name = segment.isTextual()
                    ? one(answer.get("centroids"), "id", segment.asText())
                            .get("label")
                            .asText()
                    : "In no segment";
            counts.merge(name, 1, Integer::sum);
        }
        assertThat(page.texts(".legend .chip"))
                .containsExactlyInAnyOrderElementsOf(counts.entrySet().stream()
                        .map(entry -> String.format(Locale.UK, "%s %,d", entry.getKey(), entry.getValue()))
                        .toList());
        List<Texts> axes = page.table("Axes");
        for (int i = 0; i < axes.size(); i++) {
            says("explained", axes.get(i).get("Shows"), answer.get("explained").get(i));
        }
    }

    void flows(Dashboard page) {
        Instant end = asOf();
        JsonNode answer = api.of("/flows?from=%s&to=%s"
                .formatted(
                        end.minus(FLOWS_SHOWN).truncatedTo(ChronoUnit.MINUTES),
                        end.plusSeconds(60).truncatedTo(ChronoUnit.MINUTES)));
        page.click("Table of");
        List<List<String>> expected = new ArrayList<>();
        for (JsonNode link : answer.get("links")) {
            expected.add(List.of(
                    nameOf(link.get("from")),
                    nameOf(link.get("to")),
                    link.get("customers").asText()));
        }
        assertThat(page.table("Moves between segments"))
                .isNotEmpty()
                .extracting(row -> List.copyOf(row.named().values()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    void model(Dashboard page) {
        JsonNode list = api.of("/models");
        JsonNode model = api.of("/models/" + api.inForce());
        assertThat(page.text("h1")).isEqualTo("Model v" + api.inForce());
        Texts quality = page.figures("Quality");
        says(
                "segments",
                quality.get("Segments"),
                LongNode.valueOf(model.get("segments").size()));
        says("customers", quality.get("Customers sampled"), model.get("quality").get("sampled"));
        says("silhouette", quality.get("Silhouette"), model.get("quality").get("silhouette"));
        List<Texts> versions = page.table("Versions of the model");
        assertThat(versions).hasSameSizeAs(list.get("versions"));
        for (int i = 0; i < versions.size(); i++) {
            JsonNode version = list.get("versions").get(i);
            assertThat(versions.get(i).get("Version"))
                    .isEqualTo("v" + version.get("version").asInt());
            assertThat(versions.get(i).get("Stands"))
                    .isEqualTo(version.get("standing").asText());
            says("customers", versions.get(i).get("Customers"), version.get("customers"));
            says("silhouette", versions.get(i).get("Silhouette"), version.get("silhouette"));
        }
    }

    void strategies(Dashboard page) {
        List<JsonNode> whole = items(api.of("/strategies").get("items"))
                .filter(row -> row.get("segment").isNull() && row.get("variant").isNull())
                .toList();
        List<Texts> rows = page.table("Uplift of strategies");
        assertThat(rows).hasSameSizeAs(whole).isNotEmpty();
        for (Texts row : rows) {
            JsonNode strategy = one(whole, "strategy", row.get("Strategy"));
            says("points", row.get("Points"), strategy.get("uplift").path("points"));
            says("sent", row.get("Sent"), strategy.get("sent"));
            says("taken", row.get("Taken"), strategy.get("accepted"));
            says("revenue", row.get("Revenue"), strategy.get("revenue"));
        }
    }

    void customers(Dashboard page) {
        List<String> latest =
                api.get("/changes?limit=40&segmentation=" + api.segmentation()).findValuesAsText("customer_id");
        assertThat(page.texts(".movement-list .id")).isEqualTo(latest).isNotEmpty();
        String prefix = latest.getFirst().substring(0, latest.getFirst().length() - 2);
        List<String> found = api.get("/customers?limit=24&prefix=" + prefix).findValuesAsText("customer_id");
        page.page().getByRole(AriaRole.SEARCHBOX).fill(prefix);
        page.page().waitForSelector(".found .id");
        assertThat(page.texts(".found .id")).isEqualTo(found).isNotEmpty();
    }

    void customer(Dashboard page) {
        JsonNode answer = api.get("/customers/" + lastOf(page.page().url()));
        List<JsonNode> values = items(answer.get("features")).toList();
        List<Texts> rows = page.table("Features");
        assertThat(rows).hasSameSizeAs(values).isNotEmpty();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isNumber()) {
                says(rows.get(i).get("Feature"), rows.get(i).get("Value"), values.get(i));
            } else {
                assertThat(rows.get(i).get("Value")).isEqualTo(values.get(i).asText());
            }
        }
        JsonNode membership = one(answer.get("memberships"), "segmentation", api.segmentation());
        assertThat(page.text("main section .panel-head p"))
                .startsWith(membership.get("label").asText());
        List<Texts> distances = page.table("Distance to the segments");
        assertThat(distances).hasSameSizeAs(membership.get("distances")).isNotEmpty();
        for (int i = 0; i < distances.size(); i++) {
            JsonNode one = membership.get("distances").get(i);
            assertThat(distances.get(i).get("Segment"))
                    .isEqualTo(one.get("label").asText());
            says("distance", distances.get(i).get("Distance"), one.get("distance"));
        }
    }

    void operations(Dashboard page) {
        JsonNode answer = api.get("/operations");
        Texts health = page.figures("Health");
        says(
                "dead letters",
                health.get("Dead letters"),
                answer.get("dead_letters").get("total"));
        says(
                "behind",
                health.get("Behind"),
                LongNode.valueOf(items(answer.get("lag"))
                        .mapToLong(one -> one.get("records").asLong())
                        .sum()));
        List<Texts> instances = page.table("Instances");
        assertThat(instances).hasSameSizeAs(answer.get("instances")).isNotEmpty();
        JsonNode instance = answer.get("instances").get(0);
        says(
                "tasks",
                instances.getFirst().get("Tasks"),
                LongNode.valueOf(instance.get("tasks").size()));
        says(
                "state, MB",
                health.get("State"),
                DoubleNode.valueOf(instance.get("state_bytes").asDouble() / 1e6));
        page.click("Table of");
        List<Texts> lag = page.table("Lag by partition");
        assertThat(lag).hasSameSizeAs(answer.get("lag")).isNotEmpty();
        for (int i = 0; i < lag.size(); i++) {
            says("end", lag.get(i).get("End"), answer.get("lag").get(i).get("end"));
            says(
                    "committed",
                    lag.get(i).get("Committed"),
                    answer.get("lag").get(i).get("committed"));
        }
    }

    private Instant asOf() {
        return Instant.parse(api.of("/overview").get("as_of").asText());
    }

    private static String nameOf(JsonNode segment) {
        return segment.path("id").isTextual() ? segment.get("label").asText() : "In no segment";
    }

    private static String lastOf(String url) {
        String path = URI.create(url).getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The one of some rows whose value under a key is this. */
    private static JsonNode one(Iterable<JsonNode> rows, String key, String value) {
        for (JsonNode row : rows) {
            if (row.get(key).asText().equals(value)) {
                return row;
            }
        }
        throw new AssertionError("none has %s '%s': %s".formatted(key, value, rows));
    }

    private static Stream<JsonNode> items(Iterable<JsonNode> container) {
        return StreamSupport.stream(container.spliterator(), false);
    }

    private static void says(String what, String shown, JsonNode value) {
        assertThat(ShownNumber.says(shown, value))
                .as("%s is shown as '%s' and is %s", what, shown, value)
                .isTrue();
    }
}
