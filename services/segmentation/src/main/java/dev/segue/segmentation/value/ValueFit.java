package dev.segue.segmentation.value;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Value models fitted to customers by maximum likelihood.
 *
 * @param model the models
 * @param customers on how many customers
 * @param repeatBuyers how many of them came back and paid; the model of spend rests on those
 * @param purchasesLogLikelihood log-likelihood of the model of purchases, with time in weeks
 * @param spendLogLikelihood log-likelihood of the model of spend, with values in currency units
 */
public record ValueFit(
        ValueModel model, int customers, int repeatBuyers, double purchasesLogLikelihood, double spendLogLikelihood) {
    /** Fewer customers who came back say too little about seven parameters. */
    public static final int FEWEST_REPEAT_BUYERS = 50;

    /** Enough to choose among starts. */
    private static final int ROUGHLY = 2_000;

    /**
     * Fits both models. The same customers in the same order give the same models.
     *
     * @param customers histories of customers who have bought
     * @param horizonWeeks how far ahead value shall be predicted, in weeks; greater than zero
     * @throws NoValueModelException where there is none: too few customers came back, or a fit has no answer
     */
    public static ValueFit of(List<PurchaseHistory> customers, double horizonWeeks) throws NoValueModelException {
        List<PurchaseHistory> repeatBuyers = customers.stream()
                .filter(history -> history.repeats() > 0 && history.repeatValue() > 0)
                .toList();
        if (repeatBuyers.size() < FEWEST_REPEAT_BUYERS) {
            throw new NoValueModelException(
                    "%d of %d customers have bought on more than one day; a value model needs %d of them"
                            .formatted(repeatBuyers.size(), customers.size(), FEWEST_REPEAT_BUYERS));
        }
        BgNbdLikelihood purchasesLikelihood = new BgNbdLikelihood(customers);
        BgNbd purchases = BgNbdLikelihood.model(
                new MaximumLikelihood("BG/NBD", purchasesLikelihood, new BgNbdLikelihood(some(customers)))
                        .greatest(BgNbdLikelihood.starts(customers)));
        GammaGammaLikelihood spendLikelihood = new GammaGammaLikelihood(repeatBuyers);
        double[] spend = new MaximumLikelihood(
                        "Gamma-Gamma", spendLikelihood, new GammaGammaLikelihood(some(repeatBuyers)))
                .greatest(GammaGammaLikelihood.starts(repeatBuyers));
        return new ValueFit(
                new ValueModel(purchases, spend(spend), horizonWeeks),
                customers.size(),
                repeatBuyers.size(),
                purchasesLikelihood.of(purchases),
                spendLikelihood.of(spend));
    }

    private static GammaGamma spend(double[] parameters) throws NoValueModelException {
        double q = parameters[1];
        if (q <= 1) {
            throw new NoValueModelException(
                    "what customers spend differs so much that Gamma-Gamma has no mean (q is %.3f, and must be above 1)"
                            .formatted(q));
        }
        return new GammaGamma(parameters[0], q, parameters[2]);
    }

    /** Evenly out of all. */
    private static List<PurchaseHistory> some(List<PurchaseHistory> all) {
        int step = Math.ceilDiv(all.size(), ROUGHLY);
        return IntStream.iterate(0, i -> i < all.size(), i -> i + step)
                .mapToObj(all::get)
                .toList();
    }
}
