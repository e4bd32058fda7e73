package dev.segue.cli.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class CustomerTextTest {
    @Test
    void aCustomerIsShownWithTheirSegmentsAndWhy() throws Exception {
        String answer = """
                {"customer_id": "ann", "as_of": "2026-11-24T10:00:00Z",
                 "features": {"frequency": 12.0, "profile.city": "Lisbon"},
                 "memberships": [
                   {"segmentation": "value", "segment": "value-2", "slug": "loyal", "label": "High frequency",
                    "since": "2026-11-01T00:00:00Z", "model_version": 3, "evidence": 12, "evidence_missing": 0,
                    "nearest": {"segment": "value-2", "slug": "loyal", "distance": 0.5},
                    "second": {"segment": "value-1", "slug": "rare", "distance": 2.25},
                    "contributions": [{"feature": "frequency", "value": 12.0, "previous": null, "contribution": 4.8}]},
                   {"segmentation": "taste", "segment": null, "slug": null, "label": null, "since": null,
                    "model_version": 1, "evidence": 12, "evidence_missing": 1,
                    "features_missing": ["profile.income"], "nearest": null, "second": null,
                    "contributions": []}]}
                """;

        assertThat(CustomerText.of(new ObjectMapper().readTree(answer)))
                .containsExactly(
                        "ann as of 2026-11-24T10:00:00Z",
                        "",
                        "value: High frequency (loyal, value-2) since 2026-11-01T00:00:00Z, model v3",
                        "  nearest  loyal at distance 0.500",
                        "  next     rare at distance 2.250",
                        "  frequency                          12         +4.800",
                        "",
                        "taste: unassigned, 1 more order needed, profile.income not known (model v1)",
                        "",
                        "features",
                        "  frequency                          12",
                        "  profile.city                       Lisbon");
    }
}
