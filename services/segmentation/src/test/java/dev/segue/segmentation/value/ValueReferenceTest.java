package dev.segue.segmentation.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others published and computed of the CDNOW customers. */
class ValueReferenceTest {
    private static final BgNbd PUBLISHED = new BgNbd(0.243, 4.414, 0.793, 2.426);
    private static Cdnow cdnow;
    private static ValueFit fit;

    @BeforeAll
    static void fitCdnow() throws NoValueModelException {
        cdnow = Cdnow.load();
        fit = ValueFit.of(cdnow.customers(), 39);
    }

    @Test
    void purchaseModelIsThatOfAnIndependentFit() {
        JsonNode reference = cdnow.results().at("/bgnbd/exact_days");
        BgNbd model = fit.model().purchases();

        assertThat(fit.customers()).isEqualTo(2357);
        assertThat(model.r()).isCloseTo(reference.get("r").asDouble(), withinPercentage(0.01));
        assertThat(model.alpha()).isCloseTo(reference.get("alpha").asDouble(), withinPercentage(0.01));
        assertThat(model.a()).isCloseTo(reference.get("a").asDouble(), withinPercentage(0.01));
        assertThat(model.b()).isCloseTo(reference.get("b").asDouble(), withinPercentage(0.01));
        assertThat(fit.purchasesLogLikelihood()).isCloseTo(reference.get("LL").asDouble(), within(1e-6));
    }

    @Test
    void spendModelIsThatOfAnIndependentFit() {
        JsonNode reference = cdnow.results().at("/gamma_gamma/exact_cents");
        GammaGamma model = fit.model().spend();

        assertThat(fit.repeatBuyers()).isEqualTo(946);
        assertThat(model.p()).isCloseTo(reference.get("p").asDouble(), withinPercentage(0.01));
        assertThat(model.q()).isCloseTo(reference.get("q").asDouble(), withinPercentage(0.01));
        assertThat(model.gamma()).isCloseTo(reference.get("gamma").asDouble(), withinPercentage(0.01));
        assertThat(fit.spendLogLikelihood()).isCloseTo(reference.get("LL").asDouble(), within(1e-6));
    }

    @Test
    void predictionsAtThePublishedParametersAreThoseOfAnIndependentImplementation() {
        ValueModel model = new ValueModel(PUBLISHED, new GammaGamma(6.25, 3.74, 15.44), 39);

        for (JsonNode row : cdnow.results().at("/tuples_at_published_parameters/rows")) {
            long repeats = row.get("x").asLong();
            PurchaseHistory history = new PurchaseHistory(
                    repeats,
                    row.get("t_x").asDouble(),
                    row.get("T").asDouble(),
                    repeats == 0 ? Double.NaN : row.get("mean_repeat_value").asDouble());
            assertThat(model.probabilityAlive(history)).isCloseTo(value(row, "p_alive"), relatively(row, "p_alive"));
            assertThat(PUBLISHED.logLikelihood(history))
                    .isCloseTo(value(row, "log_likelihood"), relatively(row, "log_likelihood"));
            for (int weeks : new int[] {1, 13, 39, 52}) {
                String name = "expected_purchases_%dw".formatted(weeks);
                assertThat(PUBLISHED.expectedPurchases(history, weeks))
                        .isCloseTo(value(row, name), relatively(row, name));
            }
            assertThat(model.expectedValue(history))
                    .isCloseTo(value(row, "expected_average_value"), relatively(row, "expected_average_value"));
            assertThat(model.lifetimeValue(history))
                    .isCloseTo(value(row, "expected_spend_39w"), relatively(row, "expected_spend_39w"));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.1429", "1", "3", "31.8571", "32", "78"})
    void newCustomersBuyAsThePublishedSpreadsheetSays(String weeks) {
        String check = "E[X(%s)] Hardie spreadsheet".formatted(weeks);

        double expected = fit.model().purchases().expectedPurchases(Double.parseDouble(weeks));

        assertThat(expected).isCloseTo(cdnow.published(check), within(cdnow.tolerance(check)));
    }

    @Test
    void customerOfThePublishedSpreadsheetBuysAsItSays() {
        String check = "E[X(39w)|x=2,tx=30.43,T=38.86] Hardie spreadsheet";

        double expected = fit.model().purchases().expectedPurchases(new PurchaseHistory(2, 30.43, 38.86, 22.35), 39);

        assertThat(expected).isCloseTo(cdnow.published(check), within(cdnow.tolerance(check)));
    }

    @Test
    void firstTenCustomersSpendAsThePublishedSpreadsheetSays() {
        for (int customer = 1; customer <= 10; customer++) {
            String check = "E[M] customer %d Hardie spreadsheet (unrounded parameters)".formatted(customer);

            double expected = fit.model().expectedValue(cdnow.customers().get(customer - 1));

            assertThat(expected).isCloseTo(cdnow.published(check), within(cdnow.tolerance(check)));
        }
    }

    private static double value(JsonNode row, String name) {
        return row.get(name).asDouble();
    }

    private static Offset<Double> relatively(JsonNode row, String name) {
        return within(1e-9 * Math.abs(value(row, name)));
    }
}
