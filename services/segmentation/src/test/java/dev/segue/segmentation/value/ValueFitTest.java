package dev.segue.segmentation.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueFitTest {
    private static final SimulatedBuyers BUYERS =
            new SimulatedBuyers(new BgNbd(0.8, 6, 0.7, 2.5), new GammaGamma(5, 4, 30));

    @Test
    void findsTheParametersCustomersWereDrawnWith() throws NoValueModelException {
        List<PurchaseHistory> customers = BUYERS.draw(20_000, 104, 1);

        ValueModel model = ValueFit.of(customers, 52).model();

        assertThat(model.horizonWeeks()).isEqualTo(52);
        assertThat(model.purchases().r()).isCloseTo(0.8, withinPercentage(5));
        assertThat(model.purchases().alpha()).isCloseTo(6, withinPercentage(5));
        assertThat(model.purchases().a()).isCloseTo(0.7, withinPercentage(10));
        assertThat(model.purchases().b()).isCloseTo(2.5, withinPercentage(10));
        assertThat(model.spend().p()).isCloseTo(5, withinPercentage(10));
        assertThat(model.spend().q()).isCloseTo(4, withinPercentage(10));
        assertThat(model.spend().gamma()).isCloseTo(30, withinPercentage(15));
    }

    @Test
    void sameCustomersGiveTheSameModel() throws NoValueModelException {
        List<PurchaseHistory> customers = BUYERS.draw(3_000, 52, 2);

        assertThat(ValueFit.of(customers, 52)).isEqualTo(ValueFit.of(customers, 52));
    }

    @Test
    void anotherCurrencyUnitOnlyScalesTheSpend() throws NoValueModelException {
        List<PurchaseHistory> pounds = BUYERS.draw(3_000, 52, 3);
        List<PurchaseHistory> pence = pounds.stream()
                .map(h -> new PurchaseHistory(h.repeats(), h.last(), h.observed(), 100 * h.repeatValue()))
                .toList();

        GammaGamma one = ValueFit.of(pounds, 52).model().spend();
        GammaGamma other = ValueFit.of(pence, 52).model().spend();

        assertThat(other.p()).isCloseTo(one.p(), withinPercentage(0.01));
        assertThat(other.q()).isCloseTo(one.q(), withinPercentage(0.01));
        assertThat(other.gamma()).isCloseTo(100 * one.gamma(), withinPercentage(0.01));
    }

    @Test
    void repeatPurchasesThatCostNothingStayOutOfTheModelOfSpend() throws NoValueModelException {
        // Given
        List<PurchaseHistory> customers = new ArrayList<>(BUYERS.draw(1_000, 52, 4));
        ValueFit paying = ValueFit.of(customers, 52);
        customers.addAll(Collections.nCopies(10, new PurchaseHistory(3, 20, 30, 0)));

        // When
        ValueFit all = ValueFit.of(customers, 52);

        // Then
        assertThat(all.customers()).isEqualTo(1_010);
        assertThat(all.repeatBuyers()).isEqualTo(paying.repeatBuyers());
        assertThat(all.spendLogLikelihood()).isCloseTo(paying.spendLogLikelihood(), within(1e-6));
    }

    @Test
    void noNeighbourIsLikelierThanWhatIsFound() throws NoValueModelException {
        for (long seed = 10; seed < 16; seed++) {
            List<PurchaseHistory> customers = BUYERS.draw(1_000, 52, seed);
            BgNbd found = ValueFit.of(customers, 52).model().purchases();
            BgNbdLikelihood likelihood = new BgNbdLikelihood(customers);
            double greatest = likelihood.of(found);

            for (double factor : new double[] {0.998, 1.002}) {
                assertThat(likelihood.of(new BgNbd(found.r() * factor, found.alpha(), found.a(), found.b())))
                        .isLessThan(greatest);
                assertThat(likelihood.of(new BgNbd(found.r(), found.alpha() * factor, found.a(), found.b())))
                        .isLessThan(greatest);
                assertThat(likelihood.of(new BgNbd(found.r(), found.alpha(), found.a() * factor, found.b())))
                        .isLessThan(greatest);
                assertThat(likelihood.of(new BgNbd(found.r(), found.alpha(), found.a(), found.b() * factor)))
                        .isLessThan(greatest);
            }
        }
    }

    @Test
    void tooFewWhoCameBackGiveNoModelAndSaySo() {
        List<PurchaseHistory> customers = new ArrayList<>(Collections.nCopies(900, once()));
        customers.addAll(Collections.nCopies(49, new PurchaseHistory(2, 3, 10, 20)));

        assertThatThrownBy(() -> ValueFit.of(customers, 52))
                .isInstanceOf(NoValueModelException.class)
                .hasMessage("49 of 949 customers have bought on more than one day; a value model needs 50 of them");
    }

    /** The likelihood then rises without end; the search stops at the limit of what parameters may be. */
    @Test
    void customersWhoAllSpendTheSameAreExpectedToGoOn() throws NoValueModelException {
        List<PurchaseHistory> customers = new ArrayList<>(Collections.nCopies(200, once()));
        for (int i = 0; i < 100; i++) {
            customers.add(new PurchaseHistory(1 + i % 5, 3 + i % 7, 10, 20));
        }

        ValueModel model = ValueFit.of(customers, 52).model();

        assertThat(customers)
                .allSatisfy(
                        customer -> assertThat(model.expectedValue(customer)).isCloseTo(20, withinPercentage(0.1)));
    }

    @Test
    void spendWithoutAMeanGivesNoModelAndSaysSo() {
        // Given values of which each thousandfold is a thousand times as rare
        List<PurchaseHistory> customers = new ArrayList<>();
        for (int i = 1; i <= 2_000; i++) {
            customers.add(new PurchaseHistory(1 + i % 3, 3 + i % 7, 10, Math.pow(i / 2_000.5, -2)));
        }

        assertThatThrownBy(() -> ValueFit.of(customers, 52))
                .isInstanceOf(NoValueModelException.class)
                .hasMessageContaining("Gamma-Gamma has no mean");
    }

    private static PurchaseHistory once() {
        return new PurchaseHistory(0, 0, 10, Double.NaN);
    }
}
