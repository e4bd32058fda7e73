package dev.segue.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ModelsTextTest {
    @Test
    void versionsAreATableWithTheNewestFirst() throws Exception {
        JsonNode answer = json("""
                {"segmentation": "value", "in_force": 1, "held": 2, "versions": [
                  {"version": 2, "standing": "held", "trained_at": "2026-11-24T10:00:00.123Z", "customers": 2240,
                   "segments": 5, "silhouette": 0.4125, "moved_share": 0.4321, "reasons": ["it moves too many", "it is worse"]},
                  {"version": 1, "standing": "in force", "trained_at": "2026-11-24T09:00:00Z", "customers": 200,
                   "segments": 4, "silhouette": null, "moved_share": null, "reasons": ["no model is in force yet"]}]}
                """);

        assertThat(VersionsText.of(answer))
                .containsExactly(
                        "version  standing    trained               customers  segments  silhouette    moves  gate",
                        "      2  held        2026-11-24T10:00:00Z      2,240         5       0.413   43.2 %  it moves too many; it is worse",
                        "      1  in force    2026-11-24T09:00:00Z        200         4           –        –  no model is in force yet");
        assertThat(VersionsText.inForce(answer)).containsExactly("value v1 is in force.", "v2 is held.");
    }

    @Test
    void aSegmentationWithoutAModelSaysSo() throws Exception {
        JsonNode answer = json("{\"segmentation\": \"taste\", \"in_force\": null, \"held\": null, \"versions\": []}");

        assertThat(VersionsText.of(answer)).containsExactly("taste has no model yet");
        assertThat(VersionsText.inForce(answer)).containsExactly("No model of taste is in force.");
    }

    @Test
    void whoGoesWhereIsATableOfSegmentsLeftAndEntered() throws Exception {
        JsonNode migration = json("""
                [{"from": "value-1", "to": "value-1", "customers": 1200},
                 {"from": "value-10", "to": "value-10", "customers": 5},
                 {"from": "value-2", "to": "value-10", "customers": 7},
                 {"from": null, "to": "value-1", "customers": 3}]
                """);

        assertThat(MigrationTable.of(migration))
                .containsExactly(
                        "from \\ to    value-1  value-10",
                        "value-1        1,200         ·",
                        "value-2            ·         7",
                        "value-10           ·         5",
                        "unassigned         3         ·");
    }

    @Test
    void aModelSaysWhatTheGateSaidAndWhomItMoves() throws Exception {
        JsonNode model = json("""
                {"segmentation": "value", "version": 2, "standing": "held",
                 "quality": {"sampled": 2240, "silhouette": 0.41, "calinski_harabasz": 1234.5, "davies_bouldin": 0.9,
                             "full_kmeans_ratio": 1.001},
                 "gate": {"passed": false, "against": 1, "reasons": ["it would move 43.2 % of the customers"]},
                 "segments": [{"id": "value-4", "slug": "loyal", "label": "High frequency", "size": 700,
                               "profile": {"frequency": 12.5, "recency_days": null}}],
                 "migration": [{"from": "value-1", "to": "value-4", "customers": 700}]}
                """);

        assertThat(ModelText.of(model))
                .contains(
                        "value v2, held: 1 segments from 2,240 customers · silhouette 0.410 · Calinski-Harabasz 1234.500 · "
                                + "Davies-Bouldin 0.900 · 1.001 of full K-means' inertia",
                        "gate: not passed: it would move 43.2 % of the customers",
                        "Sampled customers, from v1 then in force:")
                .contains(
                        "segment  customers  label           means",
                        "value-4        700  High frequency  frequency 12.5");
    }

    @Test
    void aDifferenceShowsEachSegmentInBothVersions() throws Exception {
        JsonNode difference = json("""
                {"segmentation": "value", "from": 1, "to": 2, "moved_share": 0.25,
                 "segments": [{"id": "value-1", "label": "Loyal", "from": {"size": 10, "profile": {"frequency": 3}},
                               "to": {"size": 12, "profile": {"frequency": 4.25}}},
                              {"id": "value-2", "label": "New", "from": null, "to": {"size": 5, "profile": {"frequency": 1}}}],
                 "migration": [{"from": "value-1", "to": "value-1", "customers": 9},
                               {"from": "value-1", "to": "value-2", "customers": 3}]}
                """);

        assertThat(DifferenceText.of(difference))
                .contains(
                        "value v1 and v2: 25.0 % of the sampled customers are in another segment",
                        "value-1 · Loyal",
                        "  v1           10  frequency 3",
                        "  v2           12  frequency 4.25",
                        "  v1            –");
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
